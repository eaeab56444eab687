'use client'

import { Button } from '@/components/ui/button'
import { Initials } from '@/components/ui/initials'
import { Callout } from '@/components/ui/status'
import { TextField } from '@/components/ui/text-field'
import type { AccessEffect, PersonEffect } from '@/lib/access/schemas'
import { counted, numeral } from '@/lib/kernel/words'
import { Gain, Lose } from './gain-and-lose'
import { type OtherPeople, useChangedPeople } from './use-changed-people'

/** Everybody to whom a change does anything, by name: the first at once, the others on demand. */
export function ChangedByPerson({
  effect,
  others,
}: {
  effect: AccessEffect
  others: OtherPeople | undefined
}) {
  if (effect.peopleCount <= effect.people.length) return <People people={effect.people} />
  if (others) return <AllPeople effect={effect} others={others} />
  return (
    <div className="grid gap-2">
      <People people={effect.people} />
      <p className="text-small text-ink-soft">
        and {counted(effect.peopleCount - effect.people.length, 'other')}, whom Preview and apply
        names
      </p>
    </div>
  )
}

function AllPeople({ effect, others }: { effect: AccessEffect; others: OtherPeople }) {
  const { search, setSearch, people, count, stale, refusal, pending, showMore } = useChangedPeople(
    effect,
    others,
  )
  return (
    <div className="grid gap-2">
      <TextField
        label="Find a person"
        type="search"
        autoComplete="off"
        className="sm:max-w-72"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        onKeyDown={(event) => {
          // It searches by itself; in a form of one field Enter would apply the change.
          if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) event.preventDefault()
        }}
      />
      {refusal && <Callout tone="stopped" role="alert" title={refusal} />}
      <div aria-busy={stale} className={stale ? 'opacity-85' : undefined}>
        {people.length > 0 && <People people={people} />}
        {people.length === 0 && !stale && (
          <p className="text-small text-ink-soft">
            Nothing changes for anybody whose name has “{search.trim()}”.
          </p>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-2 text-small text-ink-soft">
        <p role="status">
          {numeral(people.length)} of {counted(count, 'person', 'people')}
        </p>
        {people.length < count && (
          <Button pending={pending} onClick={showMore}>
            Show more people
          </Button>
        )}
      </div>
    </div>
  )
}

function People({ people }: { people: PersonEffect[] }) {
  return (
    <ul
      aria-label="Changes by person"
      tabIndex={0}
      className="grid max-h-80 content-start overflow-y-auto rounded-base"
    >
      {people.map((person) => (
        <li key={person.id} className="flex items-start gap-2 border-b py-1.5 last:border-b-0">
          <Initials name={person.name} size={24} />
          <span className="min-w-0">
            <span className="block">{person.name}</span>
            <PersonChanges person={person} />
          </span>
        </li>
      ))}
    </ul>
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
      {person.email && person.key !== 'issued' && <span>gets an e-mail about it</span>}
    </span>
  )
}
