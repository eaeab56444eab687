import { keySpeech } from '@/components/keys/words/speech'
import { type AppErrorCode, isAppError } from '@/lib/kernel/errors'
import { newId } from '@/lib/kernel/ids'
import { type ActionResult, refused } from '@/lib/kernel/result'
import { describeError, log } from '@/lib/platform/log'
import { keyLanguage } from './key-language'

/** What has refusals of its own. */
export type KeyRefusals = 'phone'

/** Verbs refuse in English; the person reads why in the language of the page. */
export async function keyRefusal(
  token: string,
  error: unknown,
  about?: KeyRefusals,
): Promise<ActionResult<never>> {
  const { words } = keySpeech(await keyLanguage(token))
  const { other, ...known } = words.refusals
  const sentences: Partial<Record<AppErrorCode, string>> = {
    ...known,
    ...(about && words[about].refusals),
  }
  const sentence = isAppError(error) ? sentences[error.code] : undefined
  if (isAppError(error) && sentence) {
    return refused(sentence, error.field ? { [error.field]: sentence } : undefined)
  }
  const reference = newId('request')
  log.error('A press on the page of a key failed.', { reference, ...describeError(error) })
  return refused(other(reference))
}
