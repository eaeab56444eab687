import { describeConditions } from '@/lib/rules/engine/describe'
import type { RuleContent } from '@/lib/rules/schemas'
import type { RulesView } from './rules-view'

export interface RulePart {
  name: string
  words: string
}

/** A rule in its parts, each in words: what stands side by side where two versions meet. */
export function ruleParts(content: RuleContent, view: RulesView): RulePart[] {
  const nameIn = (list: { id: string; name: string }[]) => (id: string) =>
    list.find((one) => one.id === id)?.name
  const doors = content.accessGroupIds
    .map((id) => nameIn(view.accessGroups)(id) ?? 'a deleted access group')
    .toSorted()
  return [
    { name: 'Name', words: content.name },
    { name: 'If', words: describeConditions(content.conditions, nameIn(view.groups)) },
    { name: 'Doors', words: doors.join(', ') || 'none yet' },
    { name: 'Role', words: nameIn(view.roles)(content.roleId) ?? 'a deleted role' },
    { name: 'Mobile key', words: content.mobileKey ? 'Yes' : 'No' },
    { name: 'Left out', words: leftOutWords(content) },
  ]
}

function leftOutWords({ leftOut }: RuleContent): string {
  if (leftOut.length === 0) return 'nobody'
  return leftOut.length === 1 ? '1 person' : `${leftOut.length} people`
}

/** The names of the parts that differ. */
export function differingParts(one: RuleContent, other: RuleContent, view: RulesView): string[] {
  const theirs = ruleParts(other, view)
  return ruleParts(one, view)
    .filter(({ words }, index) => words !== theirs[index]?.words)
    .map(({ name }) => name)
}
