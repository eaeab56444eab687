import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
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
import type { DecisionChange, Reevaluation, ReevaluationScope } from '@/lib/rules/reevaluate'
import { endAdministrators } from './end-administrators-sql'

/** What applying changed, a row each, with the names that the activity log keeps. */
export type Effect = { employee_id: string; employee_name: string } & (
  | ({ what: 'given' | 'taken'; access_group_id: string; access_group: string } & AtProperty)
  | ({ what: 'key_issued' } & AtProperty)
  | ({ what: 'key_revoked'; cause: string } & AtProperty)
  | { what: 'admin_ended' }
)
type AtProperty = { property_id: string; property: string }

export interface Applied {
  scope: ReevaluationScope
  changes: DecisionChange[]
  /** People who may have nothing at all. */
  ineligible: Reevaluation['ineligible']
}

/**
 * Makes everything follow the decisions, in one statement however many people it is about:
 * decisions are stored, rule grants added and removed, keys issued to those who begin to have
 * access, and everything ended for people who may have nothing. Lists are joined, never searched
 * row by row, so that ten thousand people take seconds.
 */
export function applyStatement(ctx: Context, applied: Applied): SQL {
  const organizationId = ctx.organizationId
  const parts = [
    inputs(ctx, applied),
    changeDecisions(ctx),
    changeGrants(ctx),
    issueKeys(ctx),
    revokeKeys(ctx),
    endAdministrators(ctx),
  ]
  return sql`
    with ${sql.join(parts, sql`, `)},
    effect as (
      select 'given' as what, employee_id, property_id, access_group_id, null as cause from given
      union all select 'taken', employee_id, property_id, access_group_id, null from taken_by_rule
      union all select 'taken', employee_id, property_id, access_group_id, null from taken_all
      union all select 'key_issued', employee_id, property_id, null, null from key_issued
      union all select 'key_revoked', employee_id, property_id, null, cause from key_revoked
      union all select 'key_revoked', employee_id, property_id, null, cause from key_revoked_all
      union all select 'admin_ended', employee_id, null, null, null from admin_ended
    )
    select f.what, f.employee_id, e.display_name as employee_name, f.property_id, p.name as property,
      f.access_group_id, a.name as access_group, f.cause
    from effect as f
    join ${employees} as e on e.organization_id = ${organizationId} and e.id = f.employee_id
    left join ${properties} as p on p.organization_id = ${organizationId} and p.id = f.property_id
    left join ${accessGroups} as a on a.organization_id = ${organizationId} and a.id = f.access_group_id
    order by e.display_name, e.id, p.name_key, a.name_key`
}

function inputs(ctx: Context, { scope, changes, ineligible }: Applied): SQL {
  const rows = changes.map((change) => changeRow(ctx, scope, change))
  return sql`
    change as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c (
        employee_id text, eligible boolean, property_id text, remains boolean, rule_ids jsonb,
        access_group_ids jsonb, role_id text, mobile_key boolean, issues_key boolean, key_id text,
        grant_prefix text)
    ),
    ended as materialized (
      select value as employee_id from jsonb_array_elements_text(${JSON.stringify(ineligible)}::jsonb)
    )`
}

function changeDecisions({ organizationId, now }: Context): SQL {
  return sql`
    stored as (
      insert into ${decisions} (organization_id, employee_id, property_id, rule_ids, access_group_ids, role_id, mobile_key, decided_at)
      select ${organizationId}, employee_id, property_id,
        array(select jsonb_array_elements_text(rule_ids)), array(select jsonb_array_elements_text(access_group_ids)),
        role_id, mobile_key, ${moment(now)}
      from change where remains
      on conflict (organization_id, employee_id, property_id) do update
        set rule_ids = excluded.rule_ids, access_group_ids = excluded.access_group_ids,
          role_id = excluded.role_id, mobile_key = excluded.mobile_key, decided_at = excluded.decided_at
    ),
    dropped as (
      delete from ${decisions} as d using change as c
      where d.organization_id = ${organizationId} and d.employee_id = c.employee_id
        and d.property_id = c.property_id and not c.remains
    )`
}

