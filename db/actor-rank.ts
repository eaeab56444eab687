import { and, eq } from 'drizzle-orm'
import type { Context } from './context'
import { memberships, roles } from './schema'

/** Below every role: whoever is no administrator of the organisation. */
const NO_RANK = -1

/** How much the acting administrator may do; nobody gives or touches more than that (product.md 3.9). */
export async function actorRank(ctx: Context): Promise<number> {
  if (ctx.actor.kind !== 'admin') return NO_RANK
  const [own] = await ctx.db
    .select({ rank: roles.rank })
    .from(memberships)
    .innerJoin(
      roles,
      and(eq(roles.organizationId, memberships.organizationId), eq(roles.id, memberships.roleId)),
    )
    .where(
      and(
        eq(memberships.organizationId, ctx.organizationId),
        eq(memberships.userId, ctx.actor.userId),
      ),
    )
  return own?.rank ?? NO_RANK
}
