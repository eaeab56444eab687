'use client'

import { ArrowRight, KeyRound, UserRoundX } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Menu } from '@/components/ui/menu'
import { Card } from '@/components/ui/page'
import { Callout, Chip, StatusBadge } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import { counted } from '@/lib/kernel/words'
import { ConditionWords } from './condition-words'
import { type RemadeGroups, remadeGroups, remadeWords } from './remade-groups'
import type { DraftView, RulesView, RuleView } from './rules-view'

export interface RuleCommands {
  edit: (rule: RuleView) => void
  duplicate: (rule: RuleView) => void
  copy: (rule: RuleView) => void
  move: (rule: RuleView, direction: 'up' | 'down') => void
  turn: (rule: RuleView) => void
  /** Names the new group where Entra deleted one and made it anew. */
  mend: (rule: RuleView, remade: RemadeGroups) => void
  history: () => void
  remove: (rule: RuleView) => void
  discardDraft: (draft: DraftView) => void
}

/** A rule in words: if this, then those doors, this role, a key. */
export function RuleCard({
  rule,
  draft,
  view,
  place: { index, count },
  timeZone,
  commands,
}: {
  rule: RuleView
  draft: DraftView | undefined
  view: RulesView
  place: { index: number; count: number }
  timeZone: string
  commands: RuleCommands
}) {
  return (
    <Card className="grid gap-3">
      <div className="flex items-start justify-between gap-2">
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <h3 className="min-w-0 text-large font-semibold break-words">{rule.name}</h3>
          {!rule.enabled && <StatusBadge tone="neutral">Turned off</StatusBadge>}
          {rule.broken && <StatusBadge tone="stopped">Broken</StatusBadge>}
          {draft && <StatusBadge tone="waiting">Draft</StatusBadge>}
        </div>
        <div className="flex shrink-0 items-center gap-1">
          <Button onClick={() => commands.edit(rule)} aria-label={`Edit ${rule.name}`}>
            Edit
          </Button>
          <Menu
            label={`More for ${rule.name}`}
            items={[
              { label: 'Duplicate', onSelect: () => commands.duplicate(rule) },
              {
                label: 'Copy to properties…',
                onSelect: () => commands.copy(rule),
                disabled: view.properties.length < 2,
              },
              {
                label: 'Move up',
                onSelect: () => commands.move(rule, 'up'),
                disabled: index === 0,
              },
              {
                label: 'Move down',
                onSelect: () => commands.move(rule, 'down'),
                disabled: index === count - 1,
              },
              {
                label: rule.enabled ? 'Turn off' : 'Turn on',
                onSelect: () => commands.turn(rule),
              },
              { label: 'History', onSelect: commands.history },
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
      <Gives
        doors={rule.accessGroupNames}
        roleName={rule.roleName}
        mobileKey={rule.mobileKey}
        leftOut={rule.leftOut.length}
      />
      <p className="text-small text-ink-soft">
        {rule.enabled
          ? counted(rule.peopleMatched, 'person matches', 'people match')
          : 'Gives nothing while it is off'}{' '}
        · edited by {rule.updatedBy} <Time at={rule.updatedAt} timeZone={timeZone} />
      </p>
      {draft && (
        <DraftLine
          draft={draft}
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

/** A rule that only a draft knows: it gives nothing yet. */
export function NewRuleCard({
  draft,
  view,
  timeZone,
  onContinue,
  onDiscard,
}: {
  draft: DraftView
  view: RulesView
  timeZone: string
  onContinue: () => void
  onDiscard: () => void
}) {
  const { content } = draft
  return (
    <Card className="grid gap-3 border-dashed">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="min-w-0 text-large font-semibold break-words">{content.name}</h3>
        <StatusBadge tone="waiting">Draft, not live yet</StatusBadge>
      </div>
      <p className="max-w-[72ch] break-words">
        <span className="text-ink-soft">If </span>
        <ConditionWords conditions={content.conditions} view={view} />
      </p>
      <Gives
        doors={content.accessGroupIds.map((id) => nameIn(view.accessGroups, id))}
        roleName={nameIn(view.roles, content.roleId)}
        mobileKey={content.mobileKey}
        leftOut={content.leftOut.length}
      />
      <DraftLine draft={draft} timeZone={timeZone} onContinue={onContinue} onDiscard={onDiscard} />
    </Card>
  )
}

const nameIn = (list: { id: string; name: string }[], id: string) =>
  list.find((one) => one.id === id)?.name ?? 'Deleted'

function DraftLine({
  draft,
  timeZone,
  onContinue,
  onDiscard,
}: {
  draft: DraftView
  timeZone: string
  onContinue: () => void
  onDiscard: () => void
}) {
  const { name } = draft.content
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 border-t pt-3">
      <p className="text-small text-ink-soft">
        {draft.madeBy} saved a draft <Time at={draft.updatedAt} timeZone={timeZone} />.
        {draft.outdated && ' The rule was changed since then.'}
      </p>
      <div className="flex flex-wrap gap-1">
        <Button tone="quiet" onClick={onDiscard} aria-label={`Discard the draft of ${name}`}>
          Discard draft
        </Button>
        <Button onClick={onContinue} aria-label={`Continue the draft of ${name}`}>
          Continue
        </Button>
      </div>
    </div>
  )
}

function Gives({
  doors,
  roleName,
  mobileKey,
  leftOut,
}: {
  doors: string[]
  roleName: string
  mobileKey: boolean
  leftOut: number
}) {
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
      <ArrowRight size={15} strokeWidth={1.75} className="text-ink-soft" aria-hidden />
      <span className="sr-only">then</span>
      {doors.length === 0 && <span className="text-attention">no access group yet</span>}
      {doors.map((name) => (
        <Chip key={name}>{name}</Chip>
      ))}
      <span className="text-ink-soft">doors, role</span>
      <Chip>{roleName}</Chip>
      <Sign icon={<KeyRound size={15} strokeWidth={1.75} aria-hidden />}>
        {mobileKey ? 'mobile key' : 'no mobile key'}
      </Sign>
      {leftOut > 0 && (
        <Sign icon={<UserRoundX size={15} strokeWidth={1.75} aria-hidden />}>
          {counted(leftOut, 'person', 'people')} left out
        </Sign>
      )}
    </p>
  )
}

function Sign({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap text-ink-soft">
      {icon}
      <span>{children}</span>
    </span>
  )
}
