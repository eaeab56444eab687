import { and, eq, gt, lte } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { putOffs } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { readHomeTimeZone } from '@/lib/directory/home-time-zone'
import { actorLabel } from '@/lib/kernel/actors'
import { AppError } from '@/lib/kernel/errors'
import { momentOfWallTime, wallTimeAt } from '@/lib/kernel/zoned-time'
import { findNeedsYou } from './find-needs-you'
import { type NeedsYouItem, type PutOffInput, type PutOffKind, subjectOf } from './schemas'

/** It is put off, not called off: later it is back in the inbox. */
const PUT_OFF_DAYS_MAX = 90
const DAY_MS = 24 * 60 * 60 * 1000

/**
 * *Put off*, *Decide later*: the item is out of the inbox until the day begins, and comes back by
 * itself if its cause is still there. Days begin in the zone in which the inbox tells its times.
 * Throws invalid for a day, not_found where it was settled meanwhile.
 */
export async function putOffItem(ctx: Context, input: PutOffInput): Promise<void> {
  const until = startOf(input.until, await readHomeTimeZone(ctx), ctx.now)
  await withTransaction(ctx, async (tx) => {
    const item = (await findNeedsYou(tx)).find(
      (one) => one.kind === input.kind && subjectOf(one) === input.subject,
    )
    if (!item) throw new AppError('not_found', 'This was settled meanwhile.')
    await forgetPast(tx)
    const values = { until, by: actorLabel(tx.actor) }
    await tx.db
      .insert(putOffs)
      .values({
        organizationId: tx.organizationId,
        kind: input.kind,
        subjectId: input.subject,
        ...values,
      })
      .onConflictDoUpdate({
        target: [putOffs.organizationId, putOffs.kind, putOffs.subjectId],
        set: values,
      })
    await recordActivity(tx, [
      {
        kind: 'inbox.put_off',
        data: { item: words[input.kind], until: input.until },
        ...placeOf(item),
      },
    ])
  })
}

function startOf(day: string, timeZone: string, now: Date): Date {
  const dayAt = (at: number) => wallTimeAt(new Date(at), timeZone).slice(0, 10)
  const isWithin =
    day > dayAt(now.getTime()) && day <= dayAt(now.getTime() + PUT_OFF_DAYS_MAX * DAY_MS)
  if (isWithin) return momentOfWallTime(`${day}T00:00`, timeZone)
  const sentence = `Choose a date within the next ${PUT_OFF_DAYS_MAX} days.`
  throw new AppError('invalid', sentence, 'until')
}

/** The items that were put off to a later moment, as `kind subject`. */
export async function readPutOffs(ctx: Context): Promise<Set<string>> {
  const rows = await ctx.db
    .select({ kind: putOffs.kind, subjectId: putOffs.subjectId })
    .from(putOffs)
    .where(and(eq(putOffs.organizationId, ctx.organizationId), gt(putOffs.until, ctx.now)))
  return new Set(rows.map((row) => `${row.kind} ${row.subjectId}`))
}

async function forgetPast(tx: Context): Promise<void> {
  await tx.db
    .delete(putOffs)
    .where(and(eq(putOffs.organizationId, tx.organizationId), lte(putOffs.until, tx.now)))
}

/** What the activity log calls it. Who it is about stands beside it, for roles that may see names. */
const words: Record<PutOffKind, string> = {
  conflict: 'whether two with one e-mail are one person',
  no_email: 'people without an e-mail',
  email_failed: 'e-mails that did not arrive',
  key_lost: 'a mobile key that was reported lost',
  card_asked: 'a wish for a card',
  returned: 'what somebody had before they came back',
  no_rules: 'a property without a rule',
  no_match: 'a property whose rules nobody matches',
  rule_broken: 'a rule that names a deleted group',
  groups_unreadable: 'groups that cannot be read',
  doors_unconfirmed: 'doors that have not confirmed',
  updates_missing: 'updates that Entra does not send',
  token_ending: 'a token that runs out',
  token_ended: 'a token that has ended',
}

function placeOf(item: NeedsYouItem) {
  switch (item.kind) {
    case 'conflict':
      return { subject: { kind: 'employee', id: item.person.id } } as const
    case 'key_lost':
    case 'card_asked':
    case 'returned':
      return { subject: { kind: 'employee', id: item.employeeId } } as const
    case 'no_rules':
    case 'no_match':
      return { propertyId: item.propertyId }
    case 'rule_broken':
      return {
        subject: { kind: 'rule', id: item.ruleId },
        propertyId: item.propertyId,
      } as const
    default:
      return {}
  }
}
