'use client'

import { useFormContext, useWatch } from 'react-hook-form'
import { includeEmpty } from '@/lib/rules/engine/include-empty'
import { type RuleInput, ruleSchema } from '@/lib/rules/schemas'
import { addSpelling } from './draft-changes'
import { type EditedRule, ruleChange } from './edited-rule'
import { type RuleDraft, toBlock, toConditions } from './rule-draft'
import { RulePreview } from './rule-preview'
import type { PropertyView, RuleActions, RulesView } from './rules-view'

/** Follows the form: every change is counted against today's people, as soon as it makes sense. */
export function LivePreview({
  view,
  property,
  edited,
  actions,
}: {
  view: RulesView
  property: PropertyView
  edited: EditedRule
  actions: RuleActions
}) {
  const { control, setValue, formState } = useFormContext<RuleDraft>()
  const draft = useWatch({ control }) as RuleDraft
  const change = ruleChange(draft, property, edited)
  const givesKnown = draft.accessGroupIds.length > 0
  // Who matches depends neither on the name nor on what is given: neither holds up the count.
  const anyGroup = view.accessGroups.find((group) => group.propertyId === property.id)
  const standIns = givesKnown || !anyGroup ? draft.accessGroupIds : [anyGroup.id]
  const counted = {
    ...change.rule,
    name: change.rule.name.trim() || 'New rule',
    accessGroupIds: standIns,
    leftOut: leftOutSoFar(change.rule.leftOut),
  }
  const checked = ruleSchema.safeParse(counted)
  const setBlocks = (blocks: RuleDraft['blocks']) =>
    setValue('blocks', blocks, { shouldDirty: true, shouldValidate: formState.isSubmitted })

  return (
    <RulePreview
      propertyName={property.name}
      question={
        checked.success
          ? { propertyId: property.id, change: { kind: 'rule', rule: checked.data } }
          : undefined
      }
      incomplete={checked.success ? undefined : incompleteWords(counted, draft, property.name)}
      givesKnown={givesKnown}
      actions={actions}
      canIncludeEmpty={(operand) => includeEmpty(toConditions(draft), operand) !== undefined}
      onIncludeEmpty={(operand) => {
        const changed = includeEmpty(toConditions(draft), operand)
        if (!changed) return
        setValue('match', changed.match, { shouldDirty: true })
        setBlocks(changed.conditions.map(toBlock))
      }}
      onAddSpelling={(spelling) => setBlocks(addSpelling(draft.blocks, spelling))}
    />
  )
}

/** A person whose reason is still being typed is left out of the count already. */
function leftOutSoFar<One extends { reason: string }>(leftOut: One[] = []): One[] {
  return leftOut.map((one) => ({ ...one, reason: one.reason.trim() || 'Not given yet' }))
}

function incompleteWords(rule: RuleInput, { blocks }: RuleDraft, propertyName: string): string {
  const paths = ruleSchema.safeParse(rule).error?.issues.map((issue) => issue.path) ?? []
  if (paths.some(([first]) => first === 'conditions')) {
    const all = blocks.flatMap((block) => block.conditions)
    const open = all.findIndex((one) => one.operand === '')
    return open === -1
      ? 'Complete the conditions to see who matches.'
      : `Choose what condition ${open + 1} looks at to see who matches.`
  }
  return `Make an access group at ${propertyName} to see who matches.`
}
