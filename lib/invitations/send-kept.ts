import { z } from 'zod'
import type { Db } from '@/db/client'
import { deliverEmail } from './deliver-email'
import type { EmailMessage } from './email-context'

const payloadSchema = z.object({ emailId: z.string() })

/** Sends an e-mail whose exact copy is kept already. */
export async function sendKept(db: Db, message: EmailMessage, now: Date): Promise<void> {
  await deliverEmail(db, payloadSchema.parse(message.payload).emailId, { now })
}
