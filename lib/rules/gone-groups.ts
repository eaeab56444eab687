import { sql } from 'drizzle-orm'
import { directoryGroups, rules } from '@/db/schema'
import { type Conditions, groupsIn } from './engine/condition'

/** How long a rule keeps its last result after Entra deleted a group that it names (product.md 4.3). */
export const LAST_RESULT_HOURS = 72
const HOUR_MS = 3_600_000

/** A group that a rule names and that Entra has deleted. */
export interface GoneGroup {
  id: string
  /** Null for a group of which nothing is known any more. */
  name: string | null
  /** ISO 8601. */
  deletedAt: string | null
  /** The last result was ended, see `lib/access/over-time/end-last-results.ts`. */
  ended: boolean
}

/** The groups that a stored rule's conditions name and that are gone. */
export const goneGroupsOfRule = sql<GoneGroup[]>`${sql`(
  select coalesce(jsonb_agg(jsonb_build_object('id', named.id, 'name', g.display_name,
    'deletedAt', g.deleted_at, 'ended', g.id is null or g.last_result_ended_at is not null) order by named.id), '[]'::jsonb)
  from (
    select distinct value #>> '{}' as id
    from jsonb_path_query(${rules.conditions}, '$.** ? (@.operand == "group").values[*]') as value
  ) as named
  left join ${directoryGroups} as g on g.organization_id = ${rules.organizationId} and g.id = named.id
  where g.id is null or g.deleted_at is not null
)`}`

/**
 * A rule that names a deleted group says nothing new about anybody. Until its last result ends,
 * those whom it covered stay covered and nobody is added; then it covers nobody.
 */
export type Broken = { groups: GoneGroup[]; since: Date; until: Date; ended: boolean }

/** Undefined for a rule that is whole. What counts are the conditions: a draft may name other groups. */
export function brokenOf(rule: {
  conditions: Conditions
  goneGroups?: GoneGroup[]
}): Broken | undefined {
  const named = new Set(groupsIn(rule.conditions))
  const groups = (rule.goneGroups ?? []).filter((group) => named.has(group.id))
  if (groups.length === 0) return undefined
  const since = Math.min(...groups.map(({ deletedAt }) => Date.parse(deletedAt ?? '1970-01-01')))
  const until = new Date(since + LAST_RESULT_HOURS * HOUR_MS)
  return { groups, since: new Date(since), until, ended: groups.some((group) => group.ended) }
}
