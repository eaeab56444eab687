import { and, asc, eq, sql } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { emailPace, emailSettings, memberships, outboxMessages, roles, users } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import type { EmailSettingsInput, EmailSettingsView } from '@/lib/email/schemas'
import { AppError } from '@/lib/kernel/errors'
import { momentOfWallTime, wallTimeAt } from '@/lib/kernel/zoned-time'
import { readHomeZone } from './reader-of'
import { EMAILS_PER_MINUTE_DEFAULT } from './schemas'
import { KEY_INVITATION } from './topics'

/** One reader of an alert may be ill, or the one who has left (product.md 5.2). */
const RECIPIENTS_MIN = 2

export async function readEmailSettings(ctx: Context): Promise<EmailSettingsView> {
  const [settings] = await ctx.db
    .select()
    .from(emailSettings)
    .where(eq(emailSettings.organizationId, ctx.organizationId))
  const administrators = await listAdministrators(ctx)
  const timeZone = await readHomeZone(ctx)
  const ids = new Set(administrators.map(({ id }) => id))
  return {
    perMinute: String(settings?.perMinute ?? EMAILS_PER_MINUTE_DEFAULT),
    invitationsFrom: settings?.invitationsFrom
      ? wallTimeAt(settings.invitationsFrom, timeZone)
      : '',
    timeZone,
    tellLeavers: settings?.tellLeavers ?? true,
    alertUserIds: (settings?.alertUserIds ?? []).filter((id) => ids.has(id)),
    administrators,
  }
}

/**
 * Throws invalid at `alertUserIds` when fewer than two are chosen though there are two. What waits
 * for a place was given it by the old settings, so it is given another.
 */
export async function saveEmailSettings(ctx: Context, input: EmailSettingsInput): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const values = {
      perMinute: Number(input.perMinute),
      invitationsFrom: input.invitationsFrom
        ? momentOfWallTime(input.invitationsFrom, await readHomeZone(tx))
        : null,
      tellLeavers: input.tellLeavers,
      alertUserIds: await readersOf(tx, input.alertUserIds),
    }
    const { organizationId } = tx
    await tx.db
      .insert(emailSettings)
      .values({ organizationId, ...values })
      .onConflictDoUpdate({ target: emailSettings.organizationId, set: values })
    await givePlacesAnew(tx)
    await recordActivity(tx, [{ kind: 'email.settings', data: {} }])
  })
}

/** Who gets alerts, and nothing else of the settings. Throws invalid as the above does. */
export async function saveAlertReaders(ctx: Context, userIds: string[]): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const { organizationId } = tx
    const alertUserIds = await readersOf(tx, userIds)
    const defaults = { perMinute: EMAILS_PER_MINUTE_DEFAULT, tellLeavers: true }
    await tx.db
      .insert(emailSettings)
      .values({ organizationId, ...defaults, alertUserIds })
      .onConflictDoUpdate({ target: emailSettings.organizationId, set: { alertUserIds } })
    await recordActivity(tx, [{ kind: 'email.settings', data: {} }])
  })
}

/** Null: every Global Admin. Whoever is no administrator here is left out. */
async function readersOf(tx: Context, userIds: string[]): Promise<string[] | null> {
  const administrators = await listAdministrators(tx)
  const chosen = administrators.filter(({ id }) => userIds.includes(id))
  if (chosen.length > 0 && chosen.length < Math.min(RECIPIENTS_MIN, administrators.length)) {
    throw new AppError(
      'invalid',
      'Choose at least two people, or nobody for every Global Admin.',
      'alertUserIds',
    )
  }
  return chosen.length > 0 ? chosen.map(({ id }) => id) : null
}

async function givePlacesAnew(tx: Context): Promise<void> {
  await tx.db.delete(emailPace).where(eq(emailPace.organizationId, tx.organizationId))
  await tx.db
    .update(outboxMessages)
    .set({ runAt: tx.now, payload: sql`${outboxMessages.payload} - 'place'` })
    .where(
      and(
        eq(outboxMessages.organizationId, tx.organizationId),
        eq(outboxMessages.topic, KEY_INVITATION),
        sql`${outboxMessages.payload} ? 'place'`,
        sql`${outboxMessages.doneAt} is null and ${outboxMessages.deadAt} is null`,
      ),
    )
}

async function listAdministrators(ctx: Context): Promise<EmailSettingsView['administrators']> {
  const rows = await ctx.db
    .select({ id: users.id, name: users.name, email: users.email, role: roles.name })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .innerJoin(
      roles,
      and(eq(roles.organizationId, memberships.organizationId), eq(roles.id, memberships.roleId)),
    )
    .where(eq(memberships.organizationId, ctx.organizationId))
    .orderBy(asc(memberships.createdAt), asc(users.id))
  return rows.map(({ id, name, email, role }) => ({ id, name: name ?? email, role }))
}
