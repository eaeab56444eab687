import type { Condition, Conditions } from '@/lib/rules/engine/condition'
import { leavesOf } from '@/lib/rules/engine/condition'
import { foldText } from '@/lib/rules/engine/fold'
import type { RulesView } from './rules-view'

/** By the id of a deleted group, the living one that has its name. */
export type RemadeGroups = ReadonlyMap<string, { id: string; name: string }>

/**
 * A group that is deleted in Entra and made anew has another id, so rules do not follow it by
 * themselves: somebody else's group may have the same name. It is offered, to be previewed.
 */
export function remadeGroups(
  conditions: Conditions,
  { groups, names }: Pick<RulesView, 'groups' | 'names'>,
): RemadeGroups {
  const living = new Set(groups.map((group) => group.id))
  const remade = new Map<string, { id: string; name: string }>()
  for (const { operand, values } of leavesOf(conditions.conditions)) {
    if (operand !== 'group') continue
    for (const id of values) {
      const name = names[id]
      if (living.has(id) || name === undefined) continue
      const namesake = groups.find((group) => foldText(group.name) === foldText(name))
      if (namesake) remade.set(id, namesake)
    }
  }
  return remade
}

export function withRemadeGroups(
  { match, conditions }: Conditions,
  remade: RemadeGroups,
): Conditions {
  const replaced = <C extends Condition>(condition: C): C => {
    if (condition.kind === 'group') {
      return { ...condition, conditions: condition.conditions.map(replaced) }
    }
    if (condition.operand !== 'group') return condition
    const values = condition.values.map((id) => remade.get(id)?.id ?? id)
    return { ...condition, values: [...new Set(values)] }
  }
  return { match, conditions: conditions.map(replaced) }
}

/** "Use the new group “Engineering”": what the button says. */
export function remadeWords(remade: RemadeGroups): string {
  const names = [...new Set([...remade.values()].map((group) => `“${group.name}”`))]
  const list = new Intl.ListFormat('en').format(names)
  return `Use the new ${names.length === 1 ? 'group' : 'groups'} ${list}`
}
