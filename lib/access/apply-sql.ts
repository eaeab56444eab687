import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { textArray } from '@/db/predicates'
import {
  accessGroups,
  decisions,
  employees,
  grants,
  invitations,
  mobileKeys,
  properties,
} from '@/db/schema'
import { newId } from '@/lib/kernel/ids'
import type { DecisionChange } from '@/lib/rules/reevaluate'

/** What applying changed, a row each, with the names that the activity log keeps. */
export type Effect = {
  what: 'given' | 'taken' | 'key_issued' | 'key_revoked'
  employee_id: string
  employee_name: string
  property_id: string
  property: string
  access_group_id: string | null
  access_group: string | null
  by_hand: boolean
}

/**
 * Makes grants and keys follow the decisions, in one statement however many people it is about:
 * decisions are stored, rule grants added and removed, keys issued to those who begin to have
 * access, and everything ended for people who may have nothing.
 */
export function applyStatement(
  ctx: Context,
  { changes, ineligible }: { changes: DecisionChange[]; ineligible: string[] },
): SQL {
  const organizationId = ctx.organizationId
  const now = sql`${ctx.now.toISOString()}::timestamptz`
  const ended = textArray(ineligible)
  return sql`
    with change as (
      select * from jsonb_to_recordset(${JSON.stringify(changes.map((c) => changeRow(ctx, c)))}::jsonb) as c (
        employee_id text, property_id text, remains boolean, rule_ids jsonb, access_group_ids jsonb,
        role_id text, mobile_key boolean, issues_key boolean, key_id text, grant_prefix text)
    ),
    stored as (
      insert into ${decisions} (organization_id, employee_id, property_id, rule_ids, access_group_ids, role_id, mobile_key, decided_at)
      select ${organizationId}, employee_id, property_id,
        array(select jsonb_array_elements_text(rule_ids)), array(select jsonb_array_elements_text(access_group_ids)),
        role_id, mobile_key, ${now}
      from change where remains
      on conflict (organization_id, employee_id, property_id) do update
        set rule_ids = excluded.rule_ids, access_group_ids = excluded.access_group_ids,
          role_id = excluded.role_id, mobile_key = excluded.mobile_key, decided_at = excluded.decided_at
    ),
    dropped as (
      delete from ${decisions} as d using change as c
      where d.organization_id = ${organizationId} and d.employee_id = c.employee_id
        and d.property_id = c.property_id and not c.remains
    ),
    given as (
      insert into ${grants} (organization_id, id, employee_id, property_id, access_group_id, source, since)
      select ${organizationId}, c.grant_prefix || lpad(g.n::text, 4, '0'), c.employee_id, c.property_id, g.id, 'rule', ${now}
      from change as c, jsonb_array_elements_text(c.access_group_ids) with ordinality as g (id, n)
      where c.remains
      on conflict (organization_id, employee_id, access_group_id, source) do nothing
      returning employee_id, property_id, access_group_id
    ),
    taken as (
      delete from ${grants} as g
      where g.organization_id = ${organizationId} and (
        g.employee_id = any(${ended})
        or (g.source = 'rule' and exists (
          select 1 from change as c
          where c.employee_id = g.employee_id and c.property_id = g.property_id
            and not (c.remains and c.access_group_ids ? g.access_group_id)
        )))
      returning g.employee_id, g.property_id, g.access_group_id, g.source = 'hand' as by_hand
    ),
    ${keysSql(organizationId, { now, ended })},
    ${effectsSql(organizationId)}`
}

/** Keys begin and end; a link that was sent to somebody who left is dead. */
function keysSql(organizationId: string, { now, ended }: { now: SQL; ended: SQL }): SQL {
  return sql`
    key_issued as (
      insert into ${mobileKeys} (organization_id, id, employee_id, property_id, state, state_at, issued_at)
      select ${organizationId}, c.key_id, c.employee_id, c.property_id, 'waiting', ${now}, ${now}
      from change as c
      where c.issues_key
      on conflict (organization_id, employee_id, property_id) where revoked_at is null do nothing
      returning employee_id, property_id
    ),
    key_revoked as (
      update ${mobileKeys} as k
      set state = 'revoked', state_at = ${now}, revoked_at = ${now},
        cause = case when k.employee_id = any(${ended}) then 'All access ended.' else 'No rule gives access any more.' end
      where k.organization_id = ${organizationId} and k.revoked_at is null and (
        k.employee_id = any(${ended})
        or exists (
          select 1 from change as c
          where c.employee_id = k.employee_id and c.property_id = k.property_id and not c.remains
        ))
      returning k.employee_id, k.property_id
    ),
    uninvited as (
      update ${invitations} as i set ended_at = ${now}
      where i.organization_id = ${organizationId} and i.employee_id = any(${ended}) and i.ended_at is null
    )`
}

/** What happened, with the names that the activity log keeps. */
function effectsSql(organizationId: string): SQL {
  return sql`
    effect as (
      select 'given' as what, employee_id, property_id, access_group_id, false as by_hand from given
      union all select 'taken', employee_id, property_id, access_group_id, by_hand from taken
      union all select 'key_issued', employee_id, property_id, null, false from key_issued
      union all select 'key_revoked', employee_id, property_id, null, false from key_revoked
    )
    select f.what, f.employee_id, e.display_name as employee_name, f.property_id, p.name as property,
      f.access_group_id, a.name as access_group, f.by_hand
    from effect as f
    join ${employees} as e on e.organization_id = ${organizationId} and e.id = f.employee_id
    join ${properties} as p on p.organization_id = ${organizationId} and p.id = f.property_id
    left join ${accessGroups} as a on a.organization_id = ${organizationId} and a.id = f.access_group_id`
}

function changeRow(ctx: Context, change: DecisionChange) {
  const { after } = change
  return {
    employee_id: change.employeeId,
    property_id: change.propertyId,
    remains: after !== null,
    rule_ids: after?.ruleIds ?? [],
    access_group_ids: after?.accessGroupIds ?? [],
    role_id: after?.roleId ?? null,
    mobile_key: after?.mobileKey ?? false,
    issues_key: issuesKey(change),
    key_id: newId('mobileKey', ctx.now),
    grant_prefix: newId('grant', ctx.now),
  }
}

/**
 * "Newly boarded" (D24): somebody who begins to have access at the property, or whom a change of
 * their own moves under a rule that says yes. Without an e-mail address there is nowhere to send it.
 */
function issuesKey({ before, after, hasEmail }: DecisionChange): boolean {
  if (!after?.mobileKey || !hasEmail) return false
  return before === null || !before.mobileKey
}
