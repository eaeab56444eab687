'use client'

import { type ReactNode, useState } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/status'
import { checkCovered, checkImpossible } from '@/lib/rules/engine/checks'
import { type Conditions, conditionsSchema, groupsIn } from '@/lib/rules/engine/condition'
import type { EditedRule } from './edited-rule'
import { remadeGroups, remadeWords, withRemadeGroups } from './remade-groups'
import { type RuleDraft, toBlock, toConditions, toRuleInput } from './rule-draft'
import type { PropertyView, RulesView } from './rules-view'

interface Props {
  view: RulesView
  property: PropertyView
  edited: EditedRule
}

interface Hint {
  key: string
  title: string
  tone: 'attention' | 'stopped'
  action?: ReactNode
}

/** What looks wrong about a rule while it is typed. Told politely, once it is complete; it forbids nothing. */
export function RuleChecks(props: Props) {
  const { control, setValue } = useFormContext<RuleDraft>()
  const draft = useWatch({ control }) as RuleDraft
  const [openedAt] = useState(() => new Date())
  const put = (conditions: Conditions) => {
    setValue('match', conditions.match, { shouldDirty: true })
    setValue('blocks', conditions.conditions.map(toBlock), { shouldDirty: true })
  }
  const hints = [
    ...conditionHints(draft, { ...props, openedAt, put }),
    ...groupHints(draft, { ...props, put }),
    ...missingHints(draft, props),
  ]
  return (
    <div role="status" className="grid gap-2 empty:hidden">
      {hints.map(({ key, title, tone, action }) => (
        <Callout key={key} tone={tone} title={title} action={action} />
      ))}
    </div>
  )
}

function conditionHints(
  draft: RuleDraft,
  {
    view,
    property,
    edited,
    openedAt,
    put,
  }: Props & { openedAt: Date; put: (conditions: Conditions) => void },
): Hint[] {
  const conditions = toConditions(draft)
  if (!conditionsSchema.safeParse(conditions).success) return []
  const clock = { now: openedAt, timeZone: property.timeZone }
  const impossible = checkImpossible(conditions, { clock, nameOf: (id) => view.names[id] })
  if (impossible?.kind === 'impossible') {
    const { fix } = impossible
    return [
      {
        key: 'impossible',
        title: impossible.sentence,
        tone: 'stopped',
        ...(fix
          ? { action: <Button onClick={() => put(fix.conditions)}>{fix.label}</Button> }
          : {}),
      },
    ]
  }
  const { accessGroupIds, roleId, mobileKey, leftOut = [] } = toRuleInput(draft, property)
  if (accessGroupIds.length === 0) return []
  const outcome = { accessGroupIds, roleId, mobileKey }
  const covered = checkCovered(
    { conditions, outcome, leftOut },
    rulesAbove(view, edited, property),
    clock,
  )
  return covered ? [{ key: 'covered', title: covered.sentence, tone: 'attention' }] : []
}

function rulesAbove(view: RulesView, { ruleId }: EditedRule, property: PropertyView) {
  const here = view.rules.filter((rule) => rule.propertyId === property.id)
  const place = here.findIndex((rule) => rule.id === ruleId)
  return (place === -1 ? here : here.slice(0, place))
    .filter((rule) => rule.enabled)
    .map(({ accessGroupIds, roleId, mobileKey, ...rule }) => ({
      ...rule,
      outcome: { accessGroupIds, roleId, mobileKey },
    }))
}

function groupHints(
  draft: RuleDraft,
  { view, put }: Props & { put: (conditions: Conditions) => void },
): Hint[] {
  const conditions = toConditions(draft)
  const groups = new Set(view.groups.map((group) => group.id))
  const gone = groupsIn(conditions).filter((id) => !groups.has(id))
  if (gone.length === 0) return []
  const names = gone.map((id) => view.names[id] ?? 'of this condition')
  const remade = remadeGroups(conditions, view)
  const replace = () => put(withRemadeGroups(conditions, remade))
  return [
    {
      key: 'group',
      title: `The group ${new Intl.ListFormat('en').format(names)} no longer exists in Entra. ${remade.size > 0 ? 'A new one of the same name has arrived.' : 'Remove it, or the rule stays broken.'}`,
      tone: 'stopped',
      ...(remade.size > 0
        ? { action: <Button onClick={replace}>{remadeWords(remade)}</Button> }
        : {}),
    },
  ]
}

function missingHints(draft: RuleDraft, { view, property }: Props): Hint[] {
  const here = new Set(
    view.accessGroups.filter((one) => one.propertyId === property.id).map((one) => one.id),
  )
  const role = view.roles.find((one) => one.id === draft.roleId)
  const hints: (Hint | false)[] = [
    draft.accessGroupIds.some((id) => !here.has(id)) && {
      key: 'access group',
      title: 'An access group of this rule was deleted. Choose another.',
      tone: 'stopped',
    },
    role !== undefined &&
      role.rank > view.ownRank && {
        key: 'role',
        title: `Only somebody who holds ${role.name} can let a rule give it.`,
        tone: 'stopped',
      },
  ]
  return hints.filter((hint) => hint !== false)
}
