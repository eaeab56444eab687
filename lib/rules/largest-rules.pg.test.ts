import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DatabaseHandle } from '@/db/client'
import type { Context } from '@/db/context'
import { ruleAccessGroups, rules } from '@/db/schema'
import { newTestOrganization, openTestPostgres } from '@/db/testing/database'
import { newTestAccessGroup, newTestEmployee, newTestProperty } from '@/db/testing/people'
import { newId } from '@/lib/kernel/ids'
import { CONDITIONS_MAX, type SingleCondition, VALUES_MAX } from './engine/condition'
import { reevaluate } from './reevaluate'
import { RULES_PER_PROPERTY_MAX } from './schemas'

/** A statement has room for 65,535 parameters, and nothing may make a decision fail. */
let database: DatabaseHandle
beforeAll(async () => {
  database = await openTestPostgres()
})
afterAll(() => database.close())

const PROPERTIES = 2
const ask = (
  operand: string,
  operator: SingleCondition['operator'],
  values: string[],
): SingleCondition => ({ kind: 'condition', operand, operator, values })

/** Dates take the most parameters, lists the longest ones. */
function largestConditions(): SingleCondition[] {
  const list = Array.from({ length: VALUES_MAX }, (_, n) => `v${n}`)
  return Array.from({ length: CONDITIONS_MAX }, (_, n) =>
    n === 0
      ? ask('department', 'isNoneOf', list)
      : ask('startDate', 'isOnOrAfter', [`2020-01-${String((n % 28) + 1).padStart(2, '0')}`]),
  )
}

async function fill(ctx: Context, roleId: string): Promise<void> {
  const { organizationId, now } = ctx
  const conditions = { match: 'all', conditions: largestConditions() }
  for (let place = 0; place < PROPERTIES; place++) {
    const propertyId = await newTestProperty(ctx, `Property ${place}`)
    const accessGroupId = await newTestAccessGroup(ctx, { propertyId, name: 'Doors' })
    const ids = Array.from({ length: RULES_PER_PROPERTY_MAX }, () => newId('rule'))
    const common = {
      organizationId,
      propertyId,
      roleId,
      conditions,
      mobileKey: true,
      enabled: true,
    }
    const times = { createdAt: now, updatedAt: now, updatedBy: 'Ana', version: 1 }
    await ctx.db
      .insert(rules)
      .values(
        ids.map((id, position) => ({ ...common, ...times, id, position, name: id, nameKey: id })),
      )
    await ctx.db
      .insert(ruleAccessGroups)
      .values(ids.map((ruleId) => ({ organizationId, propertyId, ruleId, accessGroupId })))
  }
}

it('an organisation with as many rules, conditions and values as it may have is decided', async () => {
  const { ctx, roleIds } = await newTestOrganization(database.db)
  await fill(ctx, roleIds.user)
  const facts = { department: ['lab'], startDate: ['2026-01-01'], 'date:startDate': ['2026-01-01'] }
  const matches = await newTestEmployee(ctx, { displayName: 'Maya', facts })
  await newTestEmployee(ctx, { displayName: 'Ben', facts: { ...facts, department: ['v499'] } })
  const left = await newTestEmployee(ctx, { displayName: 'Eve', facts, active: false })

  const { changes, ineligible } = await reevaluate(ctx, { kind: 'everyone' })

  expect(changes.map(({ employeeId, after }) => [employeeId, after?.ruleIds.length])).toEqual(
    Array.from({ length: PROPERTIES }, () => [matches, RULES_PER_PROPERTY_MAX]),
  )
  expect(ineligible).toEqual([left])
}, 120_000)

it('no connection compiles statements, whose cost nobody can foretell', async () => {
  const { rows } = await database.db.execute<{ jit: string }>(sql`show jit`)
  expect(rows).toEqual([{ jit: 'off' }])
})
