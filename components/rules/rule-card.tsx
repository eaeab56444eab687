'use client'

import { Button } from '@/components/ui/button'
import { Menu } from '@/components/ui/menu'
import { Card } from '@/components/ui/page'
import { Callout, StatusBadge } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import { counted } from '@/lib/kernel/words'
import { DraftLine, Gives, RuleName } from './card-parts'
import { ConditionWords } from './condition-words'
import { type RemadeGroups, remadeGroups, remadeWords } from './remade-groups'
import type { DraftView, RulesView, RuleView } from './rules-view'
import { UnreadableLine } from './unreadable-line'
import { isUnreadable } from './unreadable-rules'

export interface RuleCommands {
  edit: (rule: RuleView) => void
  duplicate: (rule: RuleView) => void
  copy: (rule: RuleView) => void
  move: (rule: RuleView, direction: 'up' | 'down') => void
  turn: (rule: RuleView) => void
  /** Names the new group where Entra deleted one and made it anew. */
  mend: (rule: RuleView, remade: RemadeGroups) => void
  history: (rule: RuleView) => void
  remove: (rule: RuleView) => void
  discardDraft: (draft: DraftView) => void
}

/** A rule in words: if this, then those doors, this role, a key. */
export function RuleCard({
  rule,
  href,
  draft,
  view,
  place: { index, count },
  timeZone,
  commands,
}: {
  rule: RuleView
  href: string
  draft: DraftView | undefined
  view: RulesView
  place: { index: number; count: number }
  timeZone: string
  commands: RuleCommands
}) {
  const unreadable = isUnreadable(rule, view)
  return (
    <Card className="grid gap-3">
      <div className="flex items-start justify-between gap-2">
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <RuleName href={href}>{rule.name}</RuleName>
          {!rule.enabled && <StatusBadge tone="neutral">Turned off</StatusBadge>}
          {rule.broken && <StatusBadge tone="stopped">Broken</StatusBadge>}
          {unreadable && <StatusBadge tone="attention">Group not readable</StatusBadge>}
          {draft && <StatusBadge tone="waiting">Draft</StatusBadge>}
        </div>
        <div className="flex shrink-0 items-center gap-1">
          <Button onClick={() => commands.edit(rule)} aria-label={`Edit ${rule.name}`}>
            Edit
          </Button>
          <Menu
            label={`More for ${rule.name}`}
            items={[
              { label: 'Edit', onSelect: () => commands.edit(rule) },
              { label: 'Duplicate', onSelect: () => commands.duplicate(rule) },
              {
                label: 'Copy to properties…',
                onSelect: () => commands.copy(rule),
                disabledReason:
                  view.properties.length < 2 ? 'There is no other property.' : undefined,
              },
              {
                label: 'Move up',
                onSelect: () => commands.move(rule, 'up'),
                disabledReason: index === 0 ? 'It is the first rule.' : undefined,
              },
              {
                label: 'Move down',
                onSelect: () => commands.move(rule, 'down'),
                disabledReason: index === count - 1 ? 'It is the last rule.' : undefined,
              },
              {
                label: rule.enabled ? 'Turn off' : 'Turn on',
                onSelect: () => commands.turn(rule),
              },
              { label: 'History', onSelect: () => commands.history(rule) },
              { label: 'Delete rule', onSelect: () => commands.remove(rule), danger: true },
            ]}
          />
        </div>
      </div>
      {rule.broken && <Broken rule={rule} view={view} onMend={commands.mend} />}
      <p className="max-w-[72ch] break-words">
        <span className="text-ink-soft">If </span>
        <ConditionWords conditions={rule.conditions} view={view} />
      </p>
      {unreadable && (
        <UnreadableLine conditions={rule.conditions} view={view} timeZone={timeZone}>
          Whom the rule covers stays covered until Entra itself sends a change.
        </UnreadableLine>
      )}
      <Gives
        doors={rule.accessGroupNames}
        roleName={rule.roleName}
        mobileKey={rule.mobileKey}
        leftOut={rule.leftOut.length}
      />
      <p className="text-small text-ink-soft">
        {rule.enabled
          ? counted(rule.peopleMatched, 'person', 'people')
          : 'Gives nothing while it is off'}{' '}
        · edited by {rule.updatedBy} <Time at={rule.updatedAt} timeZone={timeZone} past />
      </p>
      {draft && (
        <DraftLine
          draft={draft}
          view={view}
          timeZone={timeZone}
          onContinue={() => commands.edit(rule)}
          onDiscard={() => commands.discardDraft(draft)}
        />
      )}
    </Card>
  )
}

function Broken({
  rule,
  view,
  onMend,
}: {
  rule: RuleView
  view: RulesView
  onMend: RuleCommands['mend']
}) {
  const remade = remadeGroups(rule.conditions, view)
  return (
    <Callout
      tone="stopped"
      action={
        remade.size > 0 && (
          <Button onClick={() => onMend(rule, remade)}>{remadeWords(remade)}</Button>
        )
      }
    >
      {rule.broken}
      {remade.size > 0 && ' Entra has sent a new group of the same name since.'}
    </Callout>
  )
}
