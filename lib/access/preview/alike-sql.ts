import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { containsText, textArray } from '@/db/predicates'
import { decisions, employees, grants, heldRemovals, mobileKeys, suppressions } from '@/db/schema'
import { whoKnowsOfKeys } from '@/lib/invitations/knows-of-keys'
import { conditionsToSql, type Given } from '@/lib/rules/condition-sql'
import { scopeSql } from '@/lib/rules/decide-sql'
import { leftOutAt } from '@/lib/rules/engine/left-out'
import { brokenOf } from '@/lib/rules/gone-groups'
import type { StoredRule } from '@/lib/rules/stored-rules'
import { CHANGES_LISTED_MAX, type PeoplePage } from '../schemas'
import { groupsOf } from './groups-sql'

/** What of a property's rules has to be looked at, to say what a change of them does. */
export interface Asked {
  propertyId: string
  /** Rules whose conditions are asked; of the others the stored decisions say whom they cover. */
  rules: StoredRule[]
  /** All rules that count after the change. */
  keptIds: string[]
  /** Rules that give something else than before, to whomever they cover. */
  touchedIds: string[]
  patternValues: Given['patternValues']
  /** Of whom: those whose removal waits already, or everybody else. */
  waiting: boolean
  /** Who is named; everybody is counted. */
  page: PeoplePage
}

export type AlikeRow = {
  decided: boolean
  rule_ids: string[]
  access_group_ids: string[] | null
  role_id: string | null
  mobile_key: boolean | null
  met: string[]
  has_email: boolean
  may_write: boolean
  knows_of_keys: boolean
  eligible: boolean
  key: 'living' | 'ended' | null
  by_hand: string[] | null
  people: number
  listed: number
  first_ids: string[] | null
  first_names: string[] | null
}

/**
 * The people whom a change may concern, counted by everything that decides what it does to them: a
 * handful of rows for 10,000 people, each with the first of its people by name.
 *
 * Everything is looked up by hash, whatever Postgres expects: without statistics, as in a new
 * database, it takes 10,000 people for a few, and looping over them took 3.4 s. Hence a full join,
 * which it can only hash, and IN among the columns for keys and for what was given by hand.
 */
export function alikeStatement(ctx: Context, asked: Asked): SQL {
  const { organizationId } = ctx
  const { propertyId } = asked
  const hasKey = (living: SQL) => sql`one.id in (
    select k.employee_id from ${mobileKeys} as k
    where k.organization_id = ${organizationId} and k.property_id = ${propertyId}${living})`
  const byHand = sql`from ${grants} as g
    where g.organization_id = ${organizationId} and g.property_id = ${propertyId} and g.source = 'hand'
      and (g.until is null or g.until > ${ctx.now.toISOString()}::timestamptz)`
  const { found, listed } = pageSql(asked.page)
  const byName = sql`display_name collate "C", id collate "C"`
  const shown = sql.raw(`[1:${CHANGES_LISTED_MAX}]`)
  return sql`
    select decided, rule_ids, access_group_ids, role_id, mobile_key, met, has_email, may_write, knows_of_keys, eligible, key, by_hand,
      count(*)::int as people,
      (count(*) filter (where ${found}))::int as listed,
      (array_agg(id order by ${byName}) filter (where ${listed}))${shown} as first_ids,
      (array_agg(display_name order by ${byName}) filter (where ${listed}))${shown} as first_names
    from (
      select one.*,
        one.email_key is not null and one.email_key not in (
          select s.recipient_key from ${suppressions} as s
          where s.organization_id = ${organizationId} and s.lifted_at is null) as may_write,
        one.id in (${whoKnowsOfKeys(ctx)}) as knows_of_keys,
        case when ${hasKey(sql` and k.revoked_at is null`)} then 'living' when ${hasKey(sql``)} then 'ended' end as key,
        case when one.id in (select g.employee_id ${byHand}) then array(
          select g.access_group_id ${byHand} and g.employee_id = one.id order by g.access_group_id) end as by_hand
      from (${answeredSql(ctx, asked)}) as one
      where ${concernedSql(asked)}
    ) as alike
    group by decided, rule_ids, access_group_ids, role_id, mobile_key, met, has_email, may_write, knows_of_keys,
      eligible, key, by_hand`
}

