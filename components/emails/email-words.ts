import type { Tone } from '@/components/ui/status'
import type { EmailState } from '@/lib/kernel/email-states'

export const stateWords: Record<EmailState, { word: string; tone: Tone }> = {
  waiting: { word: 'Being sent', tone: 'waiting' },
  held: { word: 'Held, quiet mode', tone: 'waiting' },
  kept: { word: 'In the outbox', tone: 'neutral' },
  sent: { word: 'Sent', tone: 'healthy' },
  delayed: { word: 'Delayed', tone: 'waiting' },
  delivered: { word: 'Delivered', tone: 'healthy' },
  bounced: { word: 'Bounced', tone: 'attention' },
  complained: { word: 'Marked as spam', tone: 'attention' },
  suppressed: { word: 'Not sent', tone: 'attention' },
  failed: { word: 'Failed', tone: 'attention' },
}

/** Names of templates as people say them; `key-invitation` of an older installation still reads. */
const templateNames: Record<string, string> = {
  'key-invitation': 'Key invitation',
  'key-reminder': 'Reminder',
  'access-changed': 'Access changed',
  'access-ended': 'Access ended',
  'key-revoked': 'Key switched off',
  'new-phone': 'New phone',
  'email-changed': 'New e-mail address',
  'sign-in-link': 'Sign-in link',
  'admin-alert': 'Alert',
  'set-up-invitation': 'Set-up invitation',
  'site-contact': 'Site contact',
}

export function templateWord(template: string): string {
  return templateNames[template] ?? template.replaceAll(/[-_.]/g, ' ')
}

/** The provider's codes (Resend, bounce types and API errors) as sentences that say what to do. */
const reasons: Record<string, string> = {
  'bounce:permanent':
    'The mail server says that there is no such mailbox. Check the address in Entra.',
  'bounce:transient':
    'The mail server would not take it, perhaps because the mailbox is full. Try again later.',
  'bounce:undetermined':
    'The mail server refused it without saying why. Check the address in Entra.',
  'bounce:suppressed':
    'The mail provider sends nothing to this address, because it bounced or complained before.',
  complaint: 'The person, or their mail server, marked it as spam. Ask before you send again.',
  suppressed:
    'Nothing was sent: this address bounced or complained before. Lift that under E-mails to send again.',
  provider_failed: 'The mail provider could not send it. Look at its own log, then send again.',
  gave_up: 'The mail provider could not be reached for hours. Try again.',
  validation_error: 'The mail provider did not accept the address.',
  invalid_parameter: 'The mail provider did not accept the address.',
  missing_required_field: 'The mail provider found the e-mail incomplete.',
  invalid_from_address: 'The mail provider does not accept the sender’s address. Check EMAIL_FROM.',
  invalid_idempotent_request: 'The mail provider had taken another e-mail under the same key.',
}

export function reasonWord(code: string): string {
  return reasons[code] ?? `The mail provider answered ${code}.`
}
