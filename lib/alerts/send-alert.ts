import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { alerts, doors, employees, grants, memberships, organizations, users } from '@/db/schema'
import { renderEmail } from '@/lib/email/render-email'
import type { Reader } from '@/lib/email/speech'
import { adminAlertTemplate } from '@/lib/email/templates/admin-alert'
import { deliverEmail, keepEmail } from '@/lib/invitations/deliver-email'
import { contextOf, type EmailMessage } from '@/lib/invitations/email-context'
import { readerOf } from '@/lib/invitations/reader-of'
import { env } from '@/lib/platform/env'
import { pathOf } from './cause'

const payloadSchema = z.object({ alertId: z.string(), userId: z.string(), fixed: z.boolean() })

const dataSchema = z.object({
  count: z.object({ what: z.enum(['people', 'requests', 'hours', 'doors']), number: z.number() }),
  days: z.number(),
  detail: z.string(),
})

/** Writes to one administrator about one trouble, as it is by now, in their language. */
export async function sendAlert(db: Db, message: EmailMessage, now: Date): Promise<void> {
  const { alertId, userId, fixed } = payloadSchema.parse(message.payload)
  const ctx = contextOf(db, message, { now })
  const [alert] = await db
    .select()
    .from(alerts)
    .where(and(eq(alerts.organizationId, ctx.organizationId), eq(alerts.id, alertId)))
  const admin = await readAdministrator(ctx, userId)
  // A trouble that was over before anybody heard of it is told as over alone.
  if (!alert || !admin || fixed !== (alert.fixedAt !== null)) return
  const email = await renderEmail(
    adminAlertTemplate,
    {
      kind: alert.kind,
      fixed,
      organization: admin.organization,
      since: alert.since,
      people: await peopleWithDoors(ctx),
      doors: await db.$count(doors, eq(doors.organizationId, ctx.organizationId)),
      ...dataSchema.parse(alert.data),
      url: `${env().appUrl}${pathOf[alert.kind]}`,
    },
    admin.reader,
  )
  const { organizationId } = ctx
  const envelope = { organizationId, employeeId: null, sender: null, replyTo: null }
  await keepEmail(db, { messageId: message.id, ...envelope, to: admin.email, email }, now)
  await deliverEmail(db, message.id, { now })
}

async function readAdministrator(
  ctx: Context,
  userId: string,
): Promise<{ email: string; organization: string; reader: Reader } | undefined> {
  const [admin] = await ctx.db
    .select({ email: users.email, organization: organizations.name })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .where(and(eq(memberships.organizationId, ctx.organizationId), eq(memberships.userId, userId)))
  return admin && { ...admin, reader: await readerOf(ctx, admin.email) }
}

/** Whoever may open something today: the people whom trouble with the directory reaches. */
async function peopleWithDoors(ctx: Context): Promise<number> {
  const rows = await ctx.db
    .selectDistinct({ id: grants.employeeId })
    .from(grants)
    .innerJoin(
      employees,
      and(
        eq(employees.organizationId, grants.organizationId),
        eq(employees.id, grants.employeeId),
        eq(employees.active, true),
        isNull(employees.deletedAt),
      ),
    )
    .where(eq(grants.organizationId, ctx.organizationId))
  return rows.length
}
