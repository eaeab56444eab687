import { sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { heldRemovals } from '@/db/schema'
import { changesWithTime } from '@/lib/rules/changes-with-time'
import { scopeSql } from '@/lib/rules/decide-sql'
import { type Decision, sumUp } from '@/lib/rules/engine/decide'
import { brokenOf } from '@/lib/rules/gone-groups'
import { readPatternValues } from '@/lib/rules/pattern-values'
import type { RulePlan } from '@/lib/rules/rule-plan'
import type { StoredRule } from '@/lib/rules/stored-rules'
import { mustWait, sameDecision, withoutLosses } from '../guard/hold-back'
import type { PeoplePage } from '../schemas'
import { type AlikeRow, type Asked, alikeStatement } from './alike-sql'

/** People to whom a change does one and the same thing. */
export interface AlikeChange {
  people: number
  /** Those of them that were asked for: all, or whose name has a text and comes after another. */
  listed: number
  /** The first of those by name, at most as many as a list shows. */
  first: { id: string; name: string }[]
  before: Decision | null
  after: Decision | null
  hasEmail: boolean
  /** To their e-mail address: false where there is none, or it bounced. */
  mayWrite: boolean
  /** Somebody who was written to about a key before; others use a card. */
  knowsOfKeys: boolean
  eligible: boolean
  /** A removal of theirs waits already for an administrator. */
  held: boolean
  /** Access groups that they have by hand at the property. */
  byHand: ReadonlySet<string>
  /** What they have there today; undefined: never had any key. */
  key: 'living' | 'ended' | undefined
}

/**
 * What a plan does to a property's people: the same as `reevaluate` would find with `plan.after` and
 * `holdBack` would let happen (a test with random changes holds them together), in a fraction of the
 * time. Decisions are stored for everybody, so only rules that the plan changes, or whose answer
 * changes with time, are asked; and people come back counted, not one by one.
 */
export async function decideAlike(
  ctx: Context,
  plan: RulePlan,
  page: PeoplePage = {},
): Promise<AlikeChange[]> {
  const after = plan.after.filter((rule) => rule.enabled)
  const before = new Map(plan.before.filter((rule) => rule.enabled).map((rule) => [rule.id, rule]))
  const asked: Asked = {
    propertyId: plan.property.id,
    rules: after.filter((rule) => mustBeAsked(before.get(rule.id), rule)),
    keptIds: after.map((rule) => rule.id),
    touchedIds: touchedBy(before, after),
    patternValues: new Map(),
    waiting: false,
    page,
  }
  const found = await changesOf(ctx, asked, after)
  if (!(await anyoneWaits(ctx, plan.property.id))) return found
  // What is stored for those who wait is what they keep, not what the rules say: every rule is asked.
  const waiting = await changesOf(ctx, { ...asked, rules: after, waiting: true }, after)
  return [...found, ...waiting]
}

async function changesOf(ctx: Context, asked: Asked, after: StoredRule[]): Promise<AlikeChange[]> {
  // A property without rules is paused: only who left loses something there.
  const patternValues = await readPatternValues(ctx, asked.rules, {
    where: scopeSql({ kind: 'property' }),
  })
  const { rows } = await ctx.db.execute<AlikeRow>(alikeStatement(ctx, { ...asked, patternValues }))
  const askedIds = new Set(asked.rules.map((rule) => rule.id))
  return rows.flatMap((row): AlikeChange[] => {
    if (after.length === 0 && row.eligible) return []
    const matching = after.filter(({ id }) =>
      (askedIds.has(id) ? row.met : row.rule_ids).includes(id),
    )
    const change: AlikeChange = {
      people: row.people,
      listed: row.listed,
      first: (row.first_ids ?? []).map((id, index) => ({
        id,
        name: row.first_names?.[index] ?? '',
      })),
      before: storedDecision(row),
      after: row.eligible ? (sumUp(matching) ?? null) : null,
      hasEmail: row.has_email,
      mayWrite: row.may_write,
      knowsOfKeys: row.knows_of_keys,
      eligible: row.eligible,
      held: asked.waiting,
      byHand: new Set(row.by_hand),
      key: row.key ?? undefined,
    }
    // Whoever waits, or is covered by a rule that gives something else, may still have the same.
    if (sameDecision(change.before, change.after)) return []
    const happens = mustWait(change, true) ? withoutLosses(change) : change
    return happens ? [happens] : []
  })
}

function storedDecision(row: AlikeRow): Decision | null {
  if (!row.decided || row.role_id === null) return null
  return {
    ruleIds: row.rule_ids,
    accessGroupIds: row.access_group_ids ?? [],
    roleId: row.role_id,
    mobileKey: row.mobile_key ?? false,
  }
}

/** Stored decisions answer for a rule as long as it asks the same and time cannot change the answer. */
function mustBeAsked(before: StoredRule | undefined, after: StoredRule): boolean {
  if (!before || changesWithTime(after) || brokenOf(after)) return true
  return !sameJson([before.conditions, before.leftOut], [after.conditions, after.leftOut])
}

/** Rules that give something else; with another order every rule may, since the first gives the role. */
function touchedBy(before: ReadonlyMap<string, StoredRule>, after: StoredRule[]): string[] {
  const ids = after.map((rule) => rule.id)
  const kept = ids.filter((id) => before.has(id))
  if (
    !sameJson(
      kept,
      [...before.keys()].filter((id) => kept.includes(id)),
    )
  )
    return ids
  return after
    .filter((rule) => !sameJson(before.get(rule.id)?.outcome, rule.outcome))
    .map((rule) => rule.id)
}

function sameJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

async function anyoneWaits(ctx: Context, propertyId: string): Promise<boolean> {
  const { rows } = await ctx.db.execute(sql`
    select 1 from ${heldRemovals}
    where organization_id = ${ctx.organizationId} and property_id = ${propertyId} limit 1`)
  return rows.length > 0
}
