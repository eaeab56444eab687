import { z } from 'zod'
import type { Actor } from '@/lib/kernel/actors'
import type { ActivityData, ActivityKind, Lens } from './kinds'

/** Shapes that the browser and the server share. */
export const lenses = ['people', 'sync', 'changes'] as const satisfies Lens[]

/** The kinds that a lens holds, by their noun: what the filter *What* offers. */
export const nounsOf = {
  people: ['employee', 'access', 'role', 'key', 'email'],
  sync: ['scim', 'group'],
  changes: ['organization', 'place', 'rule', 'integration', 'token', 'alert', 'help'],
} as const satisfies Record<Lens, string[]>

export const periods = ['all', '24h', '7d', '30d'] as const
export type Period = (typeof periods)[number]

export const ACTIVITY_PAGE_SIZE = 50
const SEARCH_LENGTH_MAX = 100
const ID_LENGTH_MAX = 64
const CURSOR_LENGTH_MAX = 120

/** The address of the activity log. A value that nobody could have chosen reads as its default. */
export const activityQuerySchema = z.object({
  lens: z.enum(lenses).catch('people'),
  what: z
    .string()
    .max(ID_LENGTH_MAX)
    .regex(/^[a-z]+$/)
    .catch(''),
  period: z.enum(periods).catch('all'),
  q: z.string().trim().max(SEARCH_LENGTH_MAX).catch(''),
  subject: z.string().max(ID_LENGTH_MAX).catch(''),
  /** Where an older page begins: `next` of the one before it. */
  page: z.string().max(CURSOR_LENGTH_MAX).catch(''),
})
export type ActivityQuery = z.infer<typeof activityQuerySchema>

export interface ActivityRow<K extends ActivityKind = ActivityKind> {
  id: string
  at: Date
  kind: K
  actor: Actor
  data: ActivityData[K]
  subject: { kind: string; id: string } | null
  property: { id: string; name: string; timeZone: string } | null
  requestId: string | null
}
/** Any entry, told apart by its kind. */
export type AnyActivityRow = { [K in ActivityKind]: ActivityRow<K> }[ActivityKind]

export interface ActivityPage {
  rows: AnyActivityRow[]
  /** Where the next, older page begins; null at the end. */
  next: string | null
}
