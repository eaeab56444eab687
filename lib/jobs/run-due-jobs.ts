import type { Db } from '@/db/client'
import { settleDecisions } from '@/lib/access/over-time/settle-decisions'
import { sendAlert } from '@/lib/alerts/send-alert'
import { sendToSiteContact } from '@/lib/alerts/send-site-contact'
import { ADMIN_ALERT } from '@/lib/alerts/tell'
import { SITE_CONTACT } from '@/lib/alerts/tell-site-contact'
import { watchWhenDue } from '@/lib/alerts/watch'
import { sendEmailChangedNotice } from '@/lib/invitations/email-changed'
import { expireLinks } from '@/lib/invitations/expire-links'
import { giveUpOnEmail } from '@/lib/invitations/give-up'
import { sendKeyRevokedNotice } from '@/lib/invitations/key-revoked'
import { sendNewPhoneNotice } from '@/lib/invitations/new-phone'
import { sendAccessNotice } from '@/lib/invitations/send-access-notice'
import { sendInvitation } from '@/lib/invitations/send-invitation'
import { sendKept } from '@/lib/invitations/send-kept'
import { sendReminder } from '@/lib/invitations/send-reminder'
import { sendSignInLink } from '@/lib/invitations/send-sign-in-link'
import {
  ACCESS_NOTICE,
  EMAIL_CHANGED,
  KEY_INVITATION,
  KEY_REMINDER,
  KEY_REVOKED,
  NEW_PHONE,
  SEND_EMAIL,
  SIGN_IN_LINK,
} from '@/lib/invitations/topics'
import { type ClaimedMessage, drain } from '@/lib/outbox/drain'
import { describeError } from '@/lib/platform/log'
import { SET_UP_INVITATION } from '@/lib/set-up/invite-colleague'
import { sendSetUpInvitation } from '@/lib/set-up/send-invitation'
import { pruneLogsWhenDue } from './prune-logs'
import { runTimedRulesWhenDue } from './timed-rules'

type Handler = (db: Db, message: ClaimedMessage, now: Date) => Promise<void>

/** Every topic of the outbox and what is done about it. */
const handlers: Record<string, Handler> = {
  [KEY_INVITATION]: sendInvitation,
  [ACCESS_NOTICE]: sendAccessNotice,
  [KEY_REMINDER]: sendReminder,
  [NEW_PHONE]: sendNewPhoneNotice,
  [KEY_REVOKED]: sendKeyRevokedNotice,
  [EMAIL_CHANGED]: sendEmailChangedNotice,
  [ADMIN_ALERT]: sendAlert,
  [SITE_CONTACT]: sendToSiteContact,
  [SEND_EMAIL]: sendKept,
  [SIGN_IN_LINK]: sendSignInLink,
  [SET_UP_INVITATION]: sendSetUpInvitation,
}

/** Does everything that is due now. Returns how many messages were handled. */
export async function runDueJobs(db: Db, now: () => Date = () => new Date()): Promise<number> {
  await expireLinks(db, now())
  const handled = await drain(db, {
    now,
    describe: (error) => JSON.stringify(describeError(error)),
    handle: async (message) => {
      const handler = Object.hasOwn(handlers, message.topic) ? handlers[message.topic] : undefined
      if (!handler) throw new Error(`no handler for the topic ${message.topic}`)
      await handler(db, message, now())
    },
    onDead: (tx, message) => giveUpOnEmail(tx, message, now()),
  })
  await settleDecisions(db, now())
  await watchWhenDue(db, now())
  await pruneLogsWhenDue(db, now())
  await runTimedRulesWhenDue(db, now())
  return handled
}
