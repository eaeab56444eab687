import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DatabaseHandle } from '@/db/client'
import { activity } from '@/db/schema'
import { openTestPostgres } from '@/db/testing/database'
import { newTestAccessGroup } from '@/db/testing/people'
import { issueKey } from '../key-deeds/manage-key'
import { grantsOf, livingKeys, newDepartmentRule, newPerson, openTestHouse } from '../test-house'
import { endDueByHand } from './end-by-hand'
import { giveByHand } from './give-by-hand'

let one: DatabaseHandle
let other: DatabaseHandle
beforeAll(async () => {
  one = await openTestPostgres()
  other = await openTestPostgres()
})
afterAll(async () => {
  await one.close()
  await other.close()
})

const NOON = new Date('2026-11-20T19:00:00Z')
const AFTER = new Date('2026-12-01T07:00:00Z')

async function houseWithLab() {
  const house = await openTestHouse(one.db, NOON)
  const { ctx, hq: propertyId } = house
  const employeeId = await newPerson(house, { name: 'Maya', department: 'Design' })
  const accessGroupId = await newTestAccessGroup(ctx, { propertyId, name: 'Lab', doors: ['Lab 1'] })
  const said = { lastDay: '2026-11-30', noEnd: false, reason: 'Audit week' }
  await giveByHand(ctx, { employeeId, accessGroupId, ...said })
  await issueKey(ctx, { employeeId, propertyId })
  return { house, ctx, employeeId }
}

it('two servers that see the same last day end its access once', async () => {
  const { ctx, employeeId } = await houseWithLab()

  await Promise.all([one, other, one, other].map(({ db }) => endDueByHand(db, AFTER)))

  const told = (kind: string) =>
    one.db.$count(
      activity,
      and(
        eq(activity.organizationId, ctx.organizationId),
        eq(activity.subjectId, employeeId),
        eq(activity.kind, kind),
      ),
    )
  expect(await told('access.taken')).toBe(1)
  expect(await told('key.revoked')).toBe(1)
  expect(await grantsOf(ctx, employeeId)).toEqual([])
})

it('whom a rule begins to cover as the last day ends has a key afterwards', async () => {
  const { house, ctx, employeeId } = await houseWithLab()
  const later = { ...house, ctx: { ...ctx, now: AFTER } }

  await Promise.all([
    endDueByHand(other.db, AFTER),
    newDepartmentRule(later, { propertyId: house.hq, department: 'Design' }),
  ])

  expect(await grantsOf(ctx, employeeId)).toMatchObject([{ source: 'rule' }])
  expect(await livingKeys(ctx, employeeId)).toHaveLength(1)
})
