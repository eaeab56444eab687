'use client'

import { Check, CircleHelp, CircleX } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Initials } from '@/components/ui/initials'
import { Callout } from '@/components/ui/status'
import type { ListedPerson, RuleMatches } from '@/lib/access/schemas'
import { counted, numeral } from '@/lib/kernel/words'

/** A value that looks like a wanted one. */
export type Spelling = Pick<RuleMatches['nearSpellings'][number], 'operand' | 'wanted' | 'value'>

/** The people of a preview: who matches, who almost does, and of whom nobody can tell. */
export function Matching({ matches: { matching } }: { matches: RuleMatches }) {
  if (matching.count === 0) return <Nothing>Nobody meets these conditions today.</Nothing>
  return (
    <People
      label="People who match"
      count={matching.count}
      people={matching.people}
      icon={<Check size={15} strokeWidth={1.75} className="text-healthy" aria-hidden />}
    />
  )
}

export function JustMiss({
  matches: { justMiss, nearSpellings },
  onAddSpelling,
}: {
  matches: RuleMatches
  onAddSpelling: (spelling: Spelling) => void
}) {
  if (justMiss.count === 0 && nearSpellings.length === 0) {
    return (
      <Nothing>Nobody is one condition short, and no value is spelled almost the same.</Nothing>
    )
  }
  return (
    <div className="grid gap-3">
      {nearSpellings.map(({ operand, label, value, wanted, people }) => (
        <Callout
          key={`${operand} ${value}`}
          tone="attention"
          action={
            <Button onClick={() => onAddSpelling({ operand, wanted, value })}>
              Include “{value}”
            </Button>
          }
        >
          {counted(people, 'person has', 'people have')} the {inSentence(label)} “{value}”. The rule
          asks for “{wanted}”.
        </Callout>
      ))}
      <People
        label="People who just miss"
        count={justMiss.count}
        people={justMiss.people}
        icon={<CircleX size={15} strokeWidth={1.75} className="text-stopped" aria-hidden />}
      />
    </div>
  )
}

export function CannotTell({
  matches: { cannotTell },
  canIncludeEmpty,
  onIncludeEmpty,
}: {
  matches: RuleMatches
  /** Whether the rule has room for "or is empty" beside the conditions on an operand. */
  canIncludeEmpty: (operand: string) => boolean
  onIncludeEmpty: (operand: string) => void
}) {
  if (cannotTell.count === 0) {
    return <Nothing>Everybody has the values that these conditions look at.</Nothing>
  }
  const possible = cannotTell.offers.filter((one) => canIncludeEmpty(one.operand))
  const impossible = cannotTell.offers.filter((one) => !canIncludeEmpty(one.operand))
  return (
    <div className="grid gap-3">
      <p className="text-small text-ink-soft">
        What the rule looks at is missing for them, or of another kind, so it does not match. Doors
        stay shut for who cannot be told.
      </p>
      {cannotTell.wrongKinds.map(({ label, wanted, people }) => (
        <p key={`${wanted} ${label}`} className="text-small">
          Not a {wanted}: the {inSentence(label)} of {counted(people, 'person', 'people')}.
        </p>
      ))}
      {possible.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {possible.map(({ operand, label, people }) => (
            <Button key={operand} onClick={() => onIncludeEmpty(operand)}>
              Include {counted(people, 'person', 'people')} with no {inSentence(label)}
            </Button>
          ))}
        </div>
      )}
      {impossible.map(({ operand, label, people }) => (
        <p key={operand} className="text-small text-ink-soft">
          {counted(people, 'person has', 'people have')} no {inSentence(label)}. Including them
          needs a second group of conditions, and a rule has one: make a rule of its own for them.
        </p>
      ))}
      {cannotTell.offers.length + cannotTell.wrongKinds.length === 0 && (
        <p className="text-small text-ink-soft">
          No single addition includes them: more than one value is missing, or it is one that cannot
          be asked to be empty.
        </p>
      )}
      <People
        label="People who cannot be told"
        count={cannotTell.count}
        people={cannotTell.people}
        icon={<CircleHelp size={15} strokeWidth={1.75} className="text-ink-soft" aria-hidden />}
      />
    </div>
  )
}

/** "Employee ID" is "employee ID" within a sentence. */
function inSentence(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1)
}

export function People({
  label,
  count,
  people,
  icon,
}: {
  label: string
  count: number
  people: (ListedPerson & { missing?: string })[]
  icon: ReactNode
}) {
  if (count === 0) return null
  return (
    <div className="grid gap-2">
      <ul
        aria-label={label}
        tabIndex={0}
        className="grid max-h-96 content-start overflow-y-auto rounded-base"
      >
        {people.map((person) => (
          <li key={person.id} className="flex items-start gap-2 border-b py-1.5 last:border-b-0">
            <Initials name={person.name} size={24} />
            <span className="min-w-0 grow">
              <span className="block truncate">{person.name}</span>
              <span className="block text-small break-words text-ink-soft">
                {person.missing ?? person.department ?? 'No department'}
              </span>
            </span>
            <span className="mt-1 shrink-0">{icon}</span>
          </li>
        ))}
      </ul>
      {count > people.length && (
        <p className="text-small text-ink-soft">and {numeral(count - people.length)} more</p>
      )}
    </div>
  )
}

export function Nothing({ children }: { children: ReactNode }) {
  return <p className="text-small text-ink-soft">{children}</p>
}
