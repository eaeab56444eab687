import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { activity, decisions, grants, ruleVersions } from '@/db/schema'
import { openTestPostgres } from '@/db/testing/database'
import { newTestAccessGroup } from '@/db/testing/people'
import { applyChange } from './apply-change'
import type { ApplyProgress } from './schemas'
import { newPerson, openTestHouse } from './test-house'
import { departmentRule } from './test-save-rules'

const PEOPLE = 5

let db: Db
let close: () => Promise<void>
beforeAll(async () => {
  ;({ db, close } = await openTestPostgres())
})
afterAll(() => close())

it('while it is told that everybody was applied to, nobody sees any of it', async () => {
  const house = await openTestHouse(db)
  const { ctx, hq: propertyId } = house
  const lab = await newTestAccessGroup(ctx, { propertyId, name: 'Lab', doors: ['Lab'] })
  for (let n = 0; n < PEOPLE; n++) await newPerson(house, { name: `Eng ${n}`, department: 'Eng' })
  const counts = async () => {
    const all: number[] = []
    for (const table of [ruleVersions, decisions, grants, activity]) {
      all.push(await db.$count(table, eq(table.organizationId, ctx.organizationId)))
    }
    return all
  }
  const before = await counts()
  const everybody = Promise.withResolvers<void>()
  const onProgress = (progress: ApplyProgress) => {
    if (progress.phase === 'people' && progress.done === PEOPLE) everybody.resolve()
  }
  const rule = departmentRule(house, 'Eng', { accessGroupIds: [lab] })

  // Whoever writes to the log waits until this transaction ends.
  const { applied } = await db.transaction(async (tx) => {
    await tx.execute(sql`lock table ${activity} in exclusive mode`)
    const begun = applyChange(
      ctx,
      { propertyId, change: { kind: 'rule', rule } },
      { onProgress, changesPerStatement: 2 },
    )
    await everybody.promise
    expect(await counts()).toEqual(before)
    return { applied: begun }
  })

  expect(await applied).toMatchObject({ kind: 'applied', outcome: { given: PEOPLE } })
  expect(await counts()).not.toEqual(before)
})
