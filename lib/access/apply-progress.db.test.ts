import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { activity, decisions, grants, ruleVersions } from '@/db/schema'
import { openTestDatabase } from '@/db/testing/database'
import { newTestAccessGroup } from '@/db/testing/people'
import { refusalOf } from '@/lib/auth/action'
import { follow, withProgress } from '@/lib/kernel/progress'
import type { ActionResult } from '@/lib/kernel/result'
import { applyChange, type HowToApply } from './apply-change'
import type { ApplyAnswer, ApplyProgress } from './schemas'
import { newPerson, openTestHouse, type TestHouse } from './test-house'
import { departmentRule } from './test-save-rules'

const PEOPLE = 5
const TURN = 2

let db: Db
let close: () => Promise<void>
let house: TestHouse
let lab: string
beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  house = await openTestHouse(db)
  lab = await newTestAccessGroup(house.ctx, { propertyId: house.hq, name: 'Lab', doors: ['Lab'] })
  for (let n = 0; n < PEOPLE; n++) await newPerson(house, { name: `Eng ${n}`, department: 'Eng' })
})

const apply = (how: HowToApply) =>
  applyChange(
    house.ctx,
    {
      propertyId: house.hq,
      change: { kind: 'rule', rule: departmentRule(house, 'Eng', { accessGroupIds: [lab] }) },
    },
    { changesPerStatement: TURN, ...how },
  )

async function counts(): Promise<number[]> {
  const all: number[] = []
  for (const table of [ruleVersions, decisions, grants, activity]) {
    all.push(await db.$count(table, eq(table.organizationId, house.ctx.organizationId)))
  }
  return all
}

it('is told turn by turn, in order, up to the whole', async () => {
  const told: ApplyProgress[] = []
  const answer = await apply({ onProgress: (progress) => told.push(progress) })

  expect(answer).toMatchObject({ kind: 'applied', outcome: { given: PEOPLE } })
  const people = [0, 2, 4, 5].map((done) => ({ phase: 'people', done, of: PEOPLE }))
  // The change, then one entry a person.
  const of = 1 + PEOPLE
  const log = [0, of].map((done) => ({ phase: 'log', done, of }))
  expect(told).toEqual([{ phase: 'deciding' }, ...people, ...log, { phase: 'finishing' }])
})

it('a change that does nothing to anybody tells of no people', async () => {
  await apply({})
  const told: ApplyProgress[] = []
  const onProgress = (progress: ApplyProgress) => told.push(progress)
  const rename = departmentRule(house, 'Nobody is there', { accessGroupIds: [lab] })
  await applyChange(
    house.ctx,
    { propertyId: house.hq, change: { kind: 'rule', rule: rename } },
    { onProgress },
  )
  expect(told).toEqual([{ phase: 'deciding' }])
})

it('a listener that throws changes nothing of what is applied', async () => {
  const onProgress = () => {
    throw new Error('Nobody listens.')
  }
  expect(await apply({ onProgress })).toMatchObject({ outcome: { given: PEOPLE } })
})

it('one that fails after several turns is undone as a whole, and says so in the place of an answer', async () => {
  const before = await counts()
  await db.execute(sql`
    create function refuse_entry() returns trigger language plpgsql as
      $$ begin raise exception 'The disk is full.'; end $$`)
  await db.execute(sql`
    create trigger refuse_entry before insert on ${activity} execute function refuse_entry()`)
  try {
    const told: ApplyProgress[] = []
    const sent = withProgress<ApplyProgress, ActionResult<ApplyAnswer>>(async (tell) => {
      const onProgress = (progress: ApplyProgress) => {
        told.push(progress)
        tell(progress)
      }
      return apply({ onProgress }).then((value) => ({ ok: true, value }), refusalOf)
    })
    const heard: ApplyProgress[] = []
    const answer = await follow(Promise.resolve(sent), (progress) => heard.push(progress))

    expect(told).toContainEqual({ phase: 'people', done: PEOPLE, of: PEOPLE })
    expect(heard[0]).toEqual({ phase: 'deciding' })
    expect(answer).toEqual({
      ok: false,
      message: expect.stringMatching(/^Something went wrong .* Nothing was changed\.$/),
    })
  } finally {
    await db.execute(sql`drop trigger refuse_entry on ${activity}`)
  }
  expect(await counts()).toEqual(before)
})
