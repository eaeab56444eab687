import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { textArray } from '@/db/predicates'
import { employees } from '@/db/schema'
import type { FieldChange } from './kinds'
import type { AnyActivityRow } from './schemas'

/**
 * Entries as people read them: a manager is kept by the SCIM id that Entra sends, and told by the
 * name that the manager has today. Somebody who is not in the directory stays an id. One statement.
 */
export async function nameManagers(
  ctx: Context,
  entries: AnyActivityRow[],
): Promise<AnyActivityRow[]> {
  const ids = entries.flatMap((entry) =>
    entry.kind === 'employee.updated' ? entry.data.changes.flatMap(managerIds) : [],
  )
  if (ids.length === 0) return entries
  const rows = await ctx.db
    .select({ id: employees.scimId, name: employees.displayName })
    .from(employees)
    .where(
      and(
        eq(employees.organizationId, ctx.organizationId),
        sql`${employees.scimId} = any(${textArray([...new Set(ids)])})`,
      ),
    )
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  const named = (value: FieldChange['before']) => names.get(String(value)) ?? value
  return entries.map((entry) =>
    entry.kind === 'employee.updated'
      ? {
          ...entry,
          data: {
            ...entry.data,
            changes: entry.data.changes.map((change) =>
              change.field === 'manager'
                ? { ...change, before: named(change.before), after: named(change.after) }
                : change,
            ),
          },
        }
      : entry,
  )
}

function managerIds({ field, before, after }: FieldChange): string[] {
  if (field !== 'manager') return []
  return [before, after].flatMap((id) => (typeof id === 'string' ? [id] : []))
}
