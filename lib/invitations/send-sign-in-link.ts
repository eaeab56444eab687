import { z } from 'zod'
import type { Db } from '@/db/client'
import { renderEmail } from '@/lib/email/render-email'
import { signInLinkTemplate } from '@/lib/email/sign-in-link'
import { unseal } from '@/lib/platform/seal'
import { deliverEmail, keepEmail } from './deliver-email'

/** Enqueued by lib/sign-in/auth.ts. */
export const SIGN_IN_LINK = 'sign-in-link'

const payloadSchema = z.object({ sealed: z.string() })
const linkSchema = z.object({ email: z.string(), url: z.string() })

/** Sends the link with which somebody signs in; it waited encrypted, because it is a secret. */
export async function sendSignInLink(
  db: Db,
  message: { id: string; payload: unknown },
  now: Date,
): Promise<void> {
  const { sealed } = payloadSchema.parse(message.payload)
  const { email: to, url } = linkSchema.parse(JSON.parse(unseal('email', sealed)))
  const email = await renderEmail(signInLinkTemplate, { url })
  const nobodysYet = { organizationId: null, employeeId: null }
  await keepEmail(db, { messageId: message.id, ...nobodysYet, to, email }, now)
  await deliverEmail(db, message.id, { now })
}
