import { Resend } from 'resend'
import { z } from 'zod'
import type { EmailState } from '@/lib/kernel/email-states'
import { MESSAGE_TAG } from './send-email'

/** What the provider tells of one e-mail. */
export interface EmailEvent {
  /** Ours, from the tag; undefined for an e-mail that left before there were tags. */
  messageId: string | undefined
  providerId: string
  state: EmailState
  /** Why it did not arrive; words for each code stand in components/emails/email-words.ts. */
  error: string | null
  at: Date
}

export type Webhook =
  | { kind: 'forged' }
  /** Genuine, and nothing that we follow: opened and clicked are, for one, never asked for. */
  | { kind: 'other' }
  | { kind: 'event'; event: EmailEvent }

/** Tags come back as an object; older webhooks send the list that was given. */
const tagsSchema = z
  .union([
    z.record(z.string(), z.string()),
    z
      .array(z.object({ name: z.string(), value: z.string() }))
      .transform((tags) => Object.fromEntries(tags.map(({ name, value }) => [name, value]))),
  ])
  .optional()

const eventSchema = z.object({
  type: z.string(),
  created_at: z.coerce.date(),
  data: z.object({
    email_id: z.string(),
    tags: tagsSchema,
    bounce: z.object({ type: z.string().optional() }).optional(),
  }),
})

const BOUNCE_TYPES = ['permanent', 'transient', 'undetermined']

/**
 * Verifies the signature (Svix: HMAC-SHA256 over id, timestamp and the raw body, at most five
 * minutes old) and reads what it vouches for. A bounce or a complaint is the provider's word about
 * a person, so an unsigned one changes nothing.
 */
export function readWebhook(body: string, headers: Headers, secret: string): Webhook {
  const payload = verified(body, headers, secret)
  if (payload === undefined) return { kind: 'forged' }
  const parsed = eventSchema.safeParse(payload)
  if (!parsed.success) return { kind: 'other' }
  const { type, created_at: at, data } = parsed.data
  const outcome = outcomeOf(type, data.bounce?.type)
  if (!outcome) return { kind: 'other' }
  const messageId = data.tags?.[MESSAGE_TAG]
  return { kind: 'event', event: { messageId, providerId: data.email_id, at, ...outcome } }
}

function verified(body: string, headers: Headers, webhookSecret: string): unknown {
  try {
    // Verifying needs no account; the library asks for a key all the same.
    return new Resend('unused').webhooks.verify({
      payload: body,
      headers: {
        id: headers.get('svix-id') ?? '',
        timestamp: headers.get('svix-timestamp') ?? '',
        signature: headers.get('svix-signature') ?? '',
      },
      webhookSecret,
    })
  } catch {
    return undefined
  }
}

function outcomeOf(
  type: string,
  bounce: string | undefined,
): Pick<EmailEvent, 'state' | 'error'> | undefined {
  switch (type) {
    case 'email.delivered':
      return { state: 'delivered', error: null }
    case 'email.delivery_delayed':
      return { state: 'delayed', error: null }
    case 'email.bounced':
      return { state: 'bounced', error: `bounce:${bounceType(bounce)}` }
    case 'email.suppressed':
      return { state: 'bounced', error: 'bounce:suppressed' }
    case 'email.complained':
      return { state: 'complained', error: 'complaint' }
    case 'email.failed':
      return { state: 'failed', error: 'provider_failed' }
    default:
      return undefined
  }
}

function bounceType(type: string | undefined): string {
  const folded = type?.toLowerCase() ?? ''
  return BOUNCE_TYPES.includes(folded) ? folded : 'undetermined'
}
