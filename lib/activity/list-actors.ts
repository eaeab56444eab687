import { and, asc, eq } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { memberships, users } from '@/db/schema'

export interface ActorChoice {
  id: string
  name: string
}

/** A directory of administrators longer than this is searched by name instead. */
const ACTORS_MAX = 200

/** The administrators whom the log can be filtered by. */
export async function listActors(ctx: Context): Promise<ActorChoice[]> {
  const rows = await ctx.db
    .select({ id: users.id, name: users.name, email: users.email })
    .from(users)
    .innerJoin(
      memberships,
      and(eq(memberships.userId, users.id), eq(memberships.organizationId, ctx.organizationId)),
    )
    .orderBy(asc(users.name), asc(users.email))
    .limit(ACTORS_MAX)
  return rows.map(({ id, name, email }) => ({ id, name: name ?? email }))
}
