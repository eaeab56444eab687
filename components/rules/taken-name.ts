import { nameKey } from '@/lib/kernel/name-key'
import type { PropertyView, RulesView } from './rules-view'

/** What is wrong with a rule's name while it is typed: another rule or draft of the property has it. */
export function takenName(
  { rules, drafts }: Pick<RulesView, 'rules' | 'drafts'>,
  property: Pick<PropertyView, 'id' | 'name'>,
  ruleId: string | undefined,
): (name: string) => string | undefined {
  const here = <One extends { propertyId: string }>(one: One) => one.propertyId === property.id
  const ofRules = rules.filter((rule) => here(rule) && rule.id !== ruleId)
  const ofDrafts = drafts.filter((draft) => here(draft) && draft.ruleId !== ruleId)
  return (name) => {
    const has = (one: { name: string }) => nameKey(one.name) === nameKey(name)
    const rule = ofRules.find(has)
    if (rule) return `${property.name} already has a rule called ${rule.name}.`
    const draft = ofDrafts.map((one) => one.content).find(has)
    return draft && `${property.name} already has a draft of a rule called ${draft.name}.`
  }
}
