import { z } from 'zod'
import { readConditions } from './engine/condition'
import { leftOutSchema, type RuleContent } from './schemas'
import type { StoredRule } from './stored-rules'

/** A rule inside a version: its content under its id, with the names of what may be deleted since. */
export interface VersionedRule extends RuleContent {
  ruleId: string
  accessGroupNames: string[]
  roleName: string
}

const contentShape = {
  name: z.string(),
  conditions: z.unknown().transform(readConditions),
  accessGroupIds: z.array(z.string()),
  roleId: z.string(),
  mobileKey: z.boolean(),
  enabled: z.boolean(),
  leftOut: z.array(leftOutSchema),
}

const storedContent = z.object(contentShape)
const storedVersion = z.array(
  z.object({
    ...contentShape,
    ruleId: z.string(),
    accessGroupNames: z.array(z.string()),
    roleName: z.string(),
  }),
)

/** What a draft's column holds. Throws when it is none: nothing but our own writes gets there. */
export function readContent(stored: unknown): RuleContent {
  return storedContent.parse(stored)
}

export function readVersion(stored: unknown): VersionedRule[] {
  return storedVersion.parse(stored)
}

export function contentOf(rule: StoredRule): RuleContent {
  return {
    name: rule.name,
    conditions: rule.conditions,
    accessGroupIds: rule.outcome.accessGroupIds,
    roleId: rule.outcome.roleId,
    mobileKey: rule.outcome.mobileKey,
    enabled: rule.enabled,
    leftOut: rule.leftOut,
  }
}

export function versionedRule(rule: StoredRule): VersionedRule {
  return {
    ...contentOf(rule),
    ruleId: rule.id,
    accessGroupNames: rule.accessGroupNames,
    roleName: rule.roleName,
  }
}

/** Whether two rules say the same; their place in the order is not part of it. */
export function sameContent(one: StoredRule, other: StoredRule): boolean {
  return canonical(contentOf(one)) === canonical(contentOf(other))
}

function canonical(content: RuleContent): string {
  const byPerson = [...content.leftOut].sort((a, b) => (a.employeeId < b.employeeId ? -1 : 1))
  return JSON.stringify({
    ...content,
    accessGroupIds: [...new Set(content.accessGroupIds)].sort(),
    conditions: inOrder(content.conditions),
    leftOut: byPerson.map(({ employeeId, reason, until }) => ({
      employeeId,
      reason,
      until: until && new Date(until).toISOString(),
    })),
  })
}

/** Postgres keeps the keys of JSON in an order of its own. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, inOrder(one)]),
  )
}
