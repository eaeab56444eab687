import { Time } from '@/components/ui/time'
import type { KeyConfirmation } from '@/lib/doors/schemas'
import { counted } from '@/lib/kernel/words'
import { nameList } from './directory-words'

/** Whether the doors know that a key was stopped: a controller that asked since decides by what is so now. */
export function KeyConfirmed({
  confirmation: { controllers, silent },
  timeZone,
}: {
  confirmation: Omit<KeyConfirmation, 'keyId'>
  timeZone: string
}) {
  const [first] = silent
  if (!first) {
    return <p className="text-ink-soft">Confirmed by {counted(controllers, 'door controller')}.</p>
  }
  const names = nameList(silent.map((one) => one.controller))
  return (
    <p className="max-w-80 whitespace-normal">
      Still to confirm: {names}, last heard <Time at={first.lastHeardAt} timeZone={timeZone} />.{' '}
      {silent.length === 1
        ? 'Its doors may still admit this key until it asks again.'
        : 'Their doors may still admit this key until they ask again.'}
    </p>
  )
}

/** The same of everything that a person had. */
export function EndConfirmed({
  confirmations,
  timeZone,
}: {
  confirmations: KeyConfirmation[]
  timeZone: string
}) {
  if (confirmations.length === 0) return null
  const all = confirmations.flatMap((one) => one.silent)
  const silent = [...new Map(all.map((one) => [one.controller, one])).values()]
  if (silent.length === 0) return <p>Confirmed by the door controllers of every key.</p>
  return <KeyConfirmed confirmation={{ controllers: silent.length, silent }} timeZone={timeZone} />
}
