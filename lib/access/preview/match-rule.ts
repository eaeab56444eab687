import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { textArray } from '@/db/predicates'
import { employees } from '@/db/schema'
import { clockAt } from '@/lib/rules/clock-at'
import { leavesOf, type SingleCondition } from '@/lib/rules/engine/condition'
import { evaluate } from '@/lib/rules/engine/evaluate'
import { leftOutAt } from '@/lib/rules/engine/left-out'
import { operandOf } from '@/lib/rules/engine/operands'
import { acceptsOperator, isDateTest, operatorOf } from '@/lib/rules/engine/operators'
import { idsInConditions, idsInFacts, readNames } from '@/lib/rules/names'
import { readPatternValues } from '@/lib/rules/pattern-values'
import type { CountInput } from '@/lib/rules/schemas'
import { readRules } from '@/lib/rules/stored-rules'
import { readTriedPeople } from '../explain/person-facts'
import { reasonsOf } from '../explain/reasons'
import { type ListedPerson, PEOPLE_LISTED_MAX, type RuleMatches } from '../schemas'
import { findNearSpellings } from './near-spellings'
import {
  type AskedRule,
  cannotTell,
  justMissSql,
  metWithEmptySql,
  oddColumn,
  reachSql,
} from './rule-reach-sql'

/** Who meets a rule, who misses it by one condition or by a letter, and of whom nobody can tell. */
export async function matchRule(ctx: Context, input: CountInput): Promise<RuleMatches> {
  const rule = await askedRule(ctx, input)
  const leaves = leavesOf(rule.conditions.conditions)
  const asked = [...new Set(leaves.map((leaf) => leaf.operand))]
  const { rows } = await ctx.db.execute<
    MatchCountRow & {
      matching_people: ListedPerson[]
      missing_people: ListedPerson[]
      unclear_people: ListedPerson[]
      emptied: number[]
      odd: number[]
    }
  >(sql`
    with ${reachSql(ctx, rule)}
    select ${countColumns(ctx, rule)},
      ${firstPeople(sql`met`)} as matching_people,
      ${firstPeople(justMissSql(rule.conditions))} as missing_people,
      ${firstPeople(cannotTell)} as unclear_people,
      ${counts(asked.map((operand) => sql`not met and ${metWithEmptySql(rule.conditions, operand)}`))} as emptied,
      ${counts(leaves.map((_, index) => sql`${cannotTell} and ${oddColumn(index)}`))} as odd
    from reach`)
  const row = rows[0]
  const missing = row?.missing_people ?? []
  const unclear = row?.unclear_people ?? []
  const reasons = await readReasons(ctx, rule, [...missing, ...unclear])
  const withReason = (person: ListedPerson) => ({
    ...person,
    missing: reasons.get(person.id) ?? '',
  })
  return {
    peopleTotal: row?.people_total ?? 0,
    matching: { count: row?.matching ?? 0, people: row?.matching_people ?? [] },
    justMiss: { count: row?.just_miss ?? 0, people: missing.map(withReason) },
    nearSpellings: await findNearSpellings(ctx, rule.conditions),
    cannotTell: {
      count: row?.cannot_tell ?? 0,
      people: unclear.map(withReason),
      offers: offersFor(asked, row?.emptied ?? []),
      wrongKinds: wrongKindsOf(leaves, row?.odd ?? []),
    },
  }
}

/** People who are left out stay so while conditions are typed, unless the form says otherwise. */
async function askedRule(ctx: Context, input: CountInput): Promise<AskedRule> {
  const { conditions } = input
  const stored =
    input.leftOut === undefined && input.ruleId !== undefined
      ? (await readRules(ctx, { propertyId: input.propertyId })).find(
          (one) => one.id === input.ruleId,
        )
      : undefined
  const leftOut = input.leftOut ?? stored?.leftOut ?? []
  return {
    conditions,
    leftOut: leftOutAt({ leftOut }, ctx.now),
    given: {
      clock: await clockAt(ctx, input.propertyId),
      patternValues: await readPatternValues(ctx, [{ conditions }], {
        where: sql`e.deleted_at is null`,
      }),
    },
  }
}

type MatchCountRow = {
  people_total: number
  matching: number
  just_miss: number
  cannot_tell: number
}

function countColumns(ctx: Context, { conditions }: AskedRule): SQL {
  return sql`
    (select count(*)::int from ${employees}
      where organization_id = ${ctx.organizationId} and active and deleted_at is null and hold is null) as people_total,
    count(*) filter (where met)::int as matching,
    count(*) filter (where ${justMissSql(conditions)})::int as just_miss,
    count(*) filter (where ${cannotTell})::int as cannot_tell`
}

function counts(predicates: SQL[]): SQL {
  const each = predicates.map((one) => sql`count(*) filter (where ${one})::int`)
  return sql`to_jsonb(array[${sql.join(each, sql`, `)}])`
}

function firstPeople(predicate: SQL): SQL {
  return sql`(
    select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.display_name, 'department', p.department)), '[]'::jsonb)
    from (
      select id, display_name, department from reach where ${predicate}
      order by display_name, id limit ${PEOPLE_LISTED_MAX}
    ) as p)`
}

/** By person, the conditions that are in the way, in words with the person's real value. */
async function readReasons(
  ctx: Context,
  { conditions, given }: AskedRule,
  people: ListedPerson[],
): Promise<Map<string, string>> {
  if (people.length === 0) return new Map()
  const ids = people.map((one) => one.id)
  const found = await readTriedPeople(ctx, sql`e.id = any(${textArray(ids)})`)
  const names = await readNames(ctx, [
    ...idsInConditions([conditions]),
    ...found.flatMap((one) => idsInFacts(one.facts)),
  ])
  return new Map(
    found.map(({ person, facts }) => {
      const evaluation = evaluate(conditions, facts, given.clock)
      const unmet = reasonsOf(evaluation, new Map(names)).filter((one) => !one.met)
      return [person.id, unmet.map((one) => one.text).join(' · ')]
    }),
  )
}

/** *Include people with no department*: an offer for each operand, with whom it brings in by itself. */
function offersFor(asked: string[], emptied: number[]): RuleMatches['cannotTell']['offers'] {
  return asked.flatMap((id, index) => {
    const operand = operandOf(id)
    const people = emptied[index] ?? 0
    // What no condition can ask to be empty is not offered: a group, yes or no.
    if (!operand || people === 0 || !acceptsOperator(operand.type, 'isEmpty')) return []
    return [{ operand: operand.id, label: operand.label, people }]
  })
}

/** Values that are there and of another kind than a condition compares, by operand. */
function wrongKindsOf(
  leaves: SingleCondition[],
  odd: number[],
): RuleMatches['cannotTell']['wrongKinds'] {
  const found = new Map<string, RuleMatches['cannotTell']['wrongKinds'][number]>()
  for (const [index, leaf] of leaves.entries()) {
    const operand = operandOf(leaf.operand)
    const people = odd[index] ?? 0
    if (!operand || people === 0) continue
    const wanted = isDateTest(operatorOf(leaf.operator).test) ? 'date' : 'number'
    const key = `${wanted} ${operand.id}`
    if (people <= (found.get(key)?.people ?? 0)) continue
    found.set(key, { label: operand.label, wanted, people })
  }
  return [...found.values()]
}
