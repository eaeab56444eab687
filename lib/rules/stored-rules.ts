import { and, asc, eq, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import {
  accessGroups,
  properties,
  roles,
  ruleAccessGroups,
  ruleExclusions,
  rules,
} from '@/db/schema'
import { readConditions } from './engine/condition'
import type { DecidableRule } from './engine/decide'
import { type GoneGroup, goneGroupsOfRule } from './gone-groups'
import type { LeftOut } from './schemas'

/** A rule as stored, with the names that people read. */
export interface StoredRule extends DecidableRule {
  propertyId: string
  propertyName: string
  timeZone: string
  name: string
  position: number
  roleName: string
  accessGroupNames: string[]
  enabled: boolean
  leftOut: LeftOut[]
  /** Groups that the stored conditions name and Entra has deleted; `brokenOf` says what follows. */
  goneGroups?: GoneGroup[]
  version: number
  updatedAt: Date
  updatedBy: string
}

export const groupsOfRule = sql<{ id: string; name: string }[]>`${sql`(
  select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name) order by g.name_key), '[]'::jsonb)
  from ${ruleAccessGroups} as rg
  join ${accessGroups} as g on g.organization_id = rg.organization_id and g.id = rg.access_group_id
  where rg.organization_id = ${rules.organizationId} and rg.rule_id = ${rules.id}
)`}`

export const leftOutOfRule = sql<LeftOut[]>`${sql`(
  select coalesce(jsonb_agg(jsonb_build_object(
    'employeeId', x.employee_id, 'reason', x.reason,
    'until', to_char(x.until at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by x.employee_id), '[]'::jsonb)
  from ${ruleExclusions} as x
  where x.organization_id = ${rules.organizationId} and x.rule_id = ${rules.id}
)`}`

/** The organisation's rules in one statement, by property and in their order. */
export async function readRules(
  ctx: Context,
  only: { propertyId?: string; enabled?: boolean } = {},
): Promise<StoredRule[]> {
  const rows = await ctx.db
    .select({
      rule: rules,
      propertyName: properties.name,
      timeZone: properties.timeZone,
      roleName: roles.name,
      groups: groupsOfRule,
      leftOut: leftOutOfRule,
      goneGroups: goneGroupsOfRule,
    })
    .from(rules)
    .innerJoin(
      properties,
      and(eq(properties.organizationId, rules.organizationId), eq(properties.id, rules.propertyId)),
    )
    .innerJoin(
      roles,
      and(eq(roles.organizationId, rules.organizationId), eq(roles.id, rules.roleId)),
    )
    .where(
      and(
        eq(rules.organizationId, ctx.organizationId),
        only.propertyId === undefined ? undefined : eq(rules.propertyId, only.propertyId),
        only.enabled === undefined ? undefined : eq(rules.enabled, only.enabled),
      ),
    )
    .orderBy(asc(properties.nameKey), asc(rules.propertyId), asc(rules.position), asc(rules.id))
  return rows.map(({ rule, groups, ...rest }) => ({
    ...rest,
    id: rule.id,
    propertyId: rule.propertyId,
    name: rule.name,
    position: rule.position,
    conditions: readConditions(rule.conditions),
    outcome: {
      accessGroupIds: groups.map((group) => group.id),
      roleId: rule.roleId,
      mobileKey: rule.mobileKey,
    },
    accessGroupNames: groups.map((group) => group.name),
    enabled: rule.enabled,
    version: rule.version,
    updatedAt: rule.updatedAt,
    updatedBy: rule.updatedBy,
  }))
}
