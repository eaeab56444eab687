import { z } from 'zod'
import type { Actor } from '@/lib/kernel/actors'
import type { ActivityData, ActivityKind, Lens } from './kinds'

/** Shapes that the browser and the server share. */
export const lenses = ['people', 'sync', 'changes'] as const satisfies Lens[]

/** The kinds that a lens holds, by their noun: what the filter *What* offers. */
export const nounsOf = {
  people: ['employee', 'access', 'role', 'key', 'card', 'door', 'email'],
  sync: ['scim', 'group'],
  changes: [
    'organization',
    'place',
    'rule',
    'integration',
    'token',
    'alert',
    'controller',
    'inbox',
    'export',
    'help',
  ],
} as const satisfies Record<Lens, string[]>

export const periods = ['all', '24h', '7d', '30d', 'custom'] as const
export type Period = (typeof periods)[number]

/** How a request ended; everything else in the log did happen. */
export const outcomes = ['any', 'done', 'refused', 'failed'] as const
export type OutcomeFilter = (typeof outcomes)[number]

/** Who did it, besides an administrator, whose id stands for itself. */
export const actorKinds = ['scim', 'system', 'person', 'guest'] as const

export const ACTIVITY_PAGE_SIZE = 50
/** Counting on takes longer than anybody waits for a number that large. */
/**
 * Of text that stands anywhere in an entry no index knows. So many entries are looked through at
 * once, which takes tenths of a second; a press looks through as many again.
 */
export const ACTIVITY_SEARCHED_MAX = 50_000
export const ACTIVITY_COUNTED_MAX = 10_000
const SEARCH_LENGTH_MAX = 100
const ID_LENGTH_MAX = 64
const CURSOR_LENGTH_MAX = 120

const id = z.string().max(ID_LENGTH_MAX).regex(/^\w*$/).catch('')
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((text) => !Number.isNaN(Date.parse(text)))
  .catch('')

/** The address of the activity log. A value that nobody could have chosen reads as its default. */
export const activityQuerySchema = z.object({
  lens: z.enum(lenses).catch('people'),
  what: z
    .string()
    .max(ID_LENGTH_MAX)
    .regex(/^[a-z]+$/)
    .catch(''),
  outcome: z.enum(outcomes).catch('any'),
  property: id,
  actor: id,
  period: z.enum(periods).catch('all'),
  /** Days of the organisation's time zone, both included; they count while the period is `custom`. */
  from: day,
  to: day,
  q: z.string().trim().max(SEARCH_LENGTH_MAX).catch(''),
  subject: id,
  /** Everything that one request did, through every lens. */
  request: id,
  /** Where an older page begins: `next` of the one before it. */
  page: z.string().max(CURSOR_LENGTH_MAX).catch(''),
})
export type ActivityQuery = z.infer<typeof activityQuerySchema>

export const entryTabs = ['happened', 'why', 'changes', 'technical'] as const
export type EntryTab = (typeof entryTabs)[number]
export const entryQuerySchema = z.object({ tab: z.enum(entryTabs).catch('happened') })

const VIEW_NAME_LENGTH_MAX = 60

/** Filters under a name, kept for the administrator who chose them. */
export const savedViewSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'Give the view a name.')
    .max(VIEW_NAME_LENGTH_MAX, `Use at most ${VIEW_NAME_LENGTH_MAX} characters.`),
  query: activityQuerySchema,
})
export type NewSavedView = z.infer<typeof savedViewSchema>
export const savedViewIdSchema = z.object({ id })

export interface SavedView {
  id: string
  name: string
  query: ActivityQuery
}

export const newerEntriesSchema = z.object({
  query: activityQuerySchema,
  /** The newest entry that is shown; empty when none is. */
  newest: z.string().max(CURSOR_LENGTH_MAX),
})

export interface ActivityRow<K extends ActivityKind = ActivityKind> {
  id: string
  at: Date
  lens: Lens
  kind: K
  actor: Actor
  data: ActivityData[K]
  subject: { kind: string; id: string } | null
  property: { id: string; name: string; timeZone: string } | null
  requestId: string | null
}
/** Any entry, told apart by its kind. */
export type AnyActivityRow = { [K in ActivityKind]: ActivityRow<K> }[ActivityKind]

/** Where an entry stands in the log. */
export function cursorOf(entry: { id: string; at: Date }): string {
  return `${entry.at.toISOString()}|${entry.id}`
}

export interface ActivityTotal {
  count: number
  /** Whether there are more than were counted; `perhaps` where a search looked back only so far. */
  more: 'no' | 'yes' | 'perhaps'
}

export interface ActivityPage {
  rows: AnyActivityRow[]
  /** Where the next, older page begins; null at the end. */
  next: string | null
  /** A search that looked back only so far; `next` goes on from there. Null: to the end of the page, or of the log. */
  searchedTo: Date | null
}

/** One moment of a person's history. */
export interface HistoryMoment {
  id: string
  at: Date
  actor: Actor
  /** Of the property that it is about; null when it is about none. */
  timeZone: string | null
  /** Changes of a group or a rule, for what no value of the person explains. */
  causes: AnyActivityRow[]
  /** What changed in the directory. */
  values: AnyActivityRow[]
  /** The access, roles, keys and e-mails that came of it, in order. */
  followed: Followed[]
}

export interface Followed {
  entry: AnyActivityRow
  parts: FollowedPart[]
}

/** One thing that an entry tells of, as an entry (`entry-parts.ts`). */
export interface FollowedPart {
  part: AnyActivityRow
  /** Of an access group that was given or taken: the doors that it has today. */
  doors: string[]
}
