import { sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { textArray } from '@/db/predicates'
import { directoryGroups, employees } from '@/db/schema'
import { type Conditions, leavesOf } from './engine/condition'
import type { Facts } from './engine/facts'

/** Names for ids that people would not understand: of groups, and of people by either of their ids. */
export type Names = ReadonlyMap<string, string>

/** The ids that stand in conditions: groups, and managers by their SCIM id. */
export function idsInConditions(list: readonly Conditions[]): string[] {
  return list
    .flatMap(({ conditions }) => leavesOf(conditions))
    .filter(({ operand }) => operand === 'group' || operand === 'manager')
    .flatMap(({ values }) => values)
}

/** The ids among a person's own values. */
export function idsInFacts({ groups, values }: Pick<Facts, 'groups' | 'values'>): string[] {
  return [...groups, ...(values.manager ?? [])]
}

export async function readNames(ctx: Context, ids: readonly string[]): Promise<Names> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const { rows } = await ctx.db.execute<{ id: string; name: string }>(sql`
    select id, display_name as name from ${directoryGroups}
    where organization_id = ${ctx.organizationId} and id = any(${textArray(wanted)})
    union all
    select scim_id, display_name from ${employees}
    where organization_id = ${ctx.organizationId} and scim_id = any(${textArray(wanted)})
    union all
    select id, display_name from ${employees}
    where organization_id = ${ctx.organizationId} and id = any(${textArray(wanted)})`)
  return new Map(rows.map((row) => [row.id, row.name]))
}
