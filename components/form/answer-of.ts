import type { ActionResult } from '@/lib/kernel/result'

/** A command may be lost on its way, and as well only the answer to it. */
const NO_ANSWER = 'Sequr did not answer. Reload the page to see whether it was done.'

/**
 * A lost connection in words, instead of a page that fails; the framework's own signals pass through.
 * `sentence` says what the person can do, where there is more to say.
 */
export async function answerOf<T>(
  asked: Promise<ActionResult<T>>,
  sentence = NO_ANSWER,
): Promise<ActionResult<T>> {
  try {
    return await asked
  } catch (error) {
    if (isRedirect(error)) throw error
    return { ok: false, message: sentence }
  }
}

function isRedirect(error: unknown): boolean {
  return error instanceof Error && 'digest' in error && String(error.digest).startsWith('NEXT_')
}
