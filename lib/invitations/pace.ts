import { eq, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { emailPace, emailSettings } from '@/db/schema'
import { Postponed } from '@/lib/outbox/postponed'
import { EMAILS_PER_MINUTE_DEFAULT } from './schemas'

/**
 * The first load brings thousands of people at once. Each of their e-mails is given a place in a
 * minute, and a minute has only so many; a mail server that sees a flood takes it for spam.
 */
const MINUTE_MS = 60_000

/** Throws Postponed when the message's minute lies ahead; once given, a place is kept in the message. */
export async function waitForPlace(ctx: Context, place: string | undefined): Promise<void> {
  if (place) return
  const [settings] = await ctx.db
    .select({ perMinute: emailSettings.perMinute, from: emailSettings.invitationsFrom })
    .from(emailSettings)
    .where(eq(emailSettings.organizationId, ctx.organizationId))
  const earliest = Math.max(ctx.now.getTime(), settings?.from?.getTime() ?? 0)
  const perMinute = settings?.perMinute ?? EMAILS_PER_MINUTE_DEFAULT
  const minute = await takePlace(ctx, { minute: minuteOf(earliest), perMinute })
  if (minute > ctx.now) throw new Postponed(minute, { place: minute.toISOString() })
}

function minuteOf(at: number): Date {
  return new Date(Math.floor(at / MINUTE_MS) * MINUTE_MS)
}

/** The first minute from `minute` on that has a place left; two servers at once never take the same. */
async function takePlace(
  ctx: Context,
  { minute, perMinute }: { minute: Date; perMinute: number },
): Promise<Date> {
  const at = sql`${minute.toISOString()}::timestamptz`
  const isFull = sql`${emailPace.taken} >= ${perMinute}`
  const isPast = sql`${emailPace.minute} < ${at}`
  const [place] = await ctx.db
    .insert(emailPace)
    .values({ organizationId: ctx.organizationId, minute, taken: 1 })
    .onConflictDoUpdate({
      target: emailPace.organizationId,
      set: {
        minute: sql`case when ${isPast} then ${at} when ${isFull} then ${emailPace.minute} + interval '1 minute' else ${emailPace.minute} end`,
        taken: sql`case when ${isPast} or ${isFull} then 1 else ${emailPace.taken} + 1 end`,
      },
    })
    .returning({ minute: emailPace.minute })
  return place?.minute ?? minute
}
