import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { textArray } from '@/db/predicates'
import { employees } from '@/db/schema'
import { conditionsToSql, type Given } from '@/lib/rules/condition-sql'
import {
  type Condition,
  type Conditions,
  leavesOf,
  type SingleCondition,
  wantedValues,
} from '@/lib/rules/engine/condition'
import { datesOf } from '@/lib/rules/engine/facts'
import { operandOf } from '@/lib/rules/engine/operands'
import {
  isDateTest,
  isNumberTest,
  type Mode,
  NUMBER_PATTERN,
  operatorOf,
} from '@/lib/rules/engine/operators'
import { groupsOf } from './groups-sql'

/** One rule on its own, as it is being written. */
export interface AskedRule {
  conditions: Conditions
  /** People whom it skips. */
  leftOut: readonly string[]
  given: Given
}

/**
 * `reach (id, display_name, department, met, possible, misses, …)`: everybody who may have access,
 * against one rule. `possible` counts what is not known as met; `misses` is the number of unmet
 * conditions. Each condition is looked at once, and a person's groups are read only where one asks
 * for them: for 10,000 people that is most of the time that a keystroke may take.
 */
export function reachSql(ctx: Context, rule: AskedRule): SQL {
  const { organizationId } = ctx
  const { match, conditions } = rule.conditions
  const leaves = leavesOf(conditions)
  const answers = leaves.map(
    (one, index) =>
      sql`${conditionsToSql({ match: 'all', conditions: [one] }, rule.given)} as ${metColumn(index)}, ${isBlank(one)} as ${blankColumn(index)}, ${isOdd(one)} as ${oddColumn(index)}`,
  )
  const met = treeSql(conditions, metColumn)
  const possible = treeSql(
    conditions,
    (index) => sql`(${metColumn(index)} or ${blankColumn(index)} or ${oddColumn(index)})`,
  )
  return sql`
    answered as materialized (
      select person.*, ${sql.join(answers, sql`, `)}
      from (
        select e.id, e.display_name, e.department, e.facts,
          ${groupsOf(organizationId, [rule.conditions])}
        from ${employees} as e
        where e.organization_id = ${organizationId} and e.active and e.deleted_at is null and e.hold is null
          and e.id <> all(${textArray(rule.leftOut)})
      ) as person
    ),
    reach as materialized (
      select answered.*, ${joined(match, met)} as met, ${joined(match, possible)} as possible,
        ${sql.join(
          met.map((one) => sql`(not ${one})::int`),
          sql` + `,
        )} as misses
      from answered
    )`
}

/** Among the columns of `reach`: whether the value is missing that the n-th single condition asks for. */
function blankColumn(index: number): SQL {
  return sql.raw(`blank_${index}`)
}

/** Whether there is a value, and none of the kind that the n-th single condition asks for. */
export function oddColumn(index: number): SQL {
  return sql.raw(`odd_${index}`)
}

/** Over `reach`: who would meet the rule, were the empty values of one operand as wanted. */
export function metWithEmptySql({ match, conditions }: Conditions, operand: string): SQL {
  const leaves = leavesOf(conditions)
  const met = treeSql(conditions, (index) =>
    leaves[index]?.operand === operand
      ? sql`(${metColumn(index)} or ${blankColumn(index)})`
      : metColumn(index),
  )
  return joined(match, met)
}

function metColumn(index: number): SQL {
  return sql.raw(`met_${index}`)
}

/** Exactly one condition in the way of a rule that asks for all of several; what is unknown is no miss. */
export function justMissSql({ match, conditions }: Conditions): SQL {
  return match === 'all' && conditions.length > 1 ? sql`(misses = 1 and not possible)` : sql`false`
}

export const cannotTell = sql`(not met and possible)`

/** One predicate for each condition of the rule, over the answers to the single ones. */
function treeSql(conditions: readonly Condition[], leaf: (index: number) => SQL): SQL[] {
  let index = 0
  return conditions.map((one) =>
    one.kind === 'group'
      ? joined(
          one.match,
          one.conditions.map(() => leaf(index++)),
        )
      : leaf(index++),
  )
}

function joined(match: 'all' | 'any', terms: SQL[]): SQL {
  return sql`(${sql.join(terms, match === 'all' ? sql` and ` : sql` or `)})`
}

/** Whether the members that have not arrived decide, as `engine/evaluate.ts` says. */
function membersInDoubt(mode: Mode, wanted: string[]): SQL {
  const list = textArray(wanted)
  if (mode === 'all') {
    return sql`(not person.groups @> ${list} and person.groups || person.unknown_groups @> ${list})`
  }
  return sql`(not person.groups && ${list} and person.unknown_groups && ${list})`
}

/** There is nothing that could be looked at: no value, or members that have not arrived (product.md 4.3). */
function isBlank(condition: SingleCondition): SQL {
  const operand = operandOf(condition.operand)
  const { mode } = operatorOf(condition.operator)
  if (!operand || mode === 'empty' || mode === 'notEmpty') return sql`false`
  if (operand.type === 'groups') return membersInDoubt(mode, wantedValues(condition, operand))
  return isWithout(operand.id)
}

/** Text where a number or a date is needed (product.md 4.3). */
function isOdd(condition: SingleCondition): SQL {
  const operand = operandOf(condition.operand)
  const { test } = operatorOf(condition.operator)
  if (!operand) return sql`false`
  if (isDateTest(test)) {
    return sql`(not ${isWithout(operand.id)} and ${isWithout(datesOf(operand.id))})`
  }
  if (!isNumberTest(test)) return sql`false`
  return sql`(not ${isWithout(operand.id)} and not exists (
    select 1 from jsonb_array_elements_text(person.facts -> ${operand.id}::text) as v (value)
    where v.value ~ ${NUMBER_PATTERN}))`
}

function isWithout(key: string): SQL {
  return sql`coalesce(jsonb_array_length(person.facts -> ${key}::text) = 0, true)`
}
