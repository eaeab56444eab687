import { type SQL, sql } from 'drizzle-orm'
import { nameByText } from '@/db/plan-names'
import { textArray } from '@/db/predicates'
import { decisions, directoryGroupMembers, employees, heldRemovals } from '@/db/schema'
import { Statement, textArrayNamed, type Values } from '@/db/statement'
import { conditionsToSql, type Given, unknownGroupsSql } from './condition-sql'
import { datesOf } from './engine/facts'
import { leftOutAt } from './engine/left-out'
import { type Broken, brokenOf } from './gone-groups'
import { propertyOf, type ReevaluationScope } from './reevaluation-scope'
import type { StoredRule } from './stored-rules'

/** On what the text of a deciding statement depends. */
export interface Asked extends Pick<Given, 'patternValues'> {
  rules: StoredRule[]
  /** Dates and exceptions are asked of this moment. */
  now: Date
  scope: Pick<ReevaluationScope, 'kind'>
  /** More parts, over `changed`, that end in `verdict (passed)`. */
  guard: SQL | undefined
  /** Of several statements about the same people the first tells who may have nothing at all. */
  isFirst: boolean
}

const organization = sql.placeholder('organizationId')

/** What the placeholders of a deciding statement stand for, those of a guard apart. */
export function decideValues(organizationId: string, scope: ReevaluationScope): Values {
  const isPeople = scope.kind === 'employees'
  return {
    organizationId,
    only: propertyOf(scope) ?? null,
    people: isPeople ? scope.ids : [],
    newlyReachable: isPeople ? (scope.newlyReachable ?? []) : [],
  }
}

