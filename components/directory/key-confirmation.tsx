import { Time } from '@/components/ui/time'
import type { KeyConfirmation } from '@/lib/doors/schemas'
import { counted } from '@/lib/kernel/words'
import { nameList } from './directory-words'

/** Whether the doors know that a key was stopped: a controller that asked since decides by what is so now. */
export function KeyConfirmed({
  confirmation: { controllers, silent },
  timeZone,
}: {
  confirmation: KeyConfirmation
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
