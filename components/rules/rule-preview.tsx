'use client'

import { Check, CircleHelp, CircleX } from 'lucide-react'
import type { ReactNode } from 'react'
import { Announce } from '@/components/ui/announce'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Initials } from '@/components/ui/initials'
import { Callout } from '@/components/ui/status'
import { TabPanels } from '@/components/ui/tab-panels'
import type { ListedPerson, RulePreview as Preview, RuleMatches } from '@/lib/access/schemas'
import { counted } from '@/lib/kernel/words'
import { checkEveryone } from '@/lib/rules/engine/checks'
import type { PreviewInput } from '@/lib/rules/schemas'
import { EffectDetails } from './effect-details'
import type { RuleActions } from './rules-view'
import { TryPerson } from './try-person'
import { useAnswer } from './use-answer'

export interface RulePreviewProps {
  /** Undefined while the conditions are not complete: the last answer stays, dimmed. */
  question: PreviewInput | undefined
  /** What is missing before anything can be counted. */
  incomplete: string | undefined
  /** Whether what the rule gives is chosen, so that its effect is more than a guess. */
  givesKnown: boolean
  propertyName: string
  actions: Pick<RuleActions, 'preview' | 'tryPerson' | 'findPeople'>
  canIncludeEmpty: (operand: string) => boolean
  onIncludeEmpty: (operand: string) => void
  onAddSpelling: (spelling: { operand: string; wanted: string; value: string }) => void
}

/** Who matches the rule that is being written, who almost does, and what it would change. */
export function RulePreview(props: RulePreviewProps) {
  const { question, incomplete, propertyName, actions } = props
  const { value, stale, refusal } = useAnswer(actions.preview, question)
  return (
    <aside
      aria-label="Preview"
      className="grid content-start gap-4 rounded-base border bg-raised p-4 xl:sticky xl:top-6"
    >
      <Headline preview={value} incomplete={incomplete} propertyName={propertyName} dim={stale} />
      <EveryoneHint preview={stale ? undefined : value} question={question} />
      {refusal && (
        <Callout tone="attention" title="We could not work out the preview.">
          {refusal}
        </Callout>
      )}
      {value?.matches && (
        <div
          aria-busy={stale}
          className={classNames('transition-opacity duration-150', stale && 'opacity-55')}
        >
          <Panels {...props} preview={value} matches={value.matches} />
        </div>
      )}
      {question?.change.kind === 'rule' && (
        <TryPerson
          propertyId={question.propertyId}
          rule={{
            conditions: question.change.rule.conditions,
            ...(question.change.rule.ruleId ? { ruleId: question.change.rule.ruleId } : {}),
            ...(question.change.rule.leftOut ? { leftOut: question.change.rule.leftOut } : {}),
          }}
          actions={actions}
        />
      )}
    </aside>
  )
}

function Headline({
  preview,
  incomplete,
  propertyName,
  dim,
}: {
  preview: Preview | undefined
  incomplete: string | undefined
  propertyName: string
  dim: boolean
}) {
  const matches = preview?.matches
  return (
    <div className="grid gap-1">
      <h3 className="text-large font-semibold">Preview</h3>
      {matches && (
        <p className={classNames('transition-opacity', dim && 'opacity-55')}>
          <span className="text-figure font-semibold tabular-nums">{matches.matching.count}</span>{' '}
          <span className="text-ink-soft">
            of {counted(preview.peopleTotal, 'person matches', 'people match')}
          </span>
        </p>
      )}
      {incomplete && <p className="text-small text-ink-soft">{incomplete}</p>}
      {!matches && !incomplete && (
        <p className="appear-late text-small text-ink-soft">Counting people…</p>
      )}
      <p className="text-small text-ink-soft">
        Nothing changes at {propertyName} until you apply it.
      </p>
      <Announce>
        {matches
          ? `${counted(preview.peopleTotal, 'person', 'people')}, ${matches.matching.count} match`
          : ''}
      </Announce>
    </div>
  )
}

function EveryoneHint({
  preview,
  question,
}: {
  preview: Preview | undefined
  question: PreviewInput | undefined
}) {
  if (!preview?.matches || question?.change.kind !== 'rule') return null
  const found = checkEveryone(question.change.rule.conditions, {
    matched: preview.matches.matching.count,
    total: preview.peopleTotal,
  })
  return found ? <Callout tone="attention" title={found.sentence} /> : null
}

function Panels({
  preview,
  matches,
  givesKnown,
  canIncludeEmpty,
  onIncludeEmpty,
  onAddSpelling,
}: RulePreviewProps & { preview: Preview; matches: RuleMatches }) {
  return (
    <TabPanels
      label="Preview"
      panels={[
        {
          id: 'match',
          label: 'Match',
          count: matches.matching.count,
          content: <Matching matches={matches} />,
        },
        {
          id: 'miss',
          label: 'Just miss',
          count: Math.max(
            matches.justMiss.count,
            matches.nearSpellings.reduce((sum, one) => sum + one.people, 0),
          ),
          content: <JustMiss matches={matches} onAddSpelling={onAddSpelling} />,
        },
        {
          id: 'unknown',
          label: 'Cannot tell',
          count: matches.cannotTell.count,
          content: (
            <CannotTell
              matches={matches}
              offers={matches.cannotTell.offers.filter((one) => canIncludeEmpty(one.operand))}
              onIncludeEmpty={onIncludeEmpty}
            />
          ),
        },
        {
          id: 'changes',
          label: 'Changes',
          content: givesKnown ? (
            <EffectDetails effect={preview.effect} />
          ) : (
            <Nothing>Choose an access group to see who would gain or lose it.</Nothing>
          ),
        },
      ]}
    />
  )
}

function Matching({ matches: { matching } }: { matches: RuleMatches }) {
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

function JustMiss({
  matches: { justMiss, nearSpellings },
  onAddSpelling,
}: {
  matches: RuleMatches
  onAddSpelling: RulePreviewProps['onAddSpelling']
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
          {counted(people, 'person has', 'people have')} the {label.toLowerCase()} “{value}”. The
          rule asks for “{wanted}”.
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

function CannotTell({
  matches: { cannotTell },
  offers,
  onIncludeEmpty,
}: {
  matches: RuleMatches
  offers: RuleMatches['cannotTell']['offers']
  onIncludeEmpty: (operand: string) => void
}) {
  if (cannotTell.count === 0) {
    return <Nothing>Everybody has the values that these conditions look at.</Nothing>
  }
  return (
    <div className="grid gap-3">
      <p className="text-small text-ink-soft">
        A value is missing for them, so the rule does not match. Doors stay shut for who cannot be
        told.
      </p>
      {offers.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {offers.map(({ operand, label, people }) => (
            <Button key={operand} onClick={() => onIncludeEmpty(operand)}>
              Include {counted(people, 'person', 'people')} with no {label.toLowerCase()}
            </Button>
          ))}
        </div>
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

function People({
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
        <p className="text-small text-ink-soft">and {count - people.length} more</p>
      )}
    </div>
  )
}

function Nothing({ children }: { children: ReactNode }) {
  return <p className="text-small text-ink-soft">{children}</p>
}
