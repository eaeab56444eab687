import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { employees, memberships, users } from '@/db/schema'
import { renderEmail } from '@/lib/email/render-email'
import type { Reader } from '@/lib/email/speech'
import { signInLinkTemplate } from '@/lib/email/templates/sign-in-link'
import { chooseLanguage } from '@/lib/kernel/languages'
import { nameKey } from '@/lib/kernel/name-key'
import { unseal } from '@/lib/platform/seal'
import { deliverEmail, keepEmail } from './deliver-email'

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
  const email = await renderEmail(signInLinkTemplate, { url }, await readerOf(db, to))
  const nobodysYet = { organizationId: null, employeeId: null, sender: null, replyTo: null }
  await keepEmail(db, { messageId: message.id, ...nobodysYet, to, email }, now)
  await deliverEmail(db, message.id, { now })
}

/** Administrators whom their own organisation's directory knows are written to in their language. */
async function readerOf(db: Db, email: string): Promise<Reader> {
  const [known] = await db
    .select({ preferredLanguage: employees.preferredLanguage })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .innerJoin(
      employees,
      and(
        eq(employees.organizationId, memberships.organizationId),
        eq(employees.primaryEmailKey, nameKey(email)),
      ),
    )
    .where(eq(users.email, email))
    .limit(1)
  return { language: chooseLanguage(known?.preferredLanguage ?? null, 'en'), timeZone: 'UTC' }
}
