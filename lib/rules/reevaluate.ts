import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { textArray } from '@/db/predicates'
import {
  decisions,
  directoryGroupMembers,
  directoryGroups,
  employees,
  heldRemovals,
} from '@/db/schema'
import { conditionsToSql, type Given } from './condition-sql'
import { startAfter } from './engine/dates'
import type { Decision } from './engine/decide'
import { datesOf } from './engine/facts'
import { leftOutAt } from './engine/left-out'
import { type Broken, brokenOf } from './gone-groups'
import { readPatternValues } from './pattern-values'
import { readRules, type StoredRule } from './stored-rules'

/** Whose decisions are looked at again. */
export type ReevaluationScope =
  | {
      kind: 'employees'
      ids: readonly string[]
      /** Those who have an e-mail address for the first time: a key that a rule promised can be issued. */
      newlyReachable?: readonly string[]
    }
  | { kind: 'property'; propertyId: string }
  /** A new day at a property: what changed is the people's own, the rules are as they were. */
  | { kind: 'day'; propertyId: string }
  /** A second look at everybody there, see `lib/access/settle-decisions.ts`. */
  | { kind: 'settle'; propertyId: string }
  | { kind: 'everyone' }

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
  guard?: SQL
}

type Row = {
  employee_id: string
  employee_name: string
  has_email: boolean
  eligible: boolean
  start_date: string | null
  property_id: string | null
  before: StoredDecision | null
  after: StoredDecision | null
  held: boolean | null
  passed: boolean | null
}
type StoredDecision = {
  rule_ids: string[]
  access_group_ids: string[]
  role_id: string
  mobile_key: boolean
}

/**
 * Computes the decisions of everybody in scope and returns only what differs from the stored ones.
 * Two statements whatever the number of people, the rules, and the people against them; with patterns
 * in the rules a third before them, for the values that these are tried on. A property
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
  const rules = given ?? (await readRules(ctx, { enabled: true }))
  const only = propertyOf(scope)
  const inScope = only ? rules.filter((rule) => rule.propertyId === only) : rules
  const zones = new Map(inScope.map((rule) => [rule.propertyId, rule.timeZone]))
  const patternValues = await readPatternValues(ctx, inScope, scopeSql(scope))
  const statement = statementFor(ctx, scope, { rules: inScope, patternValues, guard })
  const { rows } = await ctx.db.execute<Row>(statement)
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

function propertyOf(scope: ReevaluationScope): string | undefined {
  return 'propertyId' in scope ? scope.propertyId : undefined
}

type Asked = Pick<Given, 'patternValues'> & { rules: StoredRule[]; guard: SQL | undefined }

function statementFor(ctx: Context, scope: ReevaluationScope, asked: Asked): SQL {
  const { rules } = asked
  const organizationId = ctx.organizationId
  const decided = [...new Set(rules.map((rule) => rule.propertyId))]
  const only = propertyOf(scope)
  return sql`
    with person as materialized (
      select e.id, e.display_name, e.facts, e.primary_email_key is not null as has_email,
        e.active and e.deleted_at is null and e.hold is null as eligible,
        exists (select 1 from ${directoryGroups} as g where g.organization_id = ${organizationId}) as groups_known,
        array(
          select m.group_id from ${directoryGroupMembers} as m
          where m.organization_id = e.organization_id and m.member_id = e.id
        ) as groups
      from ${employees} as e
      where e.organization_id = ${organizationId} and ${scopeSql(scope)}
    ),
    rule as (
      select * from jsonb_to_recordset(${JSON.stringify(rules.map(ruleRow))}::jsonb)
        as r (id text, property_id text, position int, role_id text, mobile_key boolean, access_group_ids jsonb)
    ),
    matched as (${matchesSql(ctx, asked)}),
    summed as (
      select m.person_id, r.property_id,
        array_agg(r.id order by r.position, r.id) as rule_ids,
        (array_agg(r.role_id order by r.position, r.id))[1] as role_id,
        bool_or(r.mobile_key) as mobile_key
      from matched as m join rule as r on r.id = m.rule_id
      group by m.person_id, r.property_id
    ),
    after as (
      select s.*, array(
        select distinct g.value from unnest(s.rule_ids) as chosen (id)
          join rule as r on r.id = chosen.id, jsonb_array_elements_text(r.access_group_ids) as g (value)
        order by g.value
      ) as access_group_ids
      from summed as s
    ),
    before as (
      select d.* from ${decisions} as d join person as p on p.id = d.employee_id
      where d.organization_id = ${organizationId}
        and (d.property_id = any(${textArray(decided)}) or not p.eligible)
        ${only ? sql`and d.property_id = ${only}` : sql``}
    ),
    changed as (
      select coalesce(a.person_id, b.employee_id) as person_id,
        coalesce(a.property_id, b.property_id) as property_id,
        case when b.employee_id is null then null else jsonb_build_object(
          'rule_ids', b.rule_ids, 'access_group_ids', b.access_group_ids, 'role_id', b.role_id, 'mobile_key', b.mobile_key) end as before,
        case when a.person_id is null then null else jsonb_build_object(
          'rule_ids', a.rule_ids, 'access_group_ids', a.access_group_ids, 'role_id', a.role_id, 'mobile_key', a.mobile_key) end as after,
        ${heldSql(organizationId)} as held
      from after as a
      full join before as b on b.employee_id = a.person_id and b.property_id = a.property_id
      where ${heldSql(organizationId)} or (a.rule_ids, a.access_group_ids, a.role_id, a.mobile_key)
        is distinct from (b.rule_ids, b.access_group_ids, b.role_id, b.mobile_key)
        ${reachableSql(scope)}
    )${asked.guard ? sql`, ${asked.guard}` : sql``}
    select p.id as employee_id, p.display_name as employee_name, p.has_email, p.eligible,
      p.facts -> ${datesOf('startDate')}::text ->> 0 as start_date, c.property_id, c.before, c.after,
      c.held, ${asked.guard ? sql`(select passed from verdict)` : sql`true`} as passed
    from person as p full join changed as c on c.person_id = p.id
    where c.person_id is not null or not p.eligible
    order by p.display_name, p.id, c.property_id`
}

/** Looked up in a hash, because everybody's decision is asked whether it is one of a few. */
function heldSql(organizationId: string): SQL {
  return sql`(coalesce(a.person_id, b.employee_id), coalesce(a.property_id, b.property_id)) in (
    select h.employee_id, h.property_id from ${heldRemovals} as h where h.organization_id = ${organizationId})`
}

