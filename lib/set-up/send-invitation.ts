import { and, eq, gt, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { organizations, setupInvitations } from '@/db/schema'
import { renderEmail } from '@/lib/email/render-email'
import { setUpInvitationTemplate } from '@/lib/email/templates/set-up-invitation'
import { deliverEmail, keepEmail } from '@/lib/invitations/deliver-email'
import { contextOf, type EmailMessage } from '@/lib/invitations/email-context'
import { readerOf } from '@/lib/invitations/reader-of'
import { linkTokenOf, setUpUrl } from './link'

const payloadSchema = z.object({ invitationId: z.string() })

/** Writes to the colleague, unless the invitation was withdrawn before it left. */
export async function sendSetUpInvitation(db: Db, message: EmailMessage, now: Date): Promise<void> {
  const { invitationId } = payloadSchema.parse(message.payload)
  const ctx = contextOf(db, message, { now })
  const { organizationId } = ctx
  const [invitation] = await db
    .select({
      to: setupInvitations.email,
      note: setupInvitations.note,
      invitedBy: setupInvitations.invitedBy,
      worksUntil: setupInvitations.expiresAt,
      organization: organizations.name,
    })
    .from(setupInvitations)
    .innerJoin(organizations, eq(organizations.id, setupInvitations.organizationId))
    .where(
      and(
        eq(setupInvitations.organizationId, organizationId),
        eq(setupInvitations.id, invitationId),
        isNull(setupInvitations.endedAt),
        gt(setupInvitations.expiresAt, now),
      ),
    )
  if (!invitation) return
  const { to, ...words } = invitation
  const data = { ...words, url: setUpUrl(linkTokenOf(invitationId)) }
  const email = await renderEmail(setUpInvitationTemplate, data, await readerOf(ctx, to))
  const envelope = { organizationId, employeeId: null, sender: null, replyTo: null }
  await keepEmail(db, { messageId: message.id, ...envelope, to, email }, now)
  await deliverEmail(db, message.id, { now })
}
