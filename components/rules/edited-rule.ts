import type { DraftInput, RuleChange } from '@/lib/rules/schemas'
import { type EditedContent, type RuleDraft, toRuleInput } from './rule-draft'
import { NEW_RULE } from './rules-address'
import type { PropertyView, RulesView } from './rules-view'

/** What the editor was opened on: a new rule, a live one, or a draft of either. */
export interface EditedRule {
  /** Undefined for a rule that nothing is stored of. */
  ruleId: string | undefined
  /** The live rule's version that the edit began from; undefined for a new rule. */
  version: number | undefined
  /** The draft's; undefined without one. */
  revision: number | undefined
  name: string | undefined
  content: EditedContent | undefined
}

const newRule: EditedRule = {
  ruleId: undefined,
  version: undefined,
  revision: undefined,
  name: undefined,
  content: undefined,
}

/**
 * What the address names: undefined for no rule, and for one that is not there any more. The draft,
 * where there is one, stands for the rule: it is what its author last meant.
 */
export function editedAt(
  { rules, drafts }: Pick<RulesView, 'rules' | 'drafts'>,
  ruleId: string | undefined,
): EditedRule | undefined {
  if (ruleId === NEW_RULE) return newRule
  const draft = drafts.find((one) => one.ruleId === ruleId)
  if (draft) {
    return {
      ruleId: draft.ruleId,
      version: draft.baseVersion ?? undefined,
      revision: draft.revision,
      name: draft.content.name,
      content: { ...draft.content, leftOut: draft.leftOut },
    }
  }
  const rule = rules.find((one) => one.id === ruleId)
  if (!rule) return undefined
  return {
    ruleId: rule.id,
    version: rule.version,
    revision: undefined,
    name: rule.name,
    content: rule,
  }
}

/** What the preview is asked about: for a rule that is not live yet, as if it were new. */
export function ruleChange(
  draft: RuleDraft,
  property: PropertyView,
  { ruleId, version }: EditedRule,
): Extract<RuleChange, { kind: 'rule' }> {
  const live = version === undefined ? {} : { ruleId, version }
  return { kind: 'rule', rule: { ...toRuleInput(draft, property), ...live } }
}

export function draftInput(
  draft: RuleDraft,
  property: PropertyView,
  { ruleId, version, revision }: EditedRule,
): DraftInput {
  return { ...toRuleInput(draft, property), ruleId, version, revision }
}
