import { reasonWord } from '@/components/emails/email-words'
import { StatusBadge } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import type { EmployeeKey, KeyMove, KeyState } from '@/lib/directory/schemas'
import { keyWords } from './directory-words'

/** What brings a key to a state, where nothing more is known of it. */
const usualCauses: Record<KeyState, string> = {
  waiting: 'The rules give this key; its e-mail waits for others of the same person.',
  sent: 'Its e-mail left.',
  delivered: 'The e-mail reached the mailbox.',
  opened: 'Somebody opened the page of the link.',
  active: 'Continue was pressed on the phone.',
  suspended: 'It opens nothing for now.',
  bounced: 'The e-mail did not arrive.',
  expired: 'The link was not used in time.',
  revoked: 'It opens nothing any more.',
}

/** Why a key is in this state, as a sentence. */
export function causeOf({ state, cause }: Omit<KeyMove, 'at'>): string {
  if (cause === null) return usualCauses[state]
  return state === 'bounced' ? reasonWord(cause) : cause
}

/** Every state that a key came to, newest first, each with its own time and cause. */
export function KeyMoves({ mobileKey: key }: { mobileKey: EmployeeKey }) {
  return (
    <details className="mt-1 whitespace-normal">
      <summary className="w-fit cursor-pointer text-ink-soft">How it came to this</summary>
      <ol aria-label={`States of the key at ${key.property}`} className="mt-2 grid gap-2">
        {key.moves.toReversed().map((move) => (
          <li key={`${move.at.toISOString()} ${move.state}`} className="grid gap-0.5">
            <span className="flex flex-wrap items-baseline gap-x-2">
              <StatusBadge tone={keyWords[move.state].tone}>
                {keyWords[move.state].word}
              </StatusBadge>
              <span className="text-ink-soft">
                <Time at={move.at} timeZone={key.timeZone} />
              </span>
            </span>
            <span className="max-w-80 text-ink-soft">{causeOf(move)}</span>
          </li>
        ))}
      </ol>
    </details>
  )
}
