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
  properties: PropertyView[]
  accessGroups: { id: string; propertyId: string; name: string; doorCount: number }[]
  doors: { id: string; propertyId: string; name: string }[]
  roles: { id: string; name: string; rank: number; key: string }[]
  /** The rank of whoever looks: a rule may give no role above it. */
  ownRank: number
  groups: { id: string; name: string }[]
  peopleTotal: number
  keyDefault: boolean
  startsWithEveryone: boolean
  rules: RuleView[]
}

export interface PropertyView {
  id: string
  name: string
  timeZone: string
  ruleCount: number
  peopleCovered: number
}

/** What people really have, by operand; `value` is what a condition stores. */
export type SeenValues = Record<
  string,
  { people: number; values: { value: string; label: string; people: number }[] }
>

/** What the editor knows beside the page; the values seen arrive after it has opened. */
export interface EditorView extends RulesView {
  seen: SeenValues | undefined
}

/** The server actions of the screen. */
export interface RuleActions {
  save: (input: RuleInput) => Promise<ActionResult<{ given: number; taken: number }>>
  remove: (input: { ruleId: string }) => Promise<ActionResult<unknown>>
  move: (input: { ruleId: string; direction: 'up' | 'down' }) => Promise<ActionResult<unknown>>
  readSeen: () => Promise<ActionResult<SeenValues>>
  addAccessGroup: (input: unknown) => Promise<ActionResult<{ id: string }>>
}