function changeGrants({ organizationId, now }: Context): SQL {
  return sql`
    given as (
      insert into ${grants} (organization_id, id, employee_id, property_id, access_group_id, source, since)
      select ${organizationId}, c.grant_prefix || lpad(g.n::text, 4, '0'), c.employee_id, c.property_id, g.id, 'rule', ${moment(now)}
      from change as c, jsonb_array_elements_text(c.access_group_ids) with ordinality as g (id, n)
      where c.remains
      on conflict (organization_id, employee_id, access_group_id, source) do nothing
      returning employee_id, property_id, access_group_id
    ),
    taken_by_rule as (
      delete from ${grants} as g using change as c
      where g.organization_id = ${organizationId} and g.employee_id = c.employee_id
        and g.property_id = c.property_id and g.source = 'rule' and c.eligible
        and not (c.remains and c.access_group_ids ? g.access_group_id)
      returning g.employee_id, g.property_id, g.access_group_id
    ),
    taken_all as (
      delete from ${grants} as g using ended as e
      where g.organization_id = ${organizationId} and g.employee_id = e.employee_id
      returning g.employee_id, g.property_id, g.access_group_id
    )`
}

function issueKeys({ organizationId, now }: Context): SQL {
  return sql`
    key_issued as (
      insert into ${mobileKeys} (organization_id, id, employee_id, property_id, state, state_at, issued_at)
      select ${organizationId}, key_id, employee_id, property_id, 'waiting', ${moment(now)}, ${moment(now)}
      from change where issues_key
      on conflict (organization_id, employee_id, property_id) where revoked_at is null do nothing
      returning employee_id, property_id
    )`
}

/** A key ends with the last access at its property; what was given by hand is access too. */
function revokeKeys({ organizationId, now }: Context): SQL {
  const revoked = (cause: string) =>
    sql`state = 'revoked', state_at = ${moment(now)}, revoked_at = ${moment(now)}, cause = ${cause}`
  return sql`
    key_revoked as (
      update ${mobileKeys} as k set ${revoked('No rule gives access any more.')}
      from change as c
      where k.organization_id = ${organizationId} and k.employee_id = c.employee_id
        and k.property_id = c.property_id and k.revoked_at is null and c.eligible and not c.remains
        and not exists (
          select 1 from ${grants} as g
          where g.organization_id = k.organization_id and g.employee_id = k.employee_id
            and g.property_id = k.property_id and g.source = 'hand'
            and (g.until is null or g.until > ${moment(now)})
        )
      returning k.employee_id, k.property_id, k.cause
    ),
    key_revoked_all as (
      update ${mobileKeys} as k set ${revoked('All access ended.')}
      from ended as e
      where k.organization_id = ${organizationId} and k.employee_id = e.employee_id and k.revoked_at is null
      returning k.employee_id, k.property_id, k.cause
    ),
    uninvited as (
      update ${invitations} as i set ended_at = ${moment(now)}
      from ended as e
      where i.organization_id = ${organizationId} and i.employee_id = e.employee_id and i.ended_at is null
    )`
}

function moment(at: Date): SQL {
  return sql`${at.toISOString()}::timestamptz`
}

function changeRow(ctx: Context, scope: ReevaluationScope, change: DecisionChange) {
  const { after } = change
  return {
    employee_id: change.employeeId,
    eligible: change.eligible,
    property_id: change.propertyId,
    remains: after !== null,
    rule_ids: after?.ruleIds ?? [],
    access_group_ids: after?.accessGroupIds ?? [],
    role_id: after?.roleId ?? null,
    mobile_key: after?.mobileKey ?? false,
    issues_key: issuesKey(scope, change),
    key_id: newId('mobileKey', ctx.now),
    grant_prefix: newId('grant', ctx.now),
  }
}

/**
 * "Newly boarded" (D24): somebody who begins to have access at the property, whom a change of
 * their own moves under a rule that says yes, or who can be reached for the first time. When a
 * rule changes from no to yes, people who have access already get nothing unasked (product.md 4.5).
 */
function issuesKey(
  scope: ReevaluationScope,
  { before, after, ...person }: DecisionChange,
): boolean {
  if (!after?.mobileKey || !person.hasEmail) return false
  if (before === null) return true
  if (scope.kind === 'property') return false
  const reachable = scope.kind === 'employees' && scope.newlyReachable?.includes(person.employeeId)
  return !before.mobileKey || reachable === true
}
