/** The topics of the outbox that end in an e-mail; `lib/jobs` knows what is done about each. */
export const KEY_INVITATION = 'key-invitation'
export const KEY_REMINDER = 'key-reminder'
export const NEW_PHONE = 'new-phone'
export const EMAIL_CHANGED = 'email-changed'
export const KEY_REVOKED = 'key-revoked'
export const ACCESS_NOTICE = 'access-notice'
/** An e-mail that is kept already leaves, once more or at last. */
export const SEND_EMAIL = 'send-email'
/** Enqueued by lib/sign-in. */
export const SIGN_IN_LINK = 'sign-in-link'
