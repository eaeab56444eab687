'use client'

import { useState } from 'react'
import { StatusBadge } from '@/components/ui/status'
import type { ListedPerson, TriedPerson } from '@/lib/access/schemas'
import type { TryPersonInput } from '@/lib/rules/schemas'
import { PersonSearch } from './person-search'
import { ReasonLines } from './reason-lines'
import type { RuleActions } from './rules-view'
import { TryAgain } from './try-again'
import { useAnswer } from './use-answer'

/** One person against the rule: a tick or a cross for each condition, with their real value. */
export function TryPerson({
  asked,
  actions: { tryPerson, findPeople },
}: {
  /** Undefined while the conditions are not complete: the person stays, and the last answer. */
  asked: Pick<TryPersonInput, 'propertyId' | 'rule'> | undefined
  actions: Pick<RuleActions, 'tryPerson' | 'findPeople'>
}) {
  const [person, setPerson] = useState<ListedPerson>()
  const { value, stale, refusal, again } = useAnswer(
    tryPerson,
    person && asked ? { ...asked, person: { employeeId: person.id } } : undefined,
  )
  const tried = value?.kind === 'person' && value.person.id === person?.id ? value : undefined
  return (
    <section aria-label="Try a person" className="grid gap-3 border-t pt-4">
      <PersonSearch
        label="Try a person"
        findPeople={findPeople}
        onPick={setPerson}
        keepsName
        isPageSearch
      />
      {refusal && (
        <TryAgain title="We could not try this person." refusal={refusal} onAgain={again} />
      )}
      <div aria-busy={stale} aria-live="polite" className={stale ? 'opacity-85' : undefined}>
        {tried && <Verdict tried={tried} />}
        {person && !tried && !asked && (
          <p className="text-small text-ink-soft">
            Complete the conditions to see what they say of {person.name}.
          </p>
        )}
        {person && !stale && value?.kind === 'nobody' && (
          <p className="text-small text-ink-soft">
            {person.name} is not in the directory any more.
          </p>
        )}
      </div>
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
      <div className="text-small">
        <ReasonLines label={`Conditions for ${tried.person.name}`} conditions={tried.conditions} />
      </div>
    </div>
  )
}
