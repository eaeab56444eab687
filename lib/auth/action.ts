import type { z } from 'zod'
import type { RoleKey } from '@/db/schema'
import { isAppError } from '@/lib/kernel/errors'
import { newId } from '@/lib/kernel/ids'
import { type WithProgress, withProgress } from '@/lib/kernel/progress'
import { type ActionResult, done, refused } from '@/lib/kernel/result'
import { describeError, log } from '@/lib/platform/log'
import { requireFreshSignIn } from './fresh-sign-in'
import { rethrowNavigation } from './navigation'
import { type AdminSession, requireAdmin } from './session'

/**
 * The border of every server action: authorises, parses what the browser sent, runs `work`, and
 * turns what it throws into sentences. An unexpected error is logged under the reference that the
 * person sees; the sentence promises that nothing was changed, which holds because verbs run in
 * one transaction. `fresh` is for what removes access, deletes, or shows a secret.
 */
export async function adminAction<S extends z.ZodType, T>(
  schema: S,
  input: unknown,
  { role, fresh = false }: { role?: RoleKey; fresh?: boolean },
  work: (session: AdminSession, value: z.output<S>) => Promise<T>,
): Promise<ActionResult<T>> {
  try {
    const session = await requireAdmin(role)
    const parsed = schema.safeParse(input)
    if (!parsed.success) return refused('Some fields need another look.', fieldErrors(parsed.error))
    if (fresh) requireFreshSignIn(session)
    return done(await work(session, parsed.data))
  } catch (error) {
    rethrowNavigation(error)
    return refusalOf(error)
  }
}

/**
 * The same border for work that takes long and tells how far it is: once the work has begun, the
 * browser is answered with its progress and, at the end, with what `adminAction` returns.
 */
export async function adminActionWithProgress<S extends z.ZodType, P, T>(
  schema: S,
  input: unknown,
  needs: { role?: RoleKey; fresh?: boolean },
  work: (session: AdminSession, value: z.output<S>, tell: (progress: P) => void) => Promise<T>,
): Promise<WithProgress<P, ActionResult<T>>> {
  const begun = Promise.withResolvers<void>()
  const told = withProgress<P, ActionResult<T>>((tell) =>
    adminAction(schema, input, needs, (session, value) => {
      begun.resolve()
      return work(session, value, tell)
    }),
  )
  // Next tells that somebody must sign in by throwing, and hears it only before it has an answer.
  await Promise.race([begun.promise, told.answer])
  return told
}

/** The first sentence for each field, keyed by its path as react-hook-form names it. */
export function fieldErrors(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) fields[issue.path.join('.')] ??= issue.message
  return fields
}

export function refusalOf(error: unknown): ActionResult<never> {
  if (isAppError(error)) {
    if (error.code === 'sign_in_again') {
      return { ok: false, message: error.message, signInAgain: true }
    }
    return refused(error.message, error.field ? { [error.field]: error.message } : undefined)
  }
  const reference = newId('request')
  log.error('A server action failed.', { reference, ...describeError(error) })
  return refused(`Something went wrong on our side (reference ${reference}). Nothing was changed.`)
}
