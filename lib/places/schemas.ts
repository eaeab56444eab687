import { z } from 'zod'
import type { Language } from '@/lib/kernel/languages'
import type { OpeningHours } from '@/lib/kernel/opening-hours'

/** Shapes that the browser and the server share. */
export const NAME_LENGTH_MAX = 60
const ADDRESS_LENGTH_MAX = 200
const DESCRIPTION_LENGTH_MAX = 200
/** No building has more doors behind one badge; it bounds what one request may send. */
const GROUP_DOORS_MAX = 500
const ID_LENGTH_MAX = 64

const id = z.string().min(1).max(ID_LENGTH_MAX)

const name = z
  .string()
  .trim()
  .min(1, 'Give it a name.')
  .max(NAME_LENGTH_MAX, `Use ${NAME_LENGTH_MAX} characters at most.`)

const property = z
  .string()
  .min(1, 'Choose the property.')
  .max(ID_LENGTH_MAX, 'Choose the property.')

export const deletePlaceSchema = z.object({ id })

export const propertySchema = z.object({
  name,
  address: z
    .string()
    .trim()
    .max(ADDRESS_LENGTH_MAX, `Use ${ADDRESS_LENGTH_MAX} characters at most.`),
  timeZone: z.string().refine(isTimeZone, 'Choose a time zone from the list.'),
})
export const updatePropertySchema = propertySchema.extend({ id })

export const doorSchema = z.object({ propertyId: property, name })
export const updateDoorSchema = z.object({ id, name })

const doorIds = z
  .array(id)
  .max(GROUP_DOORS_MAX, `An access group holds ${GROUP_DOORS_MAX} doors at most.`)

/** Two lines a day; a week that needs more is two access groups. */
export const HOURS_LINES_MAX = 14
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time, such as 07:00.')
const hours = z
  .array(
    z.object({
      days: z
        .array(z.number().int().min(1).max(7))
        .min(1, 'Choose at least one day.')
        .max(7)
        .transform((days) => [...new Set(days)].sort((one, other) => one - other)),
      from: time,
      to: time,
    }),
  )
  .max(HOURS_LINES_MAX, `A schedule has ${HOURS_LINES_MAX} lines at most.`)
/** An access group without a line of hours opens its doors at any hour. */
export const accessGroupSchema = z.object({ propertyId: property, name, doorIds, hours })
export const updateAccessGroupSchema = z.object({ id, name, doorIds, hours })

/** The built-in roles, strongest first; a custom role is a copy of one of them. */
export const baseRoles = [
  'global_admin',
  'admin',
  'security',
  'user_manager',
  'front_desk',
  'user',
] as const
export type BaseRole = (typeof baseRoles)[number]

export const roleSchema = z.object({
  name,
  description: z
    .string()
    .trim()
    .max(DESCRIPTION_LENGTH_MAX, `Use ${DESCRIPTION_LENGTH_MAX} characters at most.`),
  basedOn: z.enum(baseRoles, 'Choose the role to copy.'),
})
export const updateRoleSchema = roleSchema.extend({ id })

export type PropertyInput = z.infer<typeof propertySchema>
export type DoorInput = z.infer<typeof doorSchema>
export type AccessGroupInput = z.infer<typeof accessGroupSchema>
export type AccessGroupChange = z.infer<typeof updateAccessGroupSchema>
export type RoleInput = z.infer<typeof roleSchema>

/** The address of a list of doors or access groups. What nobody could have chosen reads as no filter. */
export const placeQuerySchema = z.object({
  property: z.string().max(ID_LENGTH_MAX).catch(''),
  q: z.string().trim().max(NAME_LENGTH_MAX).catch(''),
})
export type PlaceQuery = z.infer<typeof placeQuerySchema>
export const noFilter: PlaceQuery = { property: '', q: '' }

/** The property whose contact is to be entered, when a page leads there. */
export const contactQuerySchema = z.object({ contact: z.string().max(ID_LENGTH_MAX).catch('') })

export interface ListedProperty {
  id: string
  name: string
  address: string
  timeZone: string
  /** How its e-mails speak and whom they name; in quiet mode none is sent. */
  emails: PropertyEmails
  doors: number
  accessGroups: number
  rules: number
  /** People who may open something here. */
  people: number
  /** Mobile keys that have not ended. */
  keys: number
}

export interface PropertyEmails {
  language: Language
  senderName: string
  contactName: string
  contactEmail: string
  contactPhone: string
  dayOneNote: string
  quiet: boolean
}

export interface PropertyChoice {
  id: string
  name: string
}

export interface ListedDoor {
  id: string
  name: string
  property: { id: string; name: string }
  /** The access groups that open it. */
  accessGroups: { id: string; name: string }[]
  /** People who can open it today. */
  people: number
}

export interface DoorChoice {
  id: string
  name: string
  propertyId: string
}

export interface ListedAccessGroup {
  id: string
  name: string
  property: { id: string; name: string; timeZone: string }
  hours: OpeningHours
  doors: { id: string; name: string }[]
  /** The rules that give it. */
  rules: { id: string; name: string }[]
  /** People who have it today; some of them by hand. */
  people: number
  peopleByHand: number
}

export interface ListedRole {
  id: string
  name: string
  description: string
  basedOn: BaseRole
  builtIn: boolean
  rank: number
  /** Administrators who sign in with it. */
  administrators: number
  /** Rules that give it, and the people it is given to. */
  rules: number
  people: number
}

/** An IANA zone by name. Offsets such as `+01:00`, which Intl also takes, know no summer time. */
export function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/** Every zone to choose from. Intl leaves UTC out of its own list. */
export function timeZones(): string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
}
