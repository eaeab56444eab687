import { describeConditions } from './engine/describe'
import type { RulesPage } from './rules-page'

/** What the browser receives of the rules screen: plain values, and each rule in words. */
export function rulesView(page: RulesPage, ownRank: number) {
  const names = new Map(page.groups.map((group) => [group.id, group.name]))
  return {
    properties: page.properties,
    accessGroups: page.accessGroups,
    doors: page.doors,
    roles: page.roles,
    ownRank,
    groups: page.groups,
    peopleTotal: page.peopleTotal,
    keyDefault: page.keyDefault,
    startsWithEveryone: page.startsWithEveryone,
    rules: page.rules.map((rule) => ({
      id: rule.id,
      propertyId: rule.propertyId,
      name: rule.name,
      version: rule.version,
      conditions: rule.conditions,
      words: describeConditions(rule.conditions, (id) => names.get(id)),
      accessGroupIds: rule.outcome.accessGroupIds,
      accessGroupNames: rule.accessGroupNames,
      roleId: rule.outcome.roleId,
      roleName: rule.roleName,
      mobileKey: rule.outcome.mobileKey,
      peopleMatched: rule.peopleMatched,
      updatedBy: rule.updatedBy,
      updatedAt: rule.updatedAt.toISOString(),
    })),
  }
}
