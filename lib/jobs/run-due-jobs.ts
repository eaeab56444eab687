import type { Db } from '@/db/client'
import { KEY_INVITATION } from '@/lib/invitations/invite'
import { sendInvitation } from '@/lib/invitations/send-invitation'
import { SIGN_IN_LINK, sendSignInLink } from '@/lib/invitations/send-sign-in-link'
import { type ClaimedMessage, drain } from '@/lib/outbox/drain'
import { describeError } from '@/lib/platform/log'
import { pruneLogsWhenDue } from './prune-logs'

type Handler = (db: Db, message: ClaimedMessage, now: Date) => Promise<void>

/** Every topic of the outbox and what is done about it. */
const handlers: Record<string, Handler> = {
  [KEY_INVITATION]: sendInvitation,
  [SIGN_IN_LINK]: sendSignInLink,
}

/** Does everything that is due now. Returns how many messages were handled. */
export async function runDueJobs(db: Db, now: () => Date = () => new Date()): Promise<number> {
  const handled = await drain(db, {
    now,
    describe: (error) => JSON.stringify(describeError(error)),
    handle: async (message) => {
      const handler = Object.hasOwn(handlers, message.topic) ? handlers[message.topic] : undefined
      if (!handler) throw new Error(`no handler for the topic ${message.topic}`)
      await handler(db, message, now())
    },
  })
  await pruneLogsWhenDue(db, now())
  return handled
}
