import { keySpeech } from '@/components/keys/words/speech'
import { type AppErrorCode, isAppError } from '@/lib/kernel/errors'
import { newId } from '@/lib/kernel/ids'
import { type ActionResult, refused } from '@/lib/kernel/result'
import { describeError, log } from '@/lib/platform/log'
import { keyLanguage } from './key-language'

/** Verbs refuse in English; the person reads why in the language of the page. */
export async function keyRefusal(token: string, error: unknown): Promise<ActionResult<never>> {
  const { other, ...known } = keySpeech(await keyLanguage(token)).words.refusals
  const sentences: Partial<Record<AppErrorCode, string>> = known
  const sentence = isAppError(error) ? sentences[error.code] : undefined
  if (sentence) return refused(sentence)
  const reference = newId('request')
  log.error('A press on the page of a key failed.', { reference, ...describeError(error) })
  return refused(other(reference))
}
