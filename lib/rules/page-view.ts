import { describeConditions } from './engine/describe'
import { brokenOf } from './gone-groups'
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
      broken: brokenWords(rule),
      peopleMatched: rule.peopleMatched,
      updatedBy: rule.updatedBy,
      updatedAt: rule.updatedAt.toISOString(),
    })),
  }
}

/** A rule that names a group which is gone from Entra says which, and what holds meanwhile (product.md 4.3). */
function brokenWords(rule: RulesPage['rules'][number]): string | null {
  const broken = rule.enabled ? brokenOf(rule) : undefined
  if (!broken) return null
  const names = broken.groups.map((group) => group.name ?? 'of this rule')
  const gone = `The group ${new Intl.ListFormat('en').format(names)} no longer exists in Entra.`
  if (broken.ended) return `${gone} The rule covers nobody until you choose another.`
  const until = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: rule.timeZone,
  }).format(broken.until)
  return `${gone} Until ${until} the rule keeps its last result and adds nobody. Edit it and choose another.`
}
