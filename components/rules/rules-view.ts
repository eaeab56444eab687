import type { ActionResult } from '@/lib/kernel/result'
import type { Conditions } from '@/lib/rules/engine/condition'
import type { RuleInput } from '@/lib/rules/schemas'

/** What the rules screen shows; the server builds it (lib/rules/page-view.ts). */
export interface RuleView {
  id: string
  propertyId: string
  name: string
  version: number
  conditions: Conditions
  words: string
  accessGroupIds: string[]
  accessGroupNames: string[]
  roleId: string
  roleName: string
  mobileKey: boolean
  peopleMatched: number
  updatedBy: string
  updatedAt: string
}

export interface RulesView {
  properties: { id: string; name: string; ruleCount: number; peopleCovered: number }[]
  accessGroups: { id: string; propertyId: string; name: string; doorCount: number }[]
  roles: { id: string; name: string; rank: number; key: string }[]
  groups: { id: string; name: string }[]
  seen: Record<string, { people: number; values: { value: string; people: number }[] }>
  peopleTotal: number
  keyDefault: boolean
  startsWithEveryone: boolean
  rules: RuleView[]
}

/** The server actions of the screen. */
export interface RuleActions {
  save: (input: RuleInput) => Promise<ActionResult<{ given: number; taken: number }>>
  remove: (input: { ruleId: string }) => Promise<ActionResult<unknown>>
  move: (input: { ruleId: string; direction: 'up' | 'down' }) => Promise<ActionResult<unknown>>
}

export const counted = (count: number, one: string, many = `${one}s`) =>
  `${count} ${count === 1 ? one : many}`
