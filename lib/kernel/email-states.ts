/**
 * Waiting: rendered, not handed over yet. Held: a property in quiet mode keeps it. Kept: no
 * provider is configured, the product's own outbox is the mailbox. Sent: the provider has it.
 * Delayed, delivered, bounced, complained: what the provider told afterwards. Suppressed: the
 * address bounced or complained before, so nothing was sent. Failed: the provider refused it for
 * good, or could not be reached for as long as we try.
 */
export const emailStates = [
  'waiting',
  'held',
  'kept',
  'sent',
  'delayed',
  'delivered',
  'bounced',
  'complained',
  'suppressed',
  'failed',
] as const
export type EmailState = (typeof emailStates)[number]
