import { z } from 'zod'
import type { Db } from '@/db/client'
import { renderEmail } from '@/lib/email/render-email'
import { signInLinkTemplate } from '@/lib/email/sign-in-link'
import { unseal } from '@/lib/platform/seal'
import { deliverEmail, hasLeft } from './email-rows'

export const SIGN_IN_LINK = 'sign-in-link'

const payloadSchema = z.object({ sealed: z.string() })
const linkSchema = z.object({ email: z.string(), url: z.string() })

/** Sends the link with which somebody signs in; it waited encrypted, because it is a secret. */
export async function sendSignInLink(
  db: Db,
  message: { id: string; payload: unknown },
  now: Date,
): Promise<void> {
  if (await hasLeft(db, message.id)) return
  const { sealed } = payloadSchema.parse(message.payload)
  const { email, url } = linkSchema.parse(JSON.parse(unseal('email', sealed)))
  const rendered = await renderEmail(signInLinkTemplate, { url })
  await deliverEmail(db, rendered, {
    messageId: message.id,
    organizationId: null,
    employeeId: null,
    to: email,
    now,
  })
}
