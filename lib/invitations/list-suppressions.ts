import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { suppressions } from '@/db/schema'
import type { SuppressedAddress } from '@/lib/email/schemas'
import type { EmailReader } from './list-emails'
import { maskEmail } from './mask-email'

/** More bounced addresses than this are one trouble of the directory, not of each person. */
const SHOWN_MAX = 200

/** Addresses to which nothing is sent, newest first. */
export async function listSuppressions(
  ctx: Context,
  { seesPersonal }: EmailReader,
): Promise<SuppressedAddress[]> {
  const rows = await ctx.db
    .select({
      id: suppressions.id,
      recipient: suppressions.recipient,
      code: suppressions.code,
      since: suppressions.createdAt,
    })
    .from(suppressions)
    .where(and(eq(suppressions.organizationId, ctx.organizationId), isNull(suppressions.liftedAt)))
    .orderBy(desc(suppressions.createdAt))
    .limit(SHOWN_MAX)
  return rows.map((row) => ({
    ...row,
    recipient: seesPersonal ? row.recipient : (maskEmail(row.recipient) ?? '•••'),
  }))
}
