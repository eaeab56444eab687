import { sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { properties, roles, rules } from '@/db/schema'
import { Statement } from '@/db/statement'
import { readConditions } from './engine/condition'
import { goneGroupsOfRule } from './gone-groups'
import { groupsOfRule, leftOutOfRule, type StoredRule } from './stored-rules'

/** Organisations whose rules are remembered; the one that was decided longest ago is forgotten first. */
const REMEMBERED_MAX = 1_000
const remembered = new Map<string, { text: string; rules: StoredRule[] }>()

/**
 * The rules that are switched on, by property and in their order. Every push asks for them, and
 * they hardly ever change: they are read each time, as one text, and taken apart only when the text
 * is another than before. So nobody decides by yesterday's rules, and the same list is given as
 * long as they are the same. It is shared, and must not be changed.
 */
export async function readLiveRules({ db, organizationId }: Context): Promise<StoredRule[]> {
  const [row] = await liveRules.run(db, { organizationId })
  const text = row?.text ?? '[]'
  const known = remembered.get(organizationId)
  remembered.delete(organizationId)
  const current = known?.text === text ? known : { text, rules: parseRules(text) }
  // Set anew each time, so the map is in the order of use.
  remembered.set(organizationId, current)
  if (remembered.size > REMEMBERED_MAX) {
    const oldest = remembered.keys().next()
    if (!oldest.done) remembered.delete(oldest.value)
  }
  return current.rules
}

const liveRules = new Statement<{ text: string }>(
  () => sql`
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', ${rules.id}, 'propertyId', ${rules.propertyId}, 'propertyName', ${properties.name},
      'timeZone', ${properties.timeZone}, 'name', ${rules.name}, 'position', ${rules.position},
      'conditions', ${rules.conditions}, 'roleId', ${rules.roleId}, 'roleName', ${roles.name},
      'mobileKey', ${rules.mobileKey}, 'enabled', ${rules.enabled}, 'version', ${rules.version},
      'updatedAt', ${rules.updatedAt}, 'updatedBy', ${rules.updatedBy}, 'groups', ${groupsOfRule},
      'leftOut', ${leftOutOfRule}, 'goneGroups', ${goneGroupsOfRule}
    ) order by ${properties.nameKey}, ${rules.propertyId}, ${rules.position}, ${rules.id}), '[]'::jsonb)::text as text
    from ${rules}
    join ${properties} on ${properties.organizationId} = ${rules.organizationId} and ${properties.id} = ${rules.propertyId}
    join ${roles} on ${roles.organizationId} = ${rules.organizationId} and ${roles.id} = ${rules.roleId}
    where ${rules.organizationId} = ${sql.placeholder('organizationId')} and ${rules.enabled}`,
  'live_rules',
)

type Told = Omit<StoredRule, 'outcome' | 'accessGroupNames' | 'updatedAt'> & {
  roleId: string
  mobileKey: boolean
  updatedAt: string
  groups: { id: string; name: string }[]
}

function parseRules(text: string): StoredRule[] {
  const told = JSON.parse(text) as Told[]
  return told.map(({ groups, roleId, mobileKey, updatedAt, ...rule }) => ({
    ...rule,
    conditions: readConditions(rule.conditions),
    outcome: { accessGroupIds: groups.map((group) => group.id), roleId, mobileKey },
    accessGroupNames: groups.map((group) => group.name),
    updatedAt: new Date(updatedAt),
  }))
}
