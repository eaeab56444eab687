import { sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import {
  accessGroups,
  decisions,
  employees,
  grants,
  heldRemovals,
  mobileKeys,
  properties,
  roles,
} from '@/db/schema'
import { Statement, textArrayNamed, type Values } from '@/db/statement'
import { newId } from '@/lib/kernel/ids'
import type { DecisionChange, Reevaluation } from '@/lib/rules/reevaluate'
import type { ReevaluationScope } from '@/lib/rules/reevaluation-scope'
import type { KeyChoices } from '@/lib/rules/schemas'
import { ineligible, isOneOf, now, organization } from './applied-lists-sql'
import { endAdministrators } from './end-administrators-sql'
import { endKeysAndCards } from './end-keys-and-cards-sql'
import type { Allowed, HeldBack } from './guard/hold-back'

/** What applying changed, a row each, with the names that the activity log keeps. */
export type Effect = { employee_id: string; employee_name: string } & (
  | ({ what: 'given' | 'taken'; access_group_id: string; access_group: string } & AtProperty)
  | ({
      what: 'key_issued'
      /** The person never had a key there before. */
      first: boolean
    } & AtProperty)
  | ({ what: 'key_revoked' | 'key_suspended'; cause: string } & AtProperty)
  | ({
      what: 'card_ended' | 'card_suspended'
      /** The last characters of its number. */
      card: string
      cause: string
    } & AtProperty)
  | { what: 'admin_ended'; user_id: string; role_id: string; role: string }
)
type AtProperty = { property_id: string; property: string }

export interface Applied {
  scope: ReevaluationScope
  changes: DecisionChange[]
  /** People who may have nothing at all. */
  ineligible: Reevaluation['ineligible']
  held: HeldBack[]
  settled: Allowed['settled']
  /** Where an administrator's change of the rules is applied: what becomes of keys (product.md 4.5). */
  keys?: KeyChoices | undefined
}

/** More changes than these, and Postgres plans for the tables as they are now; see `Statement`. */
const FEW = 20

/**
 * Makes everything follow the decisions, in one statement however many people it is about:
 * decisions are stored, rule grants added and removed, keys issued to those who begin to have
 * access, and everything ended for people who may have nothing. Who is held gets the keys back
 * that they had, so those are suspended.
 */
export async function applyChanges(ctx: Context, applied: Applied): Promise<Effect[]> {
  const many = applied.changes.length + applied.ineligible.length > FEW
  return applyStatement.run(ctx.db, valuesOf(ctx, applied), { many })
}

/**
 * Rows are found along an index by lists, pairs within them by a hashed subquery, names by subqueries.
 * One plan serves lists of every length (`db/client.ts`), and in it `= any(list)` compares each row
 * with each pair: taking access from ten thousand people took twice as long. Joins were fine for a
 * hundred people; for ten thousand Postgres chose nested loops that took a minute where this takes two
 * seconds. A subquery with a limit is looked up along an index; `not exists` reads every key of the
 * organisation for the first person who gets one.
 */
const applyStatement = new Statement<Effect>(
  () => sql`
    with ${storeDecisions}, ${changeGrants}, ${endKeysAndCards}, ${endAdministrators}, ${keepHeld},
    effect as (
      select 'given' as what, employee_id, property_id, access_group_id, null as card, null as cause, null as user_id, null as role_id from given
      union all select 'taken', employee_id, property_id, access_group_id, null, null, null, null from taken
      union all select 'key_issued', employee_id, property_id, null, null, null, null, null from key_issued
      union all select 'key_revoked', employee_id, property_id, null, null, cause, null, null from key_revoked
      union all select 'key_suspended', employee_id, property_id, null, null, cause, null, null from key_suspended
      union all select 'card_ended', employee_id, property_id, null, ending, cause, null, null from card_ended
      union all select 'card_suspended', employee_id, property_id, null, ending, cause, null, null from card_suspended
      union all select 'admin_ended', employee_id, null, null, null, null, user_id, role_id from admin_ended
    )
    select f.what, f.employee_id, f.property_id, f.access_group_id, f.card, f.cause, f.user_id, f.role_id,
      f.what = 'key_issued' and (
        select 1 from ${mobileKeys} as k
        where k.organization_id = ${organization} and k.employee_id = f.employee_id and k.property_id = f.property_id
        limit 1
      ) is null as first,
      (select display_name from ${employees} where organization_id = ${organization} and id = f.employee_id) as employee_name,
      (select name from ${properties} where organization_id = ${organization} and id = f.property_id) as property,
      (select name from ${accessGroups} where organization_id = ${organization} and id = f.access_group_id) as access_group,
      (select name from ${roles} where organization_id = ${organization} and id = f.role_id) as role
    from effect as f
    order by employee_name, f.employee_id, property, access_group, f.card`,
  'apply_decisions',
)

const storeDecisions = sql`
    decided as materialized (
      select * from jsonb_to_recordset(${sql.placeholder('decided')}::jsonb) as c (
        employee_id text, property_id text, rule_ids jsonb, access_group_ids jsonb, role_id text,
        mobile_key boolean, issues_key boolean, key_id text, key_starts_at timestamptz)
    ),
    stored as (
      insert into ${decisions} (organization_id, employee_id, property_id, rule_ids, access_group_ids, role_id, mobile_key, decided_at)
      select ${organization}, employee_id, property_id,
        array(select jsonb_array_elements_text(rule_ids)), array(select jsonb_array_elements_text(access_group_ids)),
        role_id, mobile_key, ${now}
      from decided
      on conflict (organization_id, employee_id, property_id) do update
        set rule_ids = excluded.rule_ids, access_group_ids = excluded.access_group_ids,
          role_id = excluded.role_id, mobile_key = excluded.mobile_key, decided_at = excluded.decided_at
    ),
    dropped as (
      delete from ${decisions} as d
      where d.organization_id = ${organization} and ${isOneOf(sql`d`, 'dropped')}
    ),
    key_issued as (
      insert into ${mobileKeys} (organization_id, id, employee_id, property_id, state, state_at, issued_at, starts_at)
      select ${organization}, key_id, employee_id, property_id, 'waiting', ${now}, ${now}, key_starts_at
      from decided where issues_key
      on conflict (organization_id, employee_id, property_id) where revoked_at is null do nothing
      returning employee_id, property_id
    )`

/**
 * What is given is a list of its own: unfolding the decisions' lists here made Postgres expect ten
 * thousand rows for one person, and compile the statement for 200 ms before it ran for one.
 */
const changeGrants = sql`
    given as (
      insert into ${grants} (organization_id, id, employee_id, property_id, access_group_id, source, since)
      select ${organization}, id, employee_id, property_id, access_group_id, 'rule', ${now}
      from jsonb_to_recordset(${sql.placeholder('granted')}::jsonb) as g (
        id text, employee_id text, property_id text, access_group_id text)
      on conflict (organization_id, employee_id, access_group_id, source) do nothing
      returning employee_id, property_id, access_group_id
    ),
    taken as (
      delete from ${grants} as g
      where g.organization_id = ${organization} and (
        g.employee_id = any(${ineligible})
        or (g.source = 'rule' and ${isOneOf(sql`g`, 'changed')}
          and (g.employee_id || ' ' || g.access_group_id) not in (select unnest(${textArrayNamed('kept')}))))
      returning g.employee_id, g.property_id, g.access_group_id
    )`

/** Removals that wait are written down, and those that are settled leave the list. */
const keepHeld = sql`
    held as (
      insert into ${heldRemovals} (organization_id, employee_id, property_id, access_group_ids, since)
      select ${organization}, employee_id, property_id, array(select jsonb_array_elements_text(access_group_ids)), ${now}
      from jsonb_to_recordset(${sql.placeholder('held')}::jsonb) as h (employee_id text, property_id text, access_group_ids jsonb)
      on conflict (organization_id, employee_id, property_id) do update
        set access_group_ids = excluded.access_group_ids
    ),
    settled as (
      delete from ${heldRemovals} as h
      where h.organization_id = ${organization}
        and (h.employee_id = any(${ineligible}) or ${isOneOf(sql`h`, 'settled')})
    )`

function valuesOf(ctx: Context, applied: Applied): Values {
  const { changes, held, settled, keys } = applied
  const granted = changes.flatMap((change) => grantRows(change, ctx.now))
  const dropped = changes.filter(isDropped)
  const stopped = keys?.stopped === 'revoke' ? changes.filter(isStopped) : []
  return {
    organizationId: ctx.organizationId,
    now: ctx.now.toISOString(),
    ineligible: applied.ineligible,
    decided: JSON.stringify(changes.flatMap((change) => decisionRow(ctx, applied, change))),
    granted: JSON.stringify(granted),
    kept: granted.map((row) => `${row.employee_id} ${row.access_group_id}`),
    held: JSON.stringify(held.map(heldRow)),
    ...listsOf('changed', changes),
    ...listsOf('dropped', dropped),
    stoppedPlaces: stopped.map(placeOf),
    concerned: [...new Set([...applied.ineligible, ...peopleOf([...dropped, ...stopped])])],
    ...listsOf('settled', settled),
  }
}

function listsOf(list: string, changes: Allowed['settled']): Values {
  return {
    [`${list}People`]: [...new Set(peopleOf(changes))],
    [`${list}Places`]: changes.map(placeOf),
  }
}

type Place = Allowed['settled'][number]
const peopleOf = (changes: Place[]) => changes.map((change) => change.employeeId)
const placeOf = (change: Place) => `${change.employeeId} ${change.propertyId}`

function heldRow({ employeeId, propertyId, accessGroupIds }: HeldBack) {
  return {
    employee_id: employeeId,
    property_id: propertyId,
    access_group_ids: accessGroupIds,
  }
}

function grantRows({ employeeId, propertyId, after }: DecisionChange, at: Date) {
  return (after?.accessGroupIds ?? []).map((accessGroupId) => ({
    id: newId('grant', at),
    employee_id: employeeId,
    property_id: propertyId,
    access_group_id: accessGroupId,
  }))
}

const isDropped = (change: DecisionChange) => change.after === null
/** The rules still give access, and no key any more. */
const isStopped = ({ before, after }: DecisionChange) =>
  before?.mobileKey === true && after?.mobileKey === false

function decisionRow(ctx: Context, applied: Applied, change: DecisionChange) {
  const { employeeId, propertyId, after } = change
  if (after === null) return []
  return {
    employee_id: employeeId,
    property_id: propertyId,
    rule_ids: after.ruleIds,
    access_group_ids: after.accessGroupIds,
    role_id: after.roleId,
    mobile_key: after.mobileKey,
    issues_key: issuesKey(applied, change),
    key_id: newId('mobileKey', ctx.now),
    key_starts_at: change.keyStartsAt,
  }
}

/**
 * "Newly boarded" (D24): somebody who begins to have access at the property, whom a change of
 * their own moves under a rule that says yes, or who can be reached for the first time. When a
 * rule changes from no to yes, people who have access already get nothing unasked (product.md 4.5).
 */
function issuesKey(
  { scope, keys }: Applied,
  { before, after, ...person }: DecisionChange,
): boolean {
  if (!after?.mobileKey || !person.hasEmail) return false
  if (before === null) return true
  if (scope.kind === 'property') return keys?.started === 'everyone' && !before.mobileKey
  const reachable = scope.kind === 'employees' && scope.newlyReachable?.includes(person.employeeId)
  return !before.mobileKey || reachable === true
}
