import { Resend } from 'resend'
import { env } from '@/lib/platform/env'

export type SendResult =
  /** No provider is configured: the product's own outbox is the mailbox. */
  | { kind: 'kept' }
  | { kind: 'sent'; providerId: string }
  /** The provider says no and will say no again. */
  | { kind: 'refused'; reason: string }

/** The provider could not be asked, or asked to wait; trying again later is right. */
export class EmailNotSentError extends Error {
  /** What the provider asked for; 0 when it did not. */
  readonly retryAfterSeconds: number

  constructor(code: string, retryAfter?: string) {
    super(`the mail provider answered ${code}`)
    this.name = 'EmailNotSentError'
    this.retryAfterSeconds = Number.parseInt(retryAfter ?? '', 10) || 0
  }
}

/** A batch of the outbox fits into its lease with this for each of its messages. */
const TIME_LIMIT_MS = 15_000

/** The tag under which the provider tells us of which e-mail it speaks. */
export const MESSAGE_TAG = 'message'

/** Answers of the provider that no retry will change. */
const FINAL = new Set([
  'validation_error',
  'invalid_parameter',
  'missing_required_field',
  'invalid_from_address',
  'invalid_idempotent_request',
])

/** The exact copy of an e-mail, and its envelope. */
export interface OutgoingEmail {
  messageId: string
  to: string
  /** Null: the installation's own. */
  sender: string | null
  replyTo: string | null
  subject: string
  html: string
  text: string
}

/**
 * Sends one e-mail. The message's id is the provider's idempotency key, so sending it twice, after
 * a crash between sending and recording, delivers it once; as a tag it comes back with whatever
 * the provider tells of it later. Throws EmailNotSentError.
 */
export async function sendEmail({
  messageId,
  sender,
  replyTo,
  ...copy
}: OutgoingEmail): Promise<SendResult> {
  const { resend, emailFrom } = env()
  if (!resend) return { kind: 'kept' }
  const client = new Resend(resend.apiKey, resend.baseUrl ? { baseUrl: resend.baseUrl } : {})
  const { data, error, headers } = await withinTime(
    client.emails.send(
      {
        ...copy,
        from: sender ?? emailFrom,
        ...(replyTo ? { replyTo } : {}),
        tags: [{ name: MESSAGE_TAG, value: messageId }],
      },
      { idempotencyKey: messageId },
    ),
  )
  if (data) return { kind: 'sent', providerId: data.id }
  const code = error?.name ?? 'unknown'
  if (FINAL.has(code)) return { kind: 'refused', reason: code }
  throw new EmailNotSentError(code, headers?.['retry-after'])
}

/** The provider's library waits for ever; what it does afterwards counts under the same key. */
async function withinTime<T>(sending: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new EmailNotSentError('timeout')), TIME_LIMIT_MS)
  })
  return Promise.race([sending, late]).finally(() => clearTimeout(timer))
}
