import type { Context } from '@/db/context'
import type { Statement, StatementPart } from '@/db/statement'
import { type DecidedRow, decideStatement, decideValues, scopeSql } from './decide-sql'
import { leavesOf } from './engine/condition'
import { addDays, dayAt, startOfDay } from './engine/dates'
import { isDateTest, operatorOf } from './engine/operators'
import { readPatternValues } from './pattern-values'
import type { ReevaluationScope } from './reevaluation-scope'
import type { StoredRule } from './stored-rules'

interface Wanted {
  rules: StoredRule[]
  scope: ReevaluationScope
  guard: StatementPart | undefined
}

interface Kept {
  statements: Statement<DecidedRow>[]
  from: Date
  until: number
}

/**
 * The statements that decide by these rules: one, or one more for every few thousand conditions.
 * Every push of a person asks for the same ones, so they are kept for as long as the list of rules
 * itself (`readLiveRules` gives the same list until a rule changes) and their text hold: dates and
 * exceptions change with the time, and patterns with the people, so those are made anew.
 */
export async function decidingStatements(
  ctx: Context,
  wanted: Wanted,
): Promise<Statement<DecidedRow>[]> {
  const { rules, scope, guard } = wanted
  const kept = keptFor(scope, guard).get(rules)
  if (kept && kept.from <= ctx.now && ctx.now.getTime() < kept.until) return kept.statements
  const patternValues = await readPatternValues(ctx, rules, {
    where: scopeSql(scope),
    values: decideValues(ctx.organizationId, scope),
  })
  const statements = statementParts(rules).map((part, index) =>
    decideStatement({
      rules: part,
      now: ctx.now,
      scope: { kind: scope.kind },
      guard: guard?.build(),
      patternValues,
      isFirst: index === 0,
    }),
  )
  if (!rules.some(asksPatterns)) {
    keptFor(scope, guard).set(rules, {
      statements,
      from: ctx.now,
      until: holdsUntil(rules, ctx.now),
    })
  }
  return statements
}

/** People who are named and everybody are two texts, with a guard and without are two more. */
const shelves = new Map<string, WeakMap<readonly StoredRule[], Kept>>()

function keptFor({ kind }: ReevaluationScope, guard: Wanted['guard']) {
  const name = `${kind === 'employees'} ${guard?.name}`
  const shelf = shelves.get(name) ?? new WeakMap<readonly StoredRule[], Kept>()
  shelves.set(name, shelf)
  return shelf
}

function asksPatterns({ conditions }: StoredRule): boolean {
  return leavesOf(conditions.conditions).some(({ operator }) => operator === 'matchesPattern')
}

function asksDates({ conditions }: StoredRule): boolean {
  return leavesOf(conditions.conditions).some(({ operator }) =>
    isDateTest(operatorOf(operator).test),
  )
}

/** Milliseconds: the next end of an exception, or the next day where a date is asked. */
function holdsUntil(rules: readonly StoredRule[], now: Date): number {
  const ends = rules
    .flatMap((rule) => rule.leftOut)
    .flatMap(({ until }) => (until === null ? [] : Date.parse(until)))
    .filter((end) => end > now.getTime())
  const days = rules
    .filter(asksDates)
    .map(({ timeZone }) => Date.parse(startOfDay(addDays(dayAt(now, timeZone), 1), timeZone)))
  return Math.min(...ends, ...days)
}

/** Of all rules in a statement, each condition being a handful of its 65,535 parameters. */
const CONDITIONS_PER_STATEMENT_MAX = 5_000

/** Decisions of one property are made together, those of several as far as they fit; at least one part. */
function statementParts(rules: StoredRule[]): StoredRule[][] {
  const parts: StoredRule[][] = [[]]
  let conditions = 0
  for (const ofProperty of Map.groupBy(rules, (rule) => rule.propertyId).values()) {
    const more = ofProperty.reduce(
      (sum, rule) => sum + leavesOf(rule.conditions.conditions).length,
      0,
    )
    if (conditions > 0 && conditions + more > CONDITIONS_PER_STATEMENT_MAX) {
      parts.push([])
      conditions = 0
    }
    parts.at(-1)?.push(...ofProperty)
    conditions += more
  }
  return parts
}
