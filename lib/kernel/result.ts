/** What a server action returns: it never throws across the wire and never returns rows. */
export type ActionResult<T = undefined> =
  | { ok: true; value: T }
  | {
      ok: false
      message: string
      fields?: Record<string, string>
      /** It can be done after signing in once more. */
      signInAgain?: true
    }

export function done(): ActionResult
export function done<T>(value: T): ActionResult<T>
export function done<T>(value?: T): ActionResult<T | undefined> {
  return { ok: true, value }
}

export function refused(message: string, fields?: Record<string, string>): ActionResult<never> {
  return fields ? { ok: false, message, fields } : { ok: false, message }
}
