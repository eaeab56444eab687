'use client'

import { useNavigation } from '@/components/ui/navigation'
import { ApplyDialog, type ApplyDialogProps } from './apply-dialog'
import { CompareDialog } from './compare-dialog'
import { CopyDialog } from './copy-dialog'
import { HistoryDialog } from './history-dialog'
import { type RemadeGroups, remadeWords, withRemadeGroups } from './remade-groups'
import type { PropertyView, RuleActions, RulesView, RuleView } from './rules-view'

/** What is open above the list of rules. */
export type OpenDialog =
  | { kind: 'turn'; rule: RuleView }
  | { kind: 'mend'; rule: RuleView; remade: RemadeGroups }
  | { kind: 'remove'; rule: RuleView }
  | { kind: 'order'; ruleIds: string[]; reset: () => void }
  | { kind: 'drafts' }
  | { kind: 'restore'; version: number }
  | { kind: 'copy'; fromId: string; ruleIds: string[] }
  | { kind: 'history'; rule?: RuleView }
  | { kind: 'compare' }

interface Props {
  dialog: OpenDialog | undefined
  view: RulesView
  property: PropertyView
  actions: RuleActions
  onClose: () => void
  onDone: () => void
  onOpen: (dialog: OpenDialog) => void
  onEdit: (ruleId: string) => void
}

/** Every command on rules that is more than a press. */
export function RulesDialogs(props: Props) {
  const { dialog, view, property, actions, onClose, onDone, onOpen } = props
  const { refresh } = useNavigation()
  if (!dialog) return null
  const editDraft = (ruleId: string) => {
    onClose()
    props.onEdit(ruleId)
  }
  switch (dialog.kind) {
    case 'history':
      return (
        <HistoryDialog
          property={property}
          rule={dialog.rule}
          actions={actions}
          onClose={onClose}
          onRestore={(version) => onOpen({ kind: 'restore', version })}
        />
      )
    case 'compare':
      return <CompareDialog view={view} property={property} actions={actions} onClose={onClose} />
    case 'copy':
      return (
        <CopyDialog
          view={view}
          fromId={dialog.fromId}
          ruleIds={dialog.ruleIds}
          // Opened on a property without rules, it is that one that they are copied to.
          {...(dialog.fromId === property.id ? {} : { toId: property.id })}
          actions={actions}
          onClose={onClose}
          onDone={onDone}
        />
      )
    default:
      return (
        <ApplyDialog
          {...applied(asItIs(dialog, view), property, isLastRule(dialog, props))}
          {...('rule' in dialog ? { seen: dialog.rule } : {})}
          {...(dialog.kind === 'drafts' ? { onOpenRule: editDraft } : {})}
          view={view}
          property={property}
          actions={actions}
          onClose={onClose}
          onApplied={() => {
            if (dialog.kind === 'order') dialog.reset()
            onDone()
          }}
          onOvertaken={refresh}
        />
      )
  }
}

/** The rule as the page has it by now: what somebody else made of it is what is changed next. */
function asItIs(dialog: Applied, { rules }: RulesView): Applied {
  if (!('rule' in dialog)) return dialog
  return { ...dialog, rule: rules.find((rule) => rule.id === dialog.rule.id) ?? dialog.rule }
}

type Applied = Extract<
  OpenDialog,
  { kind: 'turn' | 'mend' | 'remove' | 'order' | 'drafts' | 'restore' }
>

/** Without it the property would have no rule that is on. */
function isLastRule(dialog: Applied, { view, property }: Props): boolean {
  if (dialog.kind !== 'turn' && dialog.kind !== 'remove') return false
  const on = view.rules.filter((rule) => rule.propertyId === property.id && rule.enabled)
  return on.every((rule) => rule.id === dialog.rule.id)
}

/** A property without rules is paused (product.md 4.4). */
function pausedWords(property: string): string {
  return `No other rule is on at ${property}, so nothing changes there from then on: whoever has doors keeps them, and nobody new gets any.`
}

function applied(
  dialog: Applied,
  { name: property }: PropertyView,
  isLast: boolean,
): Pick<ApplyDialogProps, 'change' | 'title' | 'description' | 'verb'> {
  switch (dialog.kind) {
    case 'turn': {
      const { id: ruleId, name, enabled, version } = dialog.rule
      return {
        change: { kind: 'switch', ruleId, enabled: !enabled, version },
        title: enabled ? `Turn off ${name}?` : `Turn on ${name}?`,
        description: enabled
          ? `The rule stays here and gives nothing. ${isLast ? pausedWords(property) : 'Whoever no other rule covers loses access.'}`
          : 'The rule gives again what it says.',
        verb: enabled ? 'Turn off rule' : 'Turn on rule',
      }
    }
    case 'mend': {
      const { id: ruleId, ...rule } = dialog.rule
      const conditions = withRemadeGroups(rule.conditions, dialog.remade)
      return {
        change: { kind: 'rule', rule: { ...rule, conditions, ruleId } },
        title: `${remadeWords(dialog.remade)} in ${rule.name}?`,
        description: 'Who is in it now is covered instead of whom the deleted one covered last.',
      }
    }
    case 'remove': {
      const { id: ruleId, name, version, enabled } = dialog.rule
      const loses = isLast
        ? pausedWords(property)
        : 'Whoever no other rule covers loses access at once.'
      return {
        change: { kind: 'delete', ruleId, version },
        title: `Delete the rule ${name}?`,
        description: enabled ? loses : 'It is off and gives nothing, so nobody’s access changes.',
        verb: 'Delete rule',
      }
    }
    case 'order':
      return {
        change: { kind: 'order', ruleIds: dialog.ruleIds },
        title: 'Apply the new order?',
        verb: 'Apply order',
        description: `The first matching rule at ${property} gives the role.`,
      }
    case 'drafts':
      return {
        change: { kind: 'drafts' },
        title: `Preview and apply all drafts of ${property}`,
        description: 'What they change together, for today’s people. Nothing has happened yet.',
      }
    case 'restore':
      return {
        change: { kind: 'restore', version: dialog.version },
        title: `Restore version ${dialog.version} of ${property}`,
        description: 'What its rules give and take for today’s people. Nothing has happened yet.',
        verb: `Restore version ${dialog.version}`,
      }
  }
}
