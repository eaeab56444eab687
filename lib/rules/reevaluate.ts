import type { Context } from '@/db/context'
import type { StatementPart } from '@/db/statement'
import { type DecidedRow, decideValues, type StoredDecision } from './decide-sql'
import { decidingStatements } from './deciding-statements'
import { startAfter } from './engine/dates'
import type { Decision } from './engine/decide'
import { readLiveRules } from './live-rules'
import { propertyOf, type ReevaluationScope } from './reevaluation-scope'
import type { StoredRule } from './stored-rules'

/** A person and a property whose decision is no longer what is stored. */
export interface DecisionChange {
  employeeId: string
  employeeName: string
  /** Without one no key can be sent (product.md 0.6). */
  hasEmail: boolean
  /** False for people who left, are held or are deleted: everything ends, also what was given by hand. */
  eligible: boolean
  propertyId: string
  before: Decision | null
  after: Decision | null
  /** Who starts later has a key from then on, not earlier (product.md 4.3). */
  keyStartsAt: Date | null
  /** A removal there waits already for a person to decide (product.md 4.5). */
  held: boolean
}

export interface Reevaluation {
  changes: DecisionChange[]
  /** People in scope who may have nothing at all. */
  ineligible: string[]
  rules: StoredRule[]
  /** What the guard answered, where it was asked: whether those who lose something may. */
  passed: boolean
}

/** What `reevaluate` may be told beside the scope. */
interface Options {
  /** Rules in place of those that are stored: a preview. */
  given?: StoredRule[]
  /**
   * More parts of the statement, over `changed`, that end in `verdict (passed)`. They count who loses
   * something and answer within the same statement, so that a push costs no more for being watched.
   */
  guard?: StatementPart
}

/**
 * Computes the decisions of everybody in scope and returns only what differs from the stored ones.
 * Two statements whatever the number of people, the rules, and the people against them; with patterns
 * in the rules a third before them, for the values that these are tried on, and one more for every
 * few thousand conditions, because a statement has no room for more parameters. A property
 * without rules is paused, nothing changes there, except for people who may have nothing at all.
 *
 * Nobody is changed who is not in scope, so the last join could be a left one. It is a full one
 * because Postgres can only hash that: what it expects of a CTE are a dozen rows, and for 10,000
 * people it chose a nested loop that took 30 s instead of 0.3.
 *
 * It reads only, unless a guard is given, which writes down whom it let pass.
 */
export async function reevaluate(
  ctx: Context,
  scope: ReevaluationScope,
  { given, guard }: Options = {},
): Promise<Reevaluation> {
  if (scope.kind === 'employees' && scope.ids.length === 0) {
    return { changes: [], ineligible: [], rules: [], passed: true }
  }
  const rules = given ?? (await readLiveRules(ctx))
  const only = propertyOf(scope)
  const inScope = only ? rules.filter((rule) => rule.propertyId === only) : rules
  const zones = new Map(inScope.map((rule) => [rule.propertyId, rule.timeZone]))
  const values = { ...decideValues(ctx.organizationId, scope), ...guard?.values }
  const many = scope.kind !== 'employees' || scope.ids.length > FEW
  const rows: DecidedRow[] = []
  for (const statement of await decidingStatements(ctx, { rules: inScope, scope, guard })) {
    const found = await statement.run(ctx.db, values, { many })
    for (const row of found) rows.push(row)
  }
  const changes: DecisionChange[] = []
  const ineligible = new Set<string>()
  for (const row of rows) {
    if (!row.eligible) ineligible.add(row.employee_id)
    if (row.property_id === null) continue
    changes.push({
      employeeId: row.employee_id,
      employeeName: row.employee_name,
      hasEmail: row.has_email,
      eligible: row.eligible,
      propertyId: row.property_id,
      before: row.before && toDecision(row.before),
      after: row.after && toDecision(row.after),
      keyStartsAt: startAfter(ctx.now, row.start_date, zones.get(row.property_id)),
      held: row.held ?? false,
    })
  }
  const passed = rows.every((row) => row.passed !== false)
  return { changes, ineligible: [...ineligible], rules, passed }
}

/** More people than these, and Postgres plans for their very number; see `Statement`. */
const FEW = 20

function toDecision(stored: StoredDecision): Decision {
  return {
    ruleIds: stored.rule_ids,
    accessGroupIds: stored.access_group_ids,
    roleId: stored.role_id,
    mobileKey: stored.mobile_key,
  }
}
