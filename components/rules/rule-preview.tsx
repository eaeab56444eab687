'use client'

import { Announce } from '@/components/ui/announce'
import { classNames } from '@/components/ui/class-names'
import { Callout } from '@/components/ui/status'
import { TabPanels } from '@/components/ui/tab-panels'
import type { RulePreview as Preview, RuleMatches } from '@/lib/access/schemas'
import { counted, numeral } from '@/lib/kernel/words'
import { checkEveryone } from '@/lib/rules/engine/checks'
import type { PreviewInput } from '@/lib/rules/schemas'
import { EffectDetails } from './effect-details'
import { CannotTell, JustMiss, Matching, Nothing, type Spelling } from './preview-panels'
import type { RuleActions } from './rules-view'
import { TryAgain } from './try-again'
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
  onAddSpelling: (spelling: Spelling) => void
}

/** Who matches the rule that is being written, who almost does, and what it would change. */
export function RulePreview(props: RulePreviewProps) {
  const { question, incomplete, propertyName, actions } = props
  const { value, stale, refusal, answered, again } = useAnswer(actions.preview, question)
  return (
    <aside
      aria-label="Preview"
      className="grid content-start gap-4 rounded-base border bg-raised p-4 xl:sticky xl:top-6"
    >
      <Headline
        preview={value}
        about={answered && matchWords(answered)}
        incomplete={incomplete}
        propertyName={propertyName}
        dim={stale}
      />
      <EveryoneHint preview={stale ? undefined : value} question={question} />
      {refusal && (
        <TryAgain title="We could not work out the preview." refusal={refusal} onAgain={again} />
      )}
      {value?.matches && (
        <div
          aria-busy={stale}
          className={classNames('transition-opacity duration-150', stale && 'opacity-85')}
        >
          <Panels {...props} preview={value} matches={value.matches} />
        </div>
      )}
      <TryPerson asked={question && triedRule(question)} actions={actions} />
    </aside>
  )
}

/** Any or all, of the rule and of its group: switching it is answered aloud, with the same count too. */
function matchWords({ change }: PreviewInput): string {
  if (change.kind !== 'rule') return ''
  const { match, conditions } = change.rule.conditions
  return [match, ...conditions.flatMap((one) => (one.kind === 'group' ? one.match : []))].join()
}

function triedRule({ propertyId, change }: PreviewInput) {
  if (change.kind !== 'rule') return undefined
  const { conditions, ruleId, leftOut } = change.rule
  return {
    propertyId,
    rule: { conditions, ...(ruleId ? { ruleId } : {}), ...(leftOut ? { leftOut } : {}) },
  }
}

function Headline({
  preview,
  about,
  incomplete,
  propertyName,
  dim,
}: {
  preview: Preview | undefined
  about: string | undefined
  incomplete: string | undefined
  propertyName: string
  dim: boolean
}) {
  const matches = preview?.matches
  return (
    <div className="grid gap-1">
      <h3 className="text-large font-semibold">Preview</h3>
      {matches && (
        <p className={classNames('transition-opacity', dim && 'opacity-85')}>
          <span className="text-figure font-semibold tabular-nums">
            {numeral(matches.matching.count)}
          </span>{' '}
          <span className="text-ink-soft">
            of {counted(matches.peopleTotal, 'person matches', 'people match')}
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
      <Announce about={about ?? ''}>
        {matches
          ? `${counted(matches.peopleTotal, 'person', 'people')}, ${numeral(matches.matching.count)} match`
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
    total: preview.matches.peopleTotal,
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
              canIncludeEmpty={canIncludeEmpty}
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
