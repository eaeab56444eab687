import { and, eq } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { isAny } from '@/db/predicates'
import { roles } from '@/db/schema'
import type { DecisionChange } from '@/lib/rules/reevaluate'
import type { StoredRule } from '@/lib/rules/stored-rules'

/**
 * What the roles are called that people had or have by these decisions, by role id. Rules that are
 * there know nearly all; only for one that no rule gives any more is the database asked.
 */
export async function readRoleNames(
  tx: Context,
  { changes, rules }: { changes: DecisionChange[]; rules: StoredRule[] },
): Promise<Map<string, string>> {
  const names = new Map(rules.map(({ outcome, roleName }) => [outcome.roleId, roleName]))
  const unknown = new Set<string>()
  for (const { before } of changes) {
    if (before && !names.has(before.roleId)) unknown.add(before.roleId)
  }
  if (unknown.size === 0) return names
  const found = await tx.db
    .select({ id: roles.id, name: roles.name })
    .from(roles)
    .where(and(eq(roles.organizationId, tx.organizationId), isAny(roles.id, [...unknown])))
  for (const { id, name } of found) names.set(id, name)
  return names
}
