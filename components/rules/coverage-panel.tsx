'use client'

import { Check, CircleX } from 'lucide-react'
import { useState } from 'react'
import { StatusBadge } from '@/components/ui/status'
import { TabPanels } from '@/components/ui/tab-panels'
import type { Coverage, ListedPerson, TriedRules } from '@/lib/access/schemas'
import { counted, numeral } from '@/lib/kernel/words'
import { PersonSearch } from './person-search'
import { Nothing, People } from './preview-panels'
import { ReasonLines } from './reason-lines'
import type { PropertyView, RuleActions, RulesView } from './rules-view'
import { TryAgain } from './try-again'
import { useAnswer } from './use-answer'

/** Beside the rules while none is edited: whom they cover together, who is left over, and any one person. */
export function CoveragePanel({
  view,
  property,
  actions,
}: {
  view: RulesView
  property: PropertyView
  actions: Pick<RuleActions, 'readCoverage' | 'tryRules' | 'findPeople'>
}) {
  const { value, refusal, again } = useAnswer(actions.readCoverage, {
    propertyId: property.id,
    // Rules that were applied or moved since are another question.
    rules: view.rules.filter((rule) => rule.propertyId === property.id).map(versionOf),
  })
  return (
    <aside
      aria-label="Who is covered"
      className="grid content-start gap-4 rounded-base border bg-raised p-4 xl:sticky xl:top-6"
    >
      <h3 className="text-large font-semibold">Who is covered</h3>
      {refusal && <TryAgain title="We could not count people." refusal={refusal} onAgain={again} />}
      {!value && !refusal && (
        <p className="appear-late text-small text-ink-soft">Counting people…</p>
      )}
      {value && <Covered coverage={value} />}
      <TryRules propertyId={property.id} actions={actions} />
    </aside>
  )
}

const versionOf = ({ id, version, enabled }: RulesView['rules'][number]) =>
  `${id} ${version} ${enabled}`

function Covered({ coverage: { peopleTotal, covered, open } }: { coverage: Coverage }) {
  return (
    <>
      <p>
        <span className="text-figure font-semibold tabular-nums">{numeral(covered.count)}</span>{' '}
        <span className="text-ink-soft">
          of {counted(peopleTotal, 'person', 'people')} by the live rules
        </span>
      </p>
      <TabPanels
        label="Who is covered"
        panels={[
          {
            id: 'covered',
            label: 'Covered',
            count: covered.count,
            content:
              covered.count === 0 ? (
                <Nothing>No live rule covers anybody today.</Nothing>
              ) : (
                <People
                  label="People who are covered"
                  count={covered.count}
                  people={covered.people.map(({ rules, ...person }) => ({
                    ...person,
                    missing: rules.join(', '),
                  }))}
                  icon={<Check size={15} strokeWidth={1.75} className="text-healthy" aria-hidden />}
                />
              ),
          },
          {
            id: 'open',
            label: 'Not covered',
            count: open.count,
            content:
              open.count === 0 ? (
                <Nothing>The live rules cover everybody.</Nothing>
              ) : (
                <People
                  label="People who are not covered"
                  count={open.count}
                  people={open.people.map(({ closest, ...person }) => ({
                    ...person,
                    missing: closest ? `Closest: ${closest}` : 'No live rule counts for them.',
                  }))}
                  icon={
                    <CircleX size={15} strokeWidth={1.75} className="text-ink-soft" aria-hidden />
                  }
                />
              ),
          },
        ]}
      />
    </>
  )
}

/** One person against all live rules of the property. */
function TryRules({
  propertyId,
  actions: { tryRules, findPeople },
}: {
  propertyId: string
  actions: Pick<RuleActions, 'tryRules' | 'findPeople'>
}) {
  const [person, setPerson] = useState<ListedPerson>()
  const { value, stale, refusal, again } = useAnswer(
    tryRules,
    person ? { propertyId, employeeId: person.id } : undefined,
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
      {refusal && (
        <TryAgain title="We could not try this person." refusal={refusal} onAgain={again} />
      )}
      <div aria-busy={stale} aria-live="polite" className={stale ? 'opacity-85' : undefined}>
        {person && value && value.person.id === person.id && <Verdicts tried={value} />}
        {person && value === null && !stale && (
          <p className="text-small text-ink-soft">
            {person.name} is not in the directory any more.
          </p>
        )}
      </div>
    </section>
  )
}

function Verdicts({ tried: { person, state, rules } }: { tried: TriedRules }) {
  return (
    <div className="grid gap-3 text-small">
      {state === 'held' && (
        <p className="text-attention">
          {person.name} is held, so no rule gives anything until that ends.
        </p>
      )}
      {state === 'inactive' && (
        <p className="text-attention">{person.name} is deactivated, so no rule gives anything.</p>
      )}
      {rules.length === 0 && <Nothing>No rule is on here.</Nothing>}
      {rules.map((rule) => (
        <div key={rule.id} className="grid gap-1">
          <p className="flex flex-wrap items-center gap-x-2">
            <span className="font-medium wrap-anywhere">{rule.name}</span>
            <StatusBadge tone={rule.met && !rule.leftOut ? 'healthy' : 'neutral'}>
              {rule.leftOut ? 'left out' : rule.met ? 'matches' : 'does not match'}
            </StatusBadge>
          </p>
          <ReasonLines label={`${rule.name} for ${person.name}`} conditions={rule.conditions} />
        </div>
      ))}
    </div>
  )
}
