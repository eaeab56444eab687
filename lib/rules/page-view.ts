import { leavesOf } from './engine/condition'
import { describeConditions } from './engine/describe'
import type { RulesPage } from './rules-page'
import type { LeftOut } from './schemas'

/** What the browser receives of the rules screen: plain values, and each rule in words. */
export function rulesView({ rules, drafts, names, ...page }: RulesPage, ownRank: number) {
  const nameOf = (id: string) => names.get(id)
  const named = (leftOut: readonly LeftOut[]) =>
    leftOut.map((one) => ({ ...one, name: nameOf(one.employeeId) ?? 'A deleted person' }))
  return {
    ...page,
    ownRank,
    names: Object.fromEntries(names),
    drafts: drafts.map((draft) => ({
      ...draft,
      words: describeConditions(draft.content.conditions, nameOf),
      leftOut: named(draft.content.leftOut),
    })),
    rules: rules.map((rule) => ({
      id: rule.id,
      propertyId: rule.propertyId,
      name: rule.name,
      version: rule.version,
      conditions: rule.conditions,
      words: describeConditions(rule.conditions, nameOf),
      accessGroupIds: rule.outcome.accessGroupIds,
      accessGroupNames: rule.accessGroupNames,
      roleId: rule.outcome.roleId,
      roleName: rule.roleName,
      mobileKey: rule.outcome.mobileKey,
      enabled: rule.enabled,
      leftOut: named(rule.leftOut),
      broken: brokenWords(rule, { groups: page.groups, names }),
      peopleMatched: rule.peopleMatched,
      updatedBy: rule.updatedBy,
      updatedAt: rule.updatedAt.toISOString(),
    })),
  }
}

/** A rule that names a group which is gone from Entra says which (product.md 4.3). */
function brokenWords(
  { conditions, enabled }: RulesPage['rules'][number],
  { groups, names }: Pick<RulesPage, 'groups' | 'names'>,
): string | null {
  const known = new Set(groups.map((group) => group.id))
  const gone = leavesOf(conditions.conditions)
    .filter((one) => one.operand === 'group')
    .flatMap((one) => one.values.filter((id) => !known.has(id)))
  if (!enabled || gone.length === 0) return null
  const list = new Intl.ListFormat('en').format(
    [...new Set(gone)].map((id) => names.get(id) ?? 'of this rule'),
  )
  return `The group ${list} no longer exists in Entra. Edit the rule and choose another.`
}