export interface DecidedRow {
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
export interface StoredDecision {
  rule_ids: string[]
  access_group_ids: string[]
  role_id: string
  mobile_key: boolean
}

/**
 * The people in scope, their decisions by the rules, and where these differ from the stored ones.
 * Doors add up once for every combination of rules, which are few, not for every person.
 */
export function decideStatement(asked: Asked): Statement<DecidedRow> {
  // Everybody is decided seldom, and by a plan of the moment.
  return new Statement(
    () => decideSql(asked),
    asked.scope.kind === 'employees' ? nameByText : undefined,
  )
}

function decideSql(asked: Asked): SQL {
  const { rules, isFirst } = asked
  const decided = [...new Set(rules.map((rule) => rule.propertyId))]
  const only = sql`${sql.placeholder('only')}::text`
  return sql`
    with person as materialized (
      select e.id, e.display_name, e.facts, e.primary_email_key is not null as has_email,
        e.active and e.deleted_at is null and e.hold is null as eligible,
        ${unknownGroupsSql(
          rules.map((rule) => rule.conditions),
          organization,
        )} as unknown_groups,
        array(
          select m.group_id from ${directoryGroupMembers} as m
          where m.organization_id = e.organization_id and m.member_id = e.id
        ) as groups
      from ${employees} as e
      where e.organization_id = ${organization} and ${scopeSql(asked.scope)}
    ),
    rule as (
      select * from jsonb_to_recordset(${JSON.stringify(rules.map(ruleRow))}::jsonb)
        as r (id text, property_id text, position int, role_id text, mobile_key boolean, access_group_ids jsonb)
    ),
    matched as (${matchesSql(asked)}),
    summed as (
      select m.person_id, r.property_id,
        array_agg(r.id order by r.position, r.id) as rule_ids,
        (array_agg(r.role_id order by r.position, r.id))[1] as role_id,
        bool_or(r.mobile_key) as mobile_key
      from matched as m join rule as r on r.id = m.rule_id
      group by m.person_id, r.property_id
    ),
    combination as materialized (
      select d.rule_ids, array(
        select distinct g.value from unnest(d.rule_ids) as chosen (id)
          join rule as r on r.id = chosen.id, jsonb_array_elements_text(r.access_group_ids) as g (value)
        order by g.value
      ) as access_group_ids
      from (select distinct rule_ids from summed) as d
    ),
    after as (
      select s.*, c.access_group_ids from summed as s join combination as c on c.rule_ids = s.rule_ids
    ),
    before as (
      select d.* from ${decisions} as d join person as p on p.id = d.employee_id
      where d.organization_id = ${organization}
        and (d.property_id = any(${textArray(decided)}) and p.eligible or ${isFirst ? sql`not p.eligible` : sql`false`})
        and (${only} is null or d.property_id = ${only})
    ),
    changed as (
      select coalesce(a.person_id, b.employee_id) as person_id,
        coalesce(a.property_id, b.property_id) as property_id,
        case when b.employee_id is null then null else jsonb_build_object(
          'rule_ids', b.rule_ids, 'access_group_ids', b.access_group_ids, 'role_id', b.role_id, 'mobile_key', b.mobile_key) end as before,
        case when a.person_id is null then null else jsonb_build_object(
          'rule_ids', a.rule_ids, 'access_group_ids', a.access_group_ids, 'role_id', a.role_id, 'mobile_key', a.mobile_key) end as after,
        ${heldSql} as held
      from after as a
      full join before as b on b.employee_id = a.person_id and b.property_id = a.property_id
      where ${heldSql} or (a.rule_ids, a.access_group_ids, a.role_id, a.mobile_key)
        is distinct from (b.rule_ids, b.access_group_ids, b.role_id, b.mobile_key)
        ${reachableSql(asked.scope)}
    )${asked.guard ? sql`, ${asked.guard}` : sql``}
    select p.id as employee_id, p.display_name as employee_name, p.has_email, p.eligible,
      p.facts -> ${datesOf('startDate')}::text ->> 0 as start_date, c.property_id, c.before, c.after,
      c.held, ${asked.guard ? sql`(select passed from verdict)` : sql`true`} as passed
    from person as p full join changed as c on c.person_id = p.id
    where c.person_id is not null or ${isFirst ? sql`not p.eligible` : sql`false`}
    order by p.display_name, p.id, c.property_id`
}

/** Looked up in a hash, because everybody's decision is asked whether it is one of a few. */
const heldSql = sql`(coalesce(a.person_id, b.employee_id), coalesce(a.property_id, b.property_id)) in (
    select h.employee_id, h.property_id from ${heldRemovals} as h where h.organization_id = ${organization})`

/** Which rows of `e`, the people, are in scope; asks for `people` of `decideValues`. */
export function scopeSql({ kind }: Asked['scope']): SQL {
  if (kind === 'employees') return sql`e.id = any(${textArrayNamed('people')})`
  // People who have nothing and may have nothing need no second look when everybody is decided.
  return sql`(e.deleted_at is null or exists (
    select 1 from ${decisions} as d where d.organization_id = e.organization_id and d.employee_id = e.id))`
}

/** A promise that can be kept from now on is looked at again, although the decision is the same. */
function reachableSql({ kind }: Asked['scope']): SQL {
  if (kind !== 'employees') return sql``
  return sql`or (a.mobile_key and a.person_id = any(${textArrayNamed('newlyReachable')}))`
}

/**
 * Every rule is asked of a person at once: the people are read through a single time, since for a
 * hundred thousand of them they no longer fit in memory.
 */
function matchesSql({ rules, now, patternValues }: Asked): SQL {
  const parts = [sql`select null::text as person_id, null::text as rule_id where false`]
  const whole: SQL[] = []
  for (const rule of rules) {
    const broken = brokenOf(rule)
    const given = { clock: { now, timeZone: rule.timeZone }, patternValues }
    if (broken) parts.push(lastResultSql(rule, broken, now))
    else {
      const except = exceptSql(leftOutAt(rule, now))
      whole.push(sql`(${rule.id}::text, ${conditionsToSql(rule.conditions, given)}${except})`)
    }
  }
  if (whole.length > 0) {
    parts.push(sql`select person.id, asked.rule_id
      from person, lateral (values ${sql.join(whole, sql`, `)}) as asked (rule_id, met)
      where person.eligible and asked.met`)
  }
  return sql.join(parts, sql` union all `)
}

/** Whom a broken rule covered before, it covers still, until that ends; it covers nobody new. */
function lastResultSql(rule: StoredRule, { ended }: Broken, now: Date): SQL {
  return sql`select person.id as person_id, ${rule.id}::text as rule_id
    from person join ${decisions} as d on d.employee_id = person.id
    where person.eligible and d.organization_id = ${organization} and d.property_id = ${rule.propertyId}
      and ${rule.id} = any(d.rule_ids) and not ${ended}::boolean${exceptSql(leftOutAt(rule, now))}`
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