/** Whom a page is about, and whom it has. Names are compared by their bytes, as the list is sorted. */
function pageSql({ search, after }: PeoplePage): { found: SQL; listed: SQL } {
  const found = search ? containsText(sql`display_name`, search) : sql`true`
  if (!after) return { found, listed: found }
  const later = sql`(display_name collate "C", id collate "C") > (${after.name}::text, ${after.id}::text)`
  return { found, listed: sql`${found} and ${later}` }
}

/** Everybody in scope with the stored decision and the asked rules that they meet. */
function answeredSql(ctx: Context, { propertyId, rules, patternValues, waiting }: Asked): SQL {
  const { organizationId } = ctx
  const asking = rules.map((rule) => rule.conditions)
  const answers = rules.map((rule) => {
    const leftOut = leftOutAt(rule, ctx.now)
    const except = leftOut.length > 0 ? sql` and person.id <> all(${textArray(leftOut)})` : sql``
    const met = isCoveredSql(rule, {
      clock: { now: ctx.now, timeZone: rule.timeZone },
      patternValues,
    })
    return sql`case when ${met}${except} then ${rule.id}::text end`
  })
  // "offset 0" keeps Postgres from writing a person's groups into every place that asks for them.
  return sql`
    select person.id, person.display_name, person.email_key, person.has_email, person.eligible, person.decided,
      person.rule_ids, person.access_group_ids, person.role_id, person.mobile_key,
      case when person.eligible then array_remove(array[${sql.join([sql`null::text`, ...answers], sql`, `)}], null)
        else '{}'::text[] end as met
    from (
      select e.*, d.employee_id is not null as decided, coalesce(d.rule_ids, '{}') as rule_ids,
        d.access_group_ids, d.role_id, d.mobile_key
      from (
        select e.id, e.display_name, e.facts, e.primary_email_key as email_key,
          e.primary_email_key is not null as has_email,
          e.active and e.deleted_at is null and e.hold is null as eligible,
          ${groupsOf(organizationId, asking)}
        from ${employees} as e
        where e.organization_id = ${organizationId} and ${scopeSql({ kind: 'property' })}
          and e.id ${waiting ? sql`in` : sql`not in`} (
            select h.employee_id from ${heldRemovals} as h
            where h.organization_id = ${organizationId} and h.property_id = ${propertyId})
      ) as e
      full join (
        select * from ${decisions} where organization_id = ${organizationId} and property_id = ${propertyId}
      ) as d on d.employee_id = e.id
      offset 0
    ) as person
    where person.id is not null
    offset 0`
}

/** A rule that names a deleted group covers whom it covered, until that ends (product.md 4.3). */
function isCoveredSql(rule: StoredRule, given: Given): SQL {
  const broken = brokenOf(rule)
  if (!broken) return conditionsToSql(rule.conditions, given)
  return broken.ended ? sql`false` : sql`${rule.id} = any(person.rule_ids)`
}

/** Whoever left loses what is stored; of the others those of whom an asked rule says something new. */
function concernedSql({ rules, keptIds, touchedIds, waiting }: Asked): SQL {
  if (waiting) return sql`true`
  const isNews = rules.map(({ id }) => sql`(${id} = any(one.met)) <> (${id} = any(one.rule_ids))`)
  const reasons = [
    ...isNews,
    sql`one.rule_ids && ${textArray(touchedIds)}`,
    sql`not one.rule_ids <@ ${textArray(keptIds)}`,
  ]
  return sql`case when one.eligible then ${sql.join(reasons, sql` or `)} else one.decided end`
}