function scopeSql(scope: ReevaluationScope): SQL {
  if (scope.kind === 'employees') return sql`e.id = any(${textArray(scope.ids)})`
  // People who have nothing and may have nothing need no second look when everybody is decided.
  return sql`(e.deleted_at is null or exists (
    select 1 from ${decisions} as d where d.organization_id = e.organization_id and d.employee_id = e.id))`
}

/** A promise that can be kept from now on is looked at again, although the decision is the same. */
function reachableSql(scope: ReevaluationScope): SQL {
  if (scope.kind !== 'employees' || !scope.newlyReachable?.length) return sql``
  return sql`or (a.mobile_key and a.person_id = any(${textArray(scope.newlyReachable)}))`
}

function matchesSql(ctx: Context, { rules, patternValues }: Asked): SQL {
  if (rules.length === 0) {
    return sql`select null::text as person_id, null::text as rule_id where false`
  }
  const parts = rules.map((rule) => {
    const broken = brokenOf(rule)
    if (broken) return lastResultSql(ctx, rule, broken)
    const given = { clock: { now: ctx.now, timeZone: rule.timeZone }, patternValues }
    return sql`select person.id as person_id, ${rule.id}::text as rule_id from person where person.eligible and ${conditionsToSql(rule.conditions, given)}${exceptSql(leftOutAt(rule, ctx.now))}`
  })
  return sql.join(parts, sql` union all `)
}

/** Whom a broken rule covered before, it covers still, until that ends; it covers nobody new. */
function lastResultSql(ctx: Context, rule: StoredRule, { ended }: Broken): SQL {
  return sql`select person.id as person_id, ${rule.id}::text as rule_id
    from person join ${decisions} as d on d.employee_id = person.id
    where person.eligible and d.organization_id = ${ctx.organizationId} and d.property_id = ${rule.propertyId}
      and ${rule.id} = any(d.rule_ids) and not ${ended}::boolean${exceptSql(leftOutAt(rule, ctx.now))}`
}

function exceptSql(leftOut: string[]): SQL {
  return leftOut.length === 0 ? sql`` : sql` and person.id <> all(${textArray(leftOut)})`
}

function ruleRow(rule: StoredRule) {
  return {
    id: rule.id,
    property_id: rule.propertyId,
    position: rule.position,
    role_id: rule.outcome.roleId,
    mobile_key: rule.outcome.mobileKey,
    access_group_ids: rule.outcome.accessGroupIds,
  }
}

function toDecision(stored: StoredDecision): Decision {
  return {
    ruleIds: stored.rule_ids,
    accessGroupIds: stored.access_group_ids,
    roleId: stored.role_id,
    mobileKey: stored.mobile_key,
  }
}
