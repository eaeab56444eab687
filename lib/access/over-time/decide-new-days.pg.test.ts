import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DatabaseHandle } from '@/db/client'
import { activity } from '@/db/schema'
import { openTestPostgres } from '@/db/testing/database'
import { newTestAccessGroup, newTestEmployee } from '@/db/testing/people'
import { factsFromScim } from '@/lib/rules/engine/facts'
import { livingKeys, openTestHouse } from '../test-house'
import { applyRule } from '../test-save-rules'
import { decideNewDays } from './decide-new-days'

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

it('two servers that see the same new day give its access once', async () => {
  const { ctx, roleIds, hq: propertyId } = await openTestHouse(one.db)
  const accessGroupId = await newTestAccessGroup(ctx, { propertyId, name: 'Lobby' })
  await applyRule(ctx, {
    propertyId,
    name: 'Starters',
    conditions: {
      match: 'all',
      conditions: [
        {
          kind: 'condition',
          operand: 'startDate',
          operator: 'isOnOrAfter',
          values: ['2026-01-01'],
        },
      ],
    },
    accessGroupIds: [accessGroupId],
    roleId: roleIds.user,
    mobileKey: true,
  })
  const employeeId = await newTestEmployee(ctx, {
    displayName: 'Maya',
    primaryEmail: 'maya@contoso.example',
    facts: factsFromScim({ 'urn:x:y:2.0:User': { startDate: '2026-01-01' } }),
  })

  await Promise.all([one, other, one, other].map(({ db }) => decideNewDays(db, new Date())))

  const told = and(
    eq(activity.organizationId, ctx.organizationId),
    eq(activity.subjectId, employeeId),
    eq(activity.kind, 'access.changed'),
  )
  expect(await one.db.$count(activity, told)).toBe(1)
  expect(await livingKeys(ctx, employeeId)).toHaveLength(1)
})
