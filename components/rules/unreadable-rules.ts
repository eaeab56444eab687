import { countedList } from '@/lib/kernel/words'
import { type Conditions, groupsIn } from '@/lib/rules/engine/condition'
import type { RulesView } from './rules-view'

type Rules = Pick<RulesView, 'unreadable' | 'rules' | 'drafts'>

/** How many groups it names that cannot be read at Microsoft; none while they can. */
export function unreadableGroups(
  conditions: Conditions,
  { unreadable }: Pick<RulesView, 'unreadable'>,
): number {
  return unreadable ? groupsIn(conditions).length : 0
}

/** A rule that is off gives nothing, and of a broken one its deleted group says more. */
export function isUnreadable(
  { conditions, enabled, broken }: RulesView['rules'][number],
  view: Pick<RulesView, 'unreadable'>,
): boolean {
  return enabled && broken === null && unreadableGroups(conditions, view) > 0
}

/** "2 rules and 1 draft name groups that cannot be read": what the list of properties says of one. */
export function unreadableWords(view: Rules, propertyId: string): string | undefined {
  const rules = view.rules.filter((one) => one.propertyId === propertyId && isUnreadable(one, view))
  const drafts = view.drafts.filter(
    (one) => one.propertyId === propertyId && unreadableGroups(one.content.conditions, view) > 0,
  )
  const total = rules.length + drafts.length
  if (total === 0) return undefined
  const which = countedList([
    [rules.length, 'rule'],
    [drafts.length, 'draft'],
  ])
  return `${which} ${total === 1 ? 'names a group' : 'name groups'} that cannot be read`
}
