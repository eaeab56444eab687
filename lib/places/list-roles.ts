import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { decisions, memberships, roles, rules } from '@/db/schema'
import { LIST_MAX } from './list-properties'
import type { ListedRole } from './schemas'

/** Strongest first; custom roles follow the one they copy. */
export async function listRoles(ctx: Context): Promise<ListedRole[]> {
  const withRole = (table: typeof rules | typeof memberships) =>
    ctx.db.$count(
      table,
      and(eq(table.organizationId, roles.organizationId), eq(table.roleId, roles.id)),
    )
  return ctx.db
    .select({
      id: roles.id,
      name: roles.name,
      description: roles.description,
      basedOn: roles.basedOn,
      builtIn: roles.builtIn,
      rank: roles.rank,
      administrators: withRole(memberships),
      rules: withRole(rules),
      people: sql<number>`(
        select count(distinct ${decisions.employeeId})::int from ${decisions}
        where ${decisions.organizationId} = ${ctx.organizationId}
          and ${decisions.roleId} = ${sql`${roles}.${sql.identifier(roles.id.name)}`}
      )`,
    })
    .from(roles)
    .where(eq(roles.organizationId, ctx.organizationId))
    .orderBy(desc(roles.rank), desc(roles.builtIn), asc(roles.nameKey))
    .limit(LIST_MAX)
}
