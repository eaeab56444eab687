import type {
  ApplyAnswer,
  ApplyProgress,
  ChangedPeople,
  ChangedPeopleInput,
  Coverage,
  CoverageInput,
  ListedPerson,
  RulePreview,
  TriedPerson,
  TriedRules,
  TryRulesInput,
} from '@/lib/access/schemas'
import type { FindPeopleInput } from '@/lib/directory/schemas'
import type { Confirmation } from '@/lib/doors/schemas'
import type { WithProgress } from '@/lib/kernel/progress'
import type { ActionResult } from '@/lib/kernel/result'
import type { AccessGroupInput } from '@/lib/places/schemas'
import type { Conditions } from '@/lib/rules/engine/condition'
import type {
  ApplyInput,
  ComparePropertiesInput,
  CompareVersionsInput,
  CopyPlan,
  CopyPlanInput,
  DraftAnswer,
  DraftInput,
  LeftOut,
  PreviewInput,
  RuleDraftView,
  RulesComparison,
  RuleVersion,
  StartersInput,
  TryPersonInput,
  VersionsInput,
} from '@/lib/rules/schemas'

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
  enabled: boolean
  leftOut: LeftOutView[]
  /** What the rule names that is not there any more; null when all is well. */
  broken: string | null
  peopleMatched: number
  updatedBy: string
  updatedAt: string
}

export interface LeftOutView extends LeftOut {
  name: string
}

/** An edit that is not applied yet, with its conditions in words. */
export interface DraftView extends RuleDraftView {
  words: string
  leftOut: LeftOutView[]
}

export interface RulesView {
  properties: PropertyView[]
  accessGroups: { id: string; propertyId: string; name: string; doorCount: number }[]
  doors: { id: string; propertyId: string; name: string }[]
  roles: { id: string; name: string; rank: number; key: string; builtIn: boolean }[]
  /** The rank of whoever looks: a rule may give no role above it. */
  ownRank: number
  groups: { id: string; name: string }[]
  unreadable: UnreadableGroups | null
  /** Names for the ids that stand in conditions: groups, deleted ones too, and managers. */
  names: Record<string, string>
  peopleTotal: number
  keyDefault: boolean
  startsWithEveryone: boolean
  rules: RuleView[]
  drafts: DraftView[]
}

/** Microsoft lets nobody read the groups any more. */
export interface UnreadableGroups {
  since: Date
  /** Whether whoever looks may sign in again. */
  maySignIn: boolean
}

export interface PropertyView {
  id: string
  name: string
  timeZone: string
  /** Rules that are on; without one nothing changes at the property. */
  ruleCount: number
  offCount: number
  peopleCovered: number
}

/** What people really have, by operand; `value` is what a condition stores. */
export type SeenValues = Record<
  string,
  {
    people: number
    values: { value: string; label: string; people: number; detail?: string }[]
    partial?: true
  }
>

/** What the editor knows beside the page; the values seen arrive after it has opened. */
export interface EditorView extends RulesView {
  seen: SeenValues | undefined
}

/** The server actions of the screen. */
/** A version, and what doors know of it where it took access. */
export type KnownVersion = RuleVersion & { known: Confirmation | null }

export interface RuleActions {
  readSeen: () => Promise<ActionResult<SeenValues>>
  findPeople: (input: FindPeopleInput) => Promise<ActionResult<ListedPerson[]>>
  addAccessGroup: (input: AccessGroupInput) => Promise<ActionResult<{ id: string }>>
  preview: (input: PreviewInput) => Promise<ActionResult<RulePreview>>
  listChanged: (input: ChangedPeopleInput) => Promise<ActionResult<ChangedPeople>>
  tryPerson: (input: TryPersonInput) => Promise<ActionResult<TriedPerson>>
  readCoverage: (input: CoverageInput) => Promise<ActionResult<Coverage>>
  tryRules: (input: TryRulesInput) => Promise<ActionResult<TriedRules | null>>
  apply: (input: ApplyInput) => Promise<WithProgress<ApplyProgress, ActionResult<ApplyAnswer>>>
  saveDraft: (input: DraftInput) => Promise<ActionResult<DraftAnswer>>
  duplicate: (input: { ruleId: string }) => Promise<ActionResult<DraftAnswer>>
  discardDraft: (input: { ruleId: string }) => Promise<ActionResult<unknown>>
  listVersions: (input: VersionsInput) => Promise<ActionResult<KnownVersion[]>>
  compareVersions: (input: CompareVersionsInput) => Promise<ActionResult<RulesComparison>>
  compareProperties: (input: ComparePropertiesInput) => Promise<ActionResult<RulesComparison>>
  planCopy: (input: CopyPlanInput) => Promise<ActionResult<CopyPlan[]>>
  start: (input: StartersInput) => Promise<ActionResult<unknown>>
}
