import { and, asc, eq, inArray, type SQL } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { emailSettings, memberships, roles } from '@/db/schema'

/** An organisation with more administrators than this has no use for telling them all. */
const RECIPIENTS_MAX = 50

/** Those whom the organisation chose and who still work for it, else every Global Admin. */
export async function readRecipients(ctx: Context): Promise<string[]> {
  const [settings] = await ctx.db
    .select({ chosen: emailSettings.alertUserIds })
    .from(emailSettings)
    .where(eq(emailSettings.organizationId, ctx.organizationId))
  const chosen = settings?.chosen ?? []
  const among = chosen.length > 0 ? await readMembers(ctx, inArray(memberships.userId, chosen)) : []
  return among.length > 0 ? among : readMembers(ctx, eq(roles.basedOn, 'global_admin'))
}

/**
 * Who hears of what an administrator did. Telling that one alone would tell nobody, so then it is
 * every other administrator; where there is none, the list is empty (product.md 4.5).
 */
export async function readWitnesses(ctx: Context): Promise<string[]> {
  const recipients = await readRecipients(ctx)
  if (recipients.some(isOther(ctx))) return recipients
  const administrators = inArray(roles.basedOn, ['global_admin', 'admin'])
  return (await readMembers(ctx, administrators)).filter(isOther(ctx))
}

/** How many people beside whoever acts are told. */
export async function countWitnesses(ctx: Context): Promise<number> {
  return (await readWitnesses(ctx)).filter(isOther(ctx)).length
}

function isOther({ actor }: Context): (userId: string) => boolean {
  return (userId) => actor.kind !== 'admin' || userId !== actor.userId
}

async function readMembers(ctx: Context, which: SQL): Promise<string[]> {
  const rows = await ctx.db
    .select({ userId: memberships.userId })
    .from(memberships)
    .innerJoin(
      roles,
      and(eq(roles.organizationId, memberships.organizationId), eq(roles.id, memberships.roleId)),
    )
    .where(and(eq(memberships.organizationId, ctx.organizationId), which))
    .orderBy(asc(memberships.createdAt), asc(memberships.userId))
    .limit(RECIPIENTS_MAX)
  return rows.map(({ userId }) => userId)
}
