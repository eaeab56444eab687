import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { textArray } from '@/db/predicates'
import { directoryGroups } from '@/db/schema'
import {
  type Condition,
  type Conditions,
  leavesOf,
  type SingleCondition,
  wantedValues,
} from './engine/condition'
import { type Clock, DAY_LENGTH, type DateTest, windowOf } from './engine/dates'
import { datesOf } from './engine/facts'
import { type Operand, operandOf } from './engine/operands'
import {
  isDateTest,
  isNumber,
  isNumberTest,
  type Mode,
  NUMBER_PATTERN,
  type NumberTest,
  operatorOf,
  type Test,
} from './engine/operators'
import { patternOf } from './engine/pattern'

/** What a predicate needs beside the conditions. */
export interface Given {
  clock: Clock
  /**
   * By operand, every folded value that the people have whom a pattern is asked of. Patterns are
   * matched on these in memory, so that SQL compares and never runs what somebody typed.
   */
  patternValues: ReadonlyMap<string, readonly string[]>
}

/**
 * The meaning of conditions in SQL, equal to `engine/evaluate.ts` (a property test holds the two
 * together). It reads a row of people named `person` with `facts` (folded values by operand),
 * `groups` (ids) and `unknown_groups` (`unknownGroupsSql`). Every predicate is true or false, never
 * null.
 */
export function conditionsToSql({ match, conditions }: Conditions, given: Given): SQL {
  return joinSql(
    match,
    conditions.map((one) => conditionToSql(one, given)),
  )
}

function conditionToSql(condition: Condition, given: Given): SQL {
  if (condition.kind === 'condition') return singleToSql(condition, given)
  return joinSql(
    condition.match,
    condition.conditions.map((one) => singleToSql(one, given)),
  )
}

function joinSql(match: 'all' | 'any', terms: SQL[]): SQL {
  return sql`(${sql.join(terms, match === 'all' ? sql` and ` : sql` or `)})`
}

function singleToSql(condition: SingleCondition, given: Given): SQL {
  const operand = operandOf(condition.operand)
  if (!operand) return sql`false`
  const { mode, test } = operatorOf(condition.operator)
  const wanted = wantedValues(condition, operand)
  if (operand.type === 'groups') return groupsSql(mode, wanted)
  const passes = isDateTest(test)
    ? dateSql(test, wanted, given.clock)
    : testSql(test, wanted, { operand, values: given.patternValues.get(operand.id) ?? [] })
  const key = isDateTest(test) ? datesOf(operand.id) : operand.id
  return valuesSql(key, mode, { passes, wanted, equals: test === 'equals' })
}

/**
 * The array `unknown_groups`: of the groups that conditions name those whose members have not all
 * arrived, so that nobody can be said to be in none of them (product.md 4.3).
 */
export function unknownGroupsSql(list: readonly Conditions[], organizationId: SQLWrapper): SQL {
  const named = list
    .flatMap(({ conditions }) => leavesOf(conditions))
    .filter(({ operand }) => operandOf(operand)?.type === 'groups')
    .flatMap(({ values }) => values)
  if (named.length === 0) return sql`'{}'::text[]`
  return sql`array(
    select g.id from ${directoryGroups} as g
    where g.organization_id = ${organizationId} and g.id = any(${textArray([...new Set(named)])})
      and g.members_known_at is null)`
}

function groupsSql(mode: Mode, wanted: string[]): SQL {
  const list = textArray(wanted)
  switch (mode) {
    case 'all':
      return sql`(person.groups @> ${list})`
    case 'none':
      return sql`(not person.groups && ${list} and not person.unknown_groups && ${list})`
    case 'empty':
      return sql`(cardinality(person.groups) = 0)`
    case 'notEmpty':
      return sql`(cardinality(person.groups) > 0)`
    default:
      return sql`(person.groups && ${list})`
  }
}

function valuesSql(
  key: string,
  mode: Mode,
  { passes, wanted, equals }: { passes: SQL; wanted: string[]; equals: boolean },
): SQL {
  const values = sql`(person.facts -> ${key}::text)`
  const known = sql`coalesce(jsonb_array_length(${values}) > 0, false)`
  const some = (predicate: SQL) =>
    sql`exists (select 1 from jsonb_array_elements_text(${values}) as item (value) where ${predicate})`
  // Most conditions ask for equality, which jsonb answers without unpacking anything: for 10,000
  // people and 20 rules that is most of the time.
  const met = equals ? sql`coalesce(${values} ?| ${textArray(wanted)}, false)` : some(passes)
  switch (mode) {
    case 'any':
      return met
    case 'none':
      return sql`(${known} and not ${met})`
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
function testSql(
  test: Exclude<Test, DateTest>,
  wanted: string[],
  patterns: { operand: Operand; values: readonly string[] },
): SQL {
  if (isNumberTest(test)) return numberSql(test, wanted)
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
      // What follows the last @; a text without one is in no domain.
      return sql`(strpos(item.value, '@') > 0 and split_part(item.value, '@', -1) = any(${list}))`
    case 'pattern': {
      const { operand, values } = patterns
      const made = wanted.flatMap((text) => patternOf(text, operand.foldedAs) ?? [])
      const found = values.filter((value) => made.some((one) => one.matches(value)))
      return sql`(item.value = any(${textArray(found)}))`
    }
  }
}

/** Days and moments are texts that sort by themselves, byte by byte (`engine/dates.ts`). */
function dateSql(test: DateTest, wanted: string[], clock: Clock): SQL {
  const window = windowOf(test, wanted[0] ?? '', clock)
  if (!window) return sql`false`
  const isIn = (from: string, to: string) =>
    sql`(item.value collate "C" >= ${from}::text and item.value collate "C" < ${to}::text)`
  return sql`(case when length(item.value) = ${DAY_LENGTH}
    then ${isIn(window.fromDay, window.toDay)} else ${isIn(window.fromMoment, window.toMoment)} end)`
}

function numberSql(test: NumberTest, wanted: string[]): SQL {
  const [first = '', second = first] = wanted
  if (!isNumber(first) || !isNumber(second)) return sql`false`
  const low = sql`${first}::numeric`
  const high = sql`${second}::numeric`
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
