'use client'

import { KeyRound, Mail, Minus, Plus, UserRoundCog } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Initials } from '@/components/ui/initials'
import { Segmented } from '@/components/ui/segmented'
import type { AccessEffect, PersonEffect } from '@/lib/access/schemas'
import { counted } from '@/lib/kernel/words'

const views = [
  { value: 'people', label: 'By person' },
  { value: 'doors', label: 'By door' },
] as const

/** What a change would do, in numbers, then by name: gain and lose, roles, keys and e-mails. */
export function EffectDetails({ effect }: { effect: AccessEffect }) {
  const [shown, setShown] = useState<'people' | 'doors'>('people')
  if (effect.peopleCount === 0) {
    return <p className="text-small text-ink-soft">Nobody’s doors, role or key would change.</p>
  }
  return (
    <div className="grid gap-3">
      <EffectNumbers effect={effect} />
      <Segmented label="Show changes" choices={views} value={shown} onValueChange={setShown} />
      {shown === 'people' ? <ByPerson effect={effect} /> : <ByDoor effect={effect} />}
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
      name: 'get an e-mail',
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
              <strong className="font-semibold tabular-nums">{count}</strong> {name}
            </span>
          </li>
        ))}
    </ul>
  )
}

function ByPerson({ effect }: { effect: AccessEffect }) {
  return (
    <div className="grid gap-2">
      <ul
        aria-label="Changes by person"
        tabIndex={0}
        className="grid max-h-80 content-start overflow-y-auto rounded-base"
      >
        {effect.people.map((person) => (
          <li key={person.id} className="flex items-start gap-2 border-b py-1.5 last:border-b-0">
            <Initials name={person.name} size={24} />
            <span className="min-w-0">
              <span className="block">{person.name}</span>
              <PersonChanges person={person} />
            </span>
          </li>
        ))}
      </ul>
      {effect.peopleCount > effect.people.length && (
        <p className="text-small text-ink-soft">
          and {effect.peopleCount - effect.people.length} more
        </p>
      )}
    </div>
  )
}

function PersonChanges({ person }: { person: PersonEffect }) {
  const { role } = person
  return (
    <span className="grid gap-0.5 text-small text-ink-soft">
      {person.gains.length > 0 && (
        <span className="inline-flex items-start gap-1">
          <Gain /> gains {person.gains.join(', ')}
        </span>
      )}
      {person.loses.length > 0 && (
        <span className="inline-flex items-start gap-1">
          <Lose /> loses {person.loses.join(', ')}
        </span>
      )}
      {role && (
        <span>
          role {role.before ?? 'none'} → {role.after ?? 'none'}
        </span>
      )}
      {person.key === 'issued' && (
        <span>gets a mobile key{person.email ? ' and an e-mail' : ''}</span>
      )}
      {person.key === 'revoked' && <span>mobile key ends</span>}
    </span>
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

function Gain() {
  return <Plus size={15} strokeWidth={2} className="mt-px shrink-0 text-gain" aria-hidden />
}

function Lose() {
  return <Minus size={15} strokeWidth={2} className="mt-px shrink-0 text-lose" aria-hidden />
}
