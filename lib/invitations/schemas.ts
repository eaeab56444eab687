/** Shapes that the browser and the server share. */

/** So many e-mails of an organisation leave in a minute, unless it says otherwise. */
export const EMAILS_PER_MINUTE_DEFAULT = 100
