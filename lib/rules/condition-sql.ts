import { type SQL, sql } from 'drizzle-orm'
import {
  type Condition,
  type Conditions,
  type SingleCondition,
  wantedValues,
} from './engine/condition'
import { type Operand, operandOf } from './engine/operands'
import {
  isNumber,
  type Mode,
  NUMBER_PATTERN,
  type NumberTest,
  operatorOf,
  type Test,
} from './engine/operators'

/**
 * The meaning of conditions in SQL, equal to `engine/evaluate.ts` (a property test holds the two
 * together). It reads a row of people named `person` with `facts` (folded values by operand),
 * `groups` (ids) and `groups_known`. Every predicate is true or false, never null.
 */
export function conditionsToSql({ match, conditions }: Conditions): SQL {
  return joinSql(match, conditions.map(conditionToSql))
}

function conditionToSql(condition: Condition): SQL {
  if (condition.kind === 'condition') return singleToSql(condition)
  return joinSql(condition.match, condition.conditions.map(singleToSql))
}

function joinSql(match: 'all' | 'any', terms: SQL[]): SQL {
  return sql`(${sql.join(terms, match === 'all' ? sql` and ` : sql` or `)})`
}

function singleToSql(condition: SingleCondition): SQL {
  const operand = operandOf(condition.operand)
  if (!operand) return sql`false`
  const { mode, test } = operatorOf(condition.operator)
  const wanted = wantedValues(condition, operand)
  return operand.type === 'groups'
    ? groupsSql(mode, wanted)
    : valuesSql(operand, mode, { test, wanted })
}

function groupsSql(mode: Mode, wanted: string[]): SQL {
  const list = textArray(wanted)
  switch (mode) {
    case 'all':
      return sql`(person.groups_known and person.groups @> ${list})`
    case 'none':
      return sql`(person.groups_known and not person.groups && ${list})`
    case 'empty':
      return sql`(cardinality(person.groups) = 0)`
    case 'notEmpty':
      return sql`(cardinality(person.groups) > 0)`
    default:
      return sql`(person.groups_known and person.groups && ${list})`
  }
}

function valuesSql(
  operand: Operand,
  mode: Mode,
  { test, wanted }: { test: Test; wanted: string[] },
): SQL {
  const values = sql`(person.facts -> ${operand.id}::text)`
  const known = sql`coalesce(jsonb_array_length(${values}) > 0, false)`
  const some = (predicate: SQL) =>
    sql`exists (select 1 from jsonb_array_elements_text(${values}) as item (value) where ${predicate})`
  const passes = testSql(test, wanted)
  switch (mode) {
    case 'any':
      return some(passes)
    case 'none':
      return sql`(${known} and not ${some(passes)})`
    case 'every':
      return sql`(${known} and not ${some(sql`not ${passes}`)})`
    case 'all':
      return sql`coalesce(${values} @> ${JSON.stringify(wanted)}::jsonb, false)`
    case 'empty':
      return sql`(not ${known})`
    case 'notEmpty':
      return known
  }
}

/** A predicate over `item.value`; both sides were folded by the same function. */
function testSql(test: Test, wanted: string[]): SQL {
  const list = textArray(wanted)
  const someWanted = (predicate: SQL) =>
    sql`exists (select 1 from unnest(${list}) as wanted (value) where ${predicate})`
  switch (test) {
    case 'equals':
      return sql`(item.value = any(${list}))`
    case 'contains':
      return someWanted(sql`strpos(item.value, wanted.value) > 0`)
    case 'starts':
      return someWanted(sql`starts_with(item.value, wanted.value)`)
    case 'ends':
      return someWanted(sql`right(item.value, length(wanted.value)) = wanted.value`)
    case 'domain':
      return sql`(coalesce(substring(item.value from '@([^@]*)$'), '') = any(${list}))`
    default:
      return numberSql(test, wanted)
  }
}

function numberSql(test: NumberTest, wanted: string[]): SQL {
  const [first = '', second] = wanted
  const bounds = second === undefined ? [first] : [first, second]
  if (!bounds.every(isNumber)) return sql`false`
  const low = sql`${first}::numeric`
  const high = sql`${second ?? first}::numeric`
  const value = sql`item.value::numeric`
  const comparison = {
    below: sql`${value} < ${low}`,
    atMost: sql`${value} <= ${low}`,
    above: sql`${value} > ${low}`,
    atLeast: sql`${value} >= ${low}`,
    between: sql`${value} between ${low} and ${high}`,
  }[test]
  // The case keeps Postgres from casting what is no number.
  return sql`(case when item.value ~ ${NUMBER_PATTERN} then ${comparison} else false end)`
}

/** One parameter, whatever the number of values. */
function textArray(values: string[]): SQL {
  return sql`array(select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`
}
