'use client'

import { Copy } from 'lucide-react'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/dialog'
import { useNavigation } from '@/components/ui/navigation'
import { Callout } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import { useNotify } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/kernel/result'
import { counted } from '@/lib/kernel/words'
import { NewRuleCard } from './new-rule-card'
import { NoRules } from './no-rules'
import { RuleCard, type RuleCommands } from './rule-card'
import type { OpenDialog } from './rules-dialogs'
import type { DraftView, PropertyView, RuleActions, RulesView } from './rules-view'
import { useOrder } from './use-order'

export interface RuleListProps {
  view: RulesView
  property: PropertyView
  actions: RuleActions
  /** A rule's own address. */
  hrefOf: (ruleId: string) => string
  onEdit: (ruleId: string) => void
  onOpen: (dialog: OpenDialog) => void
}

/** One property's rules in the order that decides the role, and the drafts beside them. */
export function RuleList({ view, property, actions, hrefOf, onEdit, onOpen }: RuleListProps) {
  const rules = view.rules.filter((rule) => rule.propertyId === property.id)
  const drafts = view.drafts.filter((draft) => draft.propertyId === property.id)
  const order = useOrder(rules)
  const draftOf = (ruleId: string) => drafts.find((draft) => draft.ruleId === ruleId)
  const unborn = drafts.filter((draft) => !rules.some((rule) => rule.id === draft.ruleId))
  const run = useRun()
  const [discarding, setDiscarding] = useState<DraftView>()
  function discard({ ruleId, content }: DraftView) {
    setDiscarding(undefined)
    run(() => actions.discardDraft({ ruleId }), `The draft of ${content.name} was discarded`)
  }
  const commands: RuleCommands = {
    edit: (rule) => onEdit(rule.id),
    duplicate: (rule) =>
      run(() => actions.duplicate({ ruleId: rule.id }), `A copy of ${rule.name} is a draft now`),
    copy: (rule) => onOpen({ kind: 'copy', fromId: property.id, ruleIds: [rule.id] }),
    move: order.move,
    mend: (rule, remade) => onOpen({ kind: 'mend', rule, remade }),
    turn: (rule) => onOpen({ kind: 'turn', rule }),
    history: (rule) => onOpen({ kind: 'history', rule }),
    remove: (rule) => onOpen({ kind: 'remove', rule }),
    discardDraft: setDiscarding,
  }
  if (rules.length === 0 && unborn.length === 0) {
    return <NoRules view={view} property={property} actions={actions} onOpen={onOpen} />
  }
  return (
    <>
      <p className="max-w-[72ch] text-ink-soft">
        Doors of all matching rules add up. The first matching rule gives the role.
      </p>
      <p role="status" className="sr-only">
        {order.said}
      </p>
      {order.moved && (
        <OrderNotice
          onApply={() => onOpen({ kind: 'order', ruleIds: order.moved ?? [], reset: order.reset })}
          onUndo={order.reset}
        />
      )}
      {drafts.length > 1 && (
        <DraftsNotice drafts={drafts} onApply={() => onOpen({ kind: 'drafts' })} />
      )}
      <ol className="grid gap-3">
        {order.ordered.map((rule, index) => (
          <li
            key={rule.id}
            id={rule.id}
            className="scroll-mt-6"
            aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
            // Before the menu's own button hears of it, which opens on an arrow.
            onKeyDownCapture={(event) => {
              if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
              const within = event.target instanceof Node ? event.target : null
              if (!event.currentTarget.contains(within)) return
              event.preventDefault()
              event.stopPropagation()
              order.move(rule, event.key === 'ArrowUp' ? 'up' : 'down')
            }}
          >
            <RuleCard
              rule={rule}
              href={hrefOf(rule.id)}
              draft={draftOf(rule.id)}
              view={view}
              place={{ index, count: rules.length }}
              timeZone={property.timeZone}
              commands={commands}
            />
          </li>
        ))}
        {unborn.map((draft) => (
          <li key={draft.ruleId}>
            <NewRuleCard
              draft={draft}
              href={hrefOf(draft.ruleId)}
              view={view}
              timeZone={property.timeZone}
              onContinue={() => onEdit(draft.ruleId)}
              onDiscard={() => setDiscarding(draft)}
            />
          </li>
        ))}
      </ol>
      {rules.length > 0 && view.properties.length > 1 && (
        <div>
          <Button
            tone="quiet"
            icon={<Copy size={16} strokeWidth={1.75} aria-hidden />}
            onClick={() =>
              onOpen({ kind: 'copy', fromId: property.id, ruleIds: rules.map((rule) => rule.id) })
            }
          >
            Copy all rules to other properties
          </Button>
        </div>
      )}
      {discarding && (
        <DiscardDraft
          draft={discarding}
          property={property}
          onClose={() => setDiscarding(undefined)}
          onDiscard={() => discard(discarding)}
        />
      )}
    </>
  )
}

/** What was typed into a draft cannot be brought back. */
function DiscardDraft({
  draft: { content, madeBy, baseVersion, updatedAt },
  property,
  onClose,
  onDiscard,
}: {
  draft: DraftView
  property: PropertyView
  onClose: () => void
  onDiscard: () => void
}) {
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Discard the draft of ${content.name}?`}
      description={
        <>
          {madeBy} saved it <Time at={updatedAt} timeZone={property.timeZone} />. What it says is
          lost. {baseVersion === null ? 'No rule is changed' : 'The live rule stays as it is'}.
        </>
      }
      action="Discard draft"
      onConfirm={onDiscard}
    />
  )
}

function OrderNotice({ onApply, onUndo }: { onApply: () => void; onUndo: () => void }) {
  return (
    <Callout
      tone="waiting"
      title="The order is changed, and not applied yet."
      action={
        <>
          <Button tone="primary" onClick={onApply}>
            Preview and apply the order
          </Button>
          <Button onClick={onUndo}>Undo</Button>
        </>
      }
    >
      The first matching rule gives the role, so roles may change with it.
    </Callout>
  )
}

function DraftsNotice({ drafts, onApply }: { drafts: DraftView[]; onApply: () => void }) {
  return (
    <Callout
      tone="waiting"
      title={`${counted(drafts.length, 'draft waits', 'drafts wait')} here.`}
      action={<Button onClick={onApply}>Preview and apply all drafts</Button>}
    >
      The live rules keep working until the drafts are applied.
    </Callout>
  )
}

/** Small commands that change nobody's access: done at once, and said. */
function useRun() {
  const notify = useNotify()
  const { refresh } = useNavigation()
  const [, start] = useTransition()
  return (command: () => Promise<ActionResult<unknown>>, said: string) =>
    start(async () => {
      const result = await command().catch(() => undefined)
      if (result?.ok) notify(said)
      else notify(result?.message ?? 'Sequr did not answer. Nothing was changed.')
      refresh()
    })
}
