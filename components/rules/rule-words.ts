import { describeConditions } from '@/lib/rules/engine/describe'
import type { RuleContent } from '@/lib/rules/schemas'
import type { RulesView } from './rules-view'

interface Named {
  id: string
  name: string
}

type NamesIn = Pick<RulesView, 'names'> & { accessGroups: Named[]; roles: Named[] }

export interface RulePart {
  name: string
  words: string
}

/** A rule in its parts, each in words: what stands side by side where two versions meet. */
export function ruleParts(content: RuleContent, view: NamesIn): RulePart[] {
  const nameIn = (list: Named[]) => (id: string) => list.find((one) => one.id === id)?.name
  const doors = content.accessGroupIds
    .map((id) => nameIn(view.accessGroups)(id) ?? 'a deleted access group')
    .toSorted()
  return [
    { name: 'Name', words: content.name },
    { name: 'If', words: describeConditions(content.conditions, (id) => view.names[id]) },
    { name: 'Doors', words: doors.join(', ') || 'none yet' },
    { name: 'Role', words: nameIn(view.roles)(content.roleId) ?? 'a deleted role' },
    { name: 'Mobile key', words: content.mobileKey ? 'Yes' : 'No' },
    { name: 'Left out', words: leftOutWords(content, view) },
  ]
}

function leftOutWords({ leftOut }: RuleContent, { names }: NamesIn): string {
  const people = leftOut.map(({ employeeId, until }) => {
    const name = names[employeeId] ?? `person ${employeeId}`
    return until === null ? name : `${name} until ${until.slice(0, 10)}`
  })
  return people.toSorted().join(', ') || 'nobody'
}

/** The names of the parts that differ. */
export function differingParts(one: RuleContent, other: RuleContent, view: NamesIn): string[] {
  const theirs = ruleParts(other, view)
  return ruleParts(one, view)
    .filter(({ words }, index) => words !== theirs[index]?.words)
    .map(({ name }) => name)
}
