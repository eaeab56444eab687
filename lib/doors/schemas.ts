import { z } from 'zod'
import type { DoorAnswer } from '@/lib/kernel/door-answers'
import type { OpeningHours } from '@/lib/kernel/opening-hours'
import { CARD_TEXT_LENGTH_MAX } from '@/lib/keys/schemas'

/** Shapes that the browser, door controllers and the server share. */
const ID_LENGTH_MAX = 64
const SECRET_LENGTH_MAX = 100
const NAME_LENGTH_MAX = 60
const SEARCH_LENGTH_MAX = 100
const PAGE_MAX = 10_000

const door = z.string().min(1).max(ID_LENGTH_MAX)
const absent = z.undefined().optional()

/**
 * A key says who it is by its id, or by the secret that its device holds; a card by its number, as
 * the reader reads it. Exactly one of them.
 */
export const doorQuestionSchema = z.union([
  z.strictObject({
    door,
    key: z.string().min(1).max(ID_LENGTH_MAX),
    credential: absent,
    card: absent,
  }),
  z.strictObject({
    door,
    credential: z.string().min(1).max(SECRET_LENGTH_MAX),
    key: absent,
    card: absent,
  }),
  z.strictObject({
    door,
    card: z.string().min(1).max(CARD_TEXT_LENGTH_MAX),
    key: absent,
    credential: absent,
  }),
])
export type DoorQuestion = z.infer<typeof doorQuestionSchema>

export const controllerSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'Give it a name.')
    .max(NAME_LENGTH_MAX, `Use ${NAME_LENGTH_MAX} characters at most.`),
  /** Empty: the doors of every property. */
  propertyId: z.string().max(ID_LENGTH_MAX),
})
export type ControllerInput = z.infer<typeof controllerSchema>

export const controllerIdSchema = z.object({ id: z.string().min(1).max(ID_LENGTH_MAX) })

export interface ListedController {
  id: string
  name: string
  /** Null: the doors of every property. */
  property: string | null
  ending: string
  madeBy: string
  createdAt: Date
  revokedAt: Date | null
  lastHeardAt: Date | null
  /** Since when access is taken at its doors without a word from it; null while all is well. */
  unconfirmedSince: Date | null
}

export interface NewController {
  /** Told once. Only its SHA-256 is kept. */
  credential: string
  ending: string
}

/** Doors that do not know of a change, because their controller was last heard before it. */
export interface SilentDoors {
  controller: string
  /** When the controller was last heard. */
  since: Date
  count: number
  /** Their names, at most as many as are worth naming. */
  doors: string[]
}

/** What the doors of one property know of a change. */
export interface Confirmation {
  propertyId: string
  property: string
  timeZone: string
  /** When the change was made. */
  at: Date
  /** For how many of its doors a controller asks, and how many of those know of it. */
  doors: number
  confirmed: number
  /** Since when all of them do; null while one does not, and where that is too long ago to say. */
  confirmedAt: Date | null
  /** Doors that no controller asks for, so that nothing opens them. */
  unasked: number
  silent: SilentDoors[]
}

export interface PersonConfirmations {
  /** Of each key that was stopped. */
  keys: (Confirmation & { keyId: string })[]
  /** Of each grant that runs. */
  grants: (Confirmation & { grantId: string })[]
  /** Of everything that ended when the person did, property by property. */
  ended: Confirmation[]
}

/** What a door answered a person. */
export interface DoorTouch {
  id: string
  at: Date
  /** Null when the controller named a door that is not its own. */
  door: string | null
  property: string | null
  timeZone: string | null
  answer: DoorAnswer
}

export const openerViews = ['open', 'shut'] as const
/** The people whose key or card opens the door now, or those who may use it and carry none that does. */
export type OpenerView = (typeof openerViews)[number]

export const OPENER_PAGE_SIZE = 50

/** The address of the list. A value that nobody could have chosen reads as its default. */
export const openerQuerySchema = z.object({
  view: z.enum(openerViews).catch('open'),
  q: z.string().trim().max(SEARCH_LENGTH_MAX).catch(''),
  page: z.coerce.number().int().min(1).max(PAGE_MAX).catch(1),
})
export type OpenerQuery = z.infer<typeof openerQuerySchema>

/** By what somebody may use the door. */
export interface OpenerGrant {
  accessGroup: string
  hours: OpeningHours
  source: 'rule' | 'hand'
  /** The rules that give the access group now; empty for what was given by hand. */
  rules: string[]
  givenBy: string | null
  since: Date
  until: Date | null
}

export interface Opener {
  employeeId: string
  name: string
  email: string | null
  /** The very answer that the door would get now. */
  answer: DoorAnswer
  /** Of the key or the card that the answer is about. */
  carriedSince: Date | null
  device: string | null
  /** How the card's number ends; null for a key. */
  card: string | null
  grants: OpenerGrant[]
}

export interface OpenerPage {
  rows: Opener[]
  /** How many there are in each view, whatever page is shown. */
  totals: Record<OpenerView, number>
  page: number
}

export interface DoorPlace {
  id: string
  name: string
  property: { id: string; name: string; timeZone: string }
  accessGroups: { name: string; hours: OpeningHours }[]
}
