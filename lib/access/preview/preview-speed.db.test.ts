import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { decisions, employees } from '@/db/schema'
import { openTestDatabase } from '@/db/testing/database'
import { newTestAccessGroup } from '@/db/testing/people'
import type { Condition } from '@/lib/rules/engine/condition'
import type { RuleInput } from '@/lib/rules/schemas'
import { readRules } from '@/lib/rules/stored-rules'
import { openTestHouse, type TestHouse } from '../test-house'
import { applyRule } from '../test-save-rules'
import { previewRules } from './preview-rules'

const ROUNDS = 5
const READINGS_A_ROUND = 5
const PEOPLE = 10_000
const RULES = 20

let db: Db
let close: () => Promise<void>
let house: TestHouse
let rule: RuleInput
beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
  house = await openTestHouse(db)
  rule = await fillHouse(house)
}, 300_000)
afterAll(() => close())

const everybody: Condition = { kind: 'condition', operand: 'active', operator: 'isYes', values: [] }
const inAustin: Condition = {
  kind: 'condition',
  operand: 'city',
  operator: 'is',
  values: ['Austin'],
}

/** People of 20 departments and two cities, and a rule for each department. */
async function fillHouse({ ctx, hq, roleIds }: TestHouse): Promise<RuleInput> {
  const system = { ...ctx, actor: { kind: 'system' as const, name: 'Test' } }
  const rules: RuleInput[] = []
  for (let n = 0; n < RULES; n++) {
    const accessGroupId = await newTestAccessGroup(ctx, {
      propertyId: hq,
      name: `Group ${n}`,
      doors: [`Door ${n}`],
    })
    const is = (operand: string, value: string) => ({
      kind: 'condition' as const,
      operand,
      operator: 'is' as const,
      values: [value],
    })
    rules.push({
      propertyId: hq,
      name: `Department ${n}`,
      conditions: {
        match: 'all',
        conditions: [
          is('department', `Department ${n}`),
          is('city', n % 2 === 0 ? 'Denver' : 'Austin'),
        ],
      },
      accessGroupIds: [accessGroupId],
      roleId: roleIds.user,
      mobileKey: true,
    })
  }
  const [first, ...others] = rules
  if (!first) throw new Error('There is no rule.')
  for (const other of others) await applyRule(system, other)
  await db.execute(sql`
    insert into ${employees} (organization_id, id, scim_id, source, user_name, user_name_key, primary_email, primary_email_key,
      display_name, active, resource, facts, version, created_at, last_modified_at)
    select ${ctx.organizationId}, 'emp_' || n, 'scim_' || n, 'entra', 'p' || n, 'p' || n, 'p' || n || '@c.example', 'p' || n || '@c.example',
      'Person ' || n, true, jsonb_build_object('displayName', 'Person ' || n),
      jsonb_build_object('department', jsonb_build_array('department ' || n % ${RULES}), 'jobTitle', jsonb_build_array('title ' || n % 97),
        'city', jsonb_build_array(case when n % 2 = 0 then 'denver' else 'austin' end), 'country', jsonb_build_array('us'),
        'email', jsonb_build_array('p' || n || '@c.example'), 'displayName', jsonb_build_array('person ' || n), 'active', jsonb_build_array('true')),
      1, now(), now()
    from generate_series(1, ${PEOPLE}) as n`)
  await applyRule(system, first)
  const stored = (await readRules(ctx, { propertyId: hq })).find((one) => one.name === first.name)
  return { ...first, ruleId: stored?.id, version: stored?.version }
}

/** Everybody is read with their decision, the least that can be done about all of them. */
const readEverybody = () =>
  db.execute(sql`
    select count(e.facts -> 'department'), count(d.rule_ids)
    from ${employees} as e full join ${decisions} as d
      on d.organization_id = e.organization_id and d.employee_id = e.id`)

/** Milliseconds of processor, because a test's machine is never idle; the database runs in this process. */
async function processorMs(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/**
 * How many readings of everybody a piece of work costs. They take turns, because a busy machine slows
 * what runs at that moment, and the fastest of each are compared: the first ones are slow for both.
 */
async function inReadings(work: () => Promise<unknown>): Promise<number> {
  const readings: number[] = []
  const works: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    for (let n = 0; n < READINGS_A_ROUND; n++) readings.push(await processorMs(readEverybody))
    works.push(await processorMs(work))
  }
  return Math.min(...works) / Math.min(...readings)
}

describe('for ten thousand people and twenty rules', () => {
  const preview = (conditions: Condition[]) => {
    const draft = { ...rule, conditions: { match: 'all' as const, conditions } }
    const change = { kind: 'rule' as const, rule: draft }
    return previewRules(house.ctx, { propertyId: house.hq, change })
  }

  // 13 and 17 readings here, idle or busy, and about three times as many when everybody was decided
  // by every rule.
  it.each([
    ['moves five hundred people', 500, 20, () => [...rule.conditions.conditions, inAustin]],
    ['moves everybody', PEOPLE - PEOPLE / RULES, 28, () => [everybody]],
  ])(
    'a draft that %s is previewed at once',
    async (_, people, readingsMax, conditions) => {
      expect((await preview(conditions())).effect.peopleCount).toBe(people)
      expect(await inReadings(() => preview(conditions()))).toBeLessThan(readingsMax)
    },
    120_000,
  )
})
