import { Check, X } from 'lucide-react'
import { counted } from '@/lib/kernel/words'
import type { WhyDoor, WhyPlace } from './why-places'

/** What a person has at one property, told door by door. */
export function DoorByDoor({ place, suspended }: { place: WhyPlace; suspended: boolean }) {
  const open = suspended ? 0 : place.doors.filter((door) => door.through.length > 0).length
  return (
    <details>
      <summary className="w-fit cursor-pointer">
        Door by door: opens {open} of {counted(place.doors.length, 'door')}
        {suspended && ' while the key is suspended'}
      </summary>
      <ul className="mt-2 grid gap-1 pl-4">
        {place.doors.map((door) => (
          <DoorLine key={door.id} door={door} suspended={suspended} />
        ))}
      </ul>
    </details>
  )
}

function DoorLine({
  door: { name, through, openedBy },
  suspended,
}: {
  door: WhyDoor
  suspended: boolean
}) {
  const given = through.length > 0
  const opens = given && !suspended
  const Icon = opens ? Check : X
  return (
    <li className="flex items-start gap-2">
      <Icon
        size={16}
        strokeWidth={2}
        aria-hidden
        className={`mt-0.5 shrink-0 ${opens ? 'text-gain' : 'text-lose'}`}
      />
      <span className="[overflow-wrap:anywhere]">
        <span className="font-medium">{name}</span>
        <span className="text-ink-soft">
          {opens && ` opens through ${through.join(', ')}`}
          {given && suspended && ` stays shut for now; ${through.join(', ')} opens it again`}
          {!given && openedBy.length > 0 && ` stays shut; ${openedBy.join(', ')} would open it`}
          {!given && openedBy.length === 0 && ' stays shut; no access group holds it'}
        </span>
      </span>
    </li>
  )
}
