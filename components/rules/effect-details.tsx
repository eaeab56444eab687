'use client'

import { KeyRound, Mail, UserRoundCog } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Segmented } from '@/components/ui/segmented'
import type { AccessEffect } from '@/lib/access/schemas'
import { counted, numeral } from '@/lib/kernel/words'
import { ChangedByPerson } from './changed-by-person'
import { Gain, Lose } from './gain-and-lose'
import type { OtherPeople } from './use-changed-people'

const views = [
  { value: 'people', label: 'By person' },
  { value: 'doors', label: 'By door' },
] as const

/** What a change would do, in numbers, then by name: gain and lose, roles, keys and e-mails. */
export function EffectDetails({
  effect,
  others,
}: {
  effect: AccessEffect
  /** Finds people beyond those that the preview names; without it they are counted. */
  others?: OtherPeople
}) {
  const [shown, setShown] = useState<'people' | 'doors'>('people')
  if (effect.peopleCount === 0) {
    return <p className="text-small text-ink-soft">Nobody’s doors, role or key would change.</p>
  }
  return (
    <div className="grid gap-3">
      <EffectNumbers effect={effect} />
      <Segmented label="Show changes" choices={views} value={shown} onValueChange={setShown} />
      {shown === 'people' ? (
        <ChangedByPerson effect={effect} others={others} />
      ) : (
        <ByDoor effect={effect} />
      )}
    </div>
  )
}

function EffectNumbers({ effect }: { effect: AccessEffect }) {
  const numbers: { name: string; count: number; icon: ReactNode }[] = [
    { name: 'gain doors', count: effect.gain, icon: <Gain /> },
    { name: 'lose doors', count: effect.lose, icon: <Lose /> },
    {
      name: 'change role',
      count: effect.roles,
      icon: <UserRoundCog size={15} strokeWidth={1.75} aria-hidden />,
    },
    {
      name: 'get a key',
      count: effect.keysIssued,
      icon: <KeyRound size={15} strokeWidth={1.75} aria-hidden />,
    },
    {
      name: 'lose their key',
      count: effect.keysRevoked,
      icon: <KeyRound size={15} strokeWidth={1.75} className="text-lose" aria-hidden />,
    },
    {
      name: effect.emailsHeld
        ? 'get an e-mail, which waits while the property is in quiet mode'
        : 'get an e-mail',
      count: effect.emails,
      icon: <Mail size={15} strokeWidth={1.75} aria-hidden />,
    },
  ]
  return (
    <ul aria-label="In numbers" className="flex flex-wrap gap-x-4 gap-y-1">
      {numbers
        .filter(({ name, count }) => count > 0 || name.endsWith('doors'))
        .map(({ name, count, icon }) => (
          <li key={name} className="inline-flex items-center gap-1.5">
            {icon}
            <span>
              <strong className="font-semibold tabular-nums">{numeral(count)}</strong> {name}
            </span>
          </li>
        ))}
    </ul>
  )
}

function ByDoor({ effect }: { effect: AccessEffect }) {
  if (effect.doors.length === 0) {
    return <p className="text-small text-ink-soft">No door opens for more or for fewer people.</p>
  }
  return (
    <ul aria-label="Changes by door" className="grid">
      {effect.doors.map(({ id, door, gain, lose }) => (
        <li key={id} className="flex items-center gap-3 border-b py-1.5 last:border-b-0">
          <span className="min-w-0 grow truncate">{door}</span>
          <span className="inline-flex items-center gap-1 text-small whitespace-nowrap text-ink-soft tabular-nums">
            <Gain /> {counted(gain, 'gains', 'gain')}
          </span>
          <span className="inline-flex items-center gap-1 text-small whitespace-nowrap text-ink-soft tabular-nums">
            <Lose /> {counted(lose, 'loses', 'lose')}
          </span>
        </li>
      ))}
    </ul>
  )
}
