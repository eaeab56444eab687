import type { Db } from '@/db/client'
import type { Context } from '@/db/context'

/** A message of the outbox, as its handler is given it. */
export interface EmailMessage {
  id: string
  organizationId: string | null
  payload: unknown
}

/** E-mails are sent by the product itself, in the organisation that the message names. */
export function contextOf(
  db: Db,
  { organizationId }: Pick<EmailMessage, 'organizationId'>,
  { now, requestId }: { now: Date; requestId?: string | undefined },
): Context {
  if (!organizationId) throw new Error('this message belongs to an organisation')
  return {
    db,
    now,
    organizationId,
    actor: { kind: 'system', name: 'Sequr' },
    ...(requestId ? { requestId } : {}),
  }
}
