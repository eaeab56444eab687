'use client'

import { Check, CircleHelp, X } from 'lucide-react'
import { useState } from 'react'
import { StatusBadge } from '@/components/ui/status'
import type { ListedPerson, TriedPerson } from '@/lib/access/schemas'
import type { TryPersonInput } from '@/lib/rules/schemas'
import { PersonSearch } from './person-search'
import type { RuleActions } from './rules-view'
import { useAnswer } from './use-answer'

/** One person against the rule: a tick or a cross for each condition, with their real value. */
export function TryPerson({
  propertyId,
  rule,
  actions: { tryPerson, findPeople },
}: {
  propertyId: string
  rule: TryPersonInput['rule']
  actions: Pick<RuleActions, 'tryPerson' | 'findPeople'>
}) {
  const [person, setPerson] = useState<ListedPerson>()
  const { value, stale } = useAnswer(
    tryPerson,
    person ? { propertyId, rule, person: { employeeId: person.id } } : undefined,
  )
  return (
    <section aria-label="Try a person" className="grid gap-3 border-t pt-4">
      <PersonSearch
        label="Try a person"
        findPeople={findPeople}
        onPick={setPerson}
        keepsName
        isPageSearch
      />
      {person && value?.kind === 'person' && (
        <div aria-busy={stale} aria-live="polite" className={stale ? 'opacity-85' : undefined}>
          <Verdict tried={value} />
        </div>
      )}
    </section>
  )
}

function Verdict({ tried }: { tried: Extract<TriedPerson, { kind: 'person' }> }) {
  return (
    <div className="grid gap-2">
      <p>
        <span className="font-medium">{tried.person.name}</span>{' '}
        <StatusBadge tone={tried.met ? 'healthy' : 'neutral'}>
          {tried.met ? 'matches' : 'does not match'}
        </StatusBadge>
      </p>
      {tried.exception && <p className="text-small text-attention">{tried.exception}</p>}
      <ul aria-label={`Conditions for ${tried.person.name}`} className="grid gap-1.5">
        {tried.conditions.map(({ text, met, known }, index) => (
          <li key={index} className="flex items-start gap-2 text-small">
            <Mark met={met} known={known} />
            <span className="min-w-0 break-words">{text}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Mark({ met, known }: { met: boolean; known: boolean }) {
  const [Icon, look, word] = met
    ? ([Check, 'text-healthy', 'Met'] as const)
    : known
      ? ([X, 'text-stopped', 'Not met'] as const)
      : ([CircleHelp, 'text-ink-soft', 'Cannot tell'] as const)
  return (
    <span className={look}>
      <Icon size={15} strokeWidth={2} className="mt-0.5 shrink-0" aria-hidden />
      <span className="sr-only">{word}: </span>
    </span>
  )
}
