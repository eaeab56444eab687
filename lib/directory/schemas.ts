import { z } from 'zod'
import { type EditableDetail, editableDetails } from '@/lib/kernel/editable-details'
import type { EmailState } from '@/lib/kernel/email-states'
import type { EditClash } from '@/lib/kernel/plan-edit'

/** Shapes that the browser and the server share. */
export const employeeViews = [
  'all',
  'new',
  'no_access',
  'no_rule',
  'key_waiting',
  'deactivated',
  'needs_you',
] as const
export type EmployeeView = (typeof employeeViews)[number]
/** Views of what people do not have: a property in the address says where they lack it. */
export const viewsOfLack: ReadonlySet<EmployeeView> = new Set(['no_access', 'no_rule'])

export const employeeStatuses = [
  'active',
  'held',
  'conflict',
  'second_account',
  'deactivated',
  'deleted',
] as const
export type EmployeeStatus = (typeof employeeStatuses)[number]

export type KeyState =
  | 'waiting'
  | 'sent'
  | 'delivered'
  | 'opened'
  | 'active'
  /** Reported lost: it is on a phone and opens nothing. */
  | 'suspended'
  | 'bounced'
  | 'expired'
  | 'revoked'

export const EMPLOYEE_PAGE_SIZE = 50
const SEARCH_LENGTH_MAX = 100
const ID_LENGTH_MAX = 64
const PAGE_MAX = 10_000

/** The address of the employee table. A value that nobody could have chosen reads as its default. */
export const employeeQuerySchema = z.object({
  view: z.enum(employeeViews).catch('all'),
  q: z.string().trim().max(SEARCH_LENGTH_MAX).catch(''),
  property: z.string().max(ID_LENGTH_MAX).catch(''),
  page: z.coerce.number().int().min(1).max(PAGE_MAX).catch(1),
})
export type EmployeeQuery = z.infer<typeof employeeQuerySchema>

export const employeeIdSchema = z.object({ employeeId: z.string().min(1).max(ID_LENGTH_MAX) })

export const keyIdSchema = z.object({ keyId: z.string().min(1).max(ID_LENGTH_MAX) })
export const keyPlaceSchema = employeeIdSchema.extend({
  propertyId: z.string().min(1).max(ID_LENGTH_MAX),
})

/** More than a directory sends, and little enough to be read. */
const DETAIL_LENGTH_MAX = 500
const detail = z
  .string()
  .trim()
  .max(DETAIL_LENGTH_MAX, `At most ${DETAIL_LENGTH_MAX} characters.`)
  .refine((text) => !text.includes('\0'), 'This cannot be stored.')
const details = {
  displayName: detail,
  givenName: detail,
  familyName: detail,
  phone: detail,
  title: detail,
  department: detail,
  employeeNumber: detail,
  preferredLanguage: detail,
} satisfies Record<EditableDetail, typeof detail>
const named = { displayName: detail.min(1, 'Enter a name.') }

/** What a person is shown with; an empty text is no value. */
export const detailsSchema = z.object({ ...details, ...named })
export type DetailsForm = z.infer<typeof detailsSchema>

export const editDetailsSchema = employeeIdSchema.extend({
  /** What the form was opened with. */
  began: z.object(details),
  typed: detailsSchema,
})
export type EditDetailsInput = z.infer<typeof editDetailsSchema>

export type EditedDetails =
  | { kind: 'saved' }
  /** Fields that became others while the form was open; nothing was changed. */
  | { kind: 'clash'; clashes: EditClash<EditableDetail>[] }

export const entraValueSchema = employeeIdSchema.extend({ detail: z.enum(editableDetails) })
export type EntraValueInput = z.infer<typeof entraValueSchema>

/** A person whom Sequr alone keeps has an e-mail that is edited here too. */
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const EMAIL_LENGTH_MAX = 254
const email = z
  .string()
  .trim()
  .max(EMAIL_LENGTH_MAX, `At most ${EMAIL_LENGTH_MAX} characters.`)
  .refine((text) => text === '' || EMAIL.test(text), 'Enter an e-mail address, or leave it empty.')

export const localPersonSchema = detailsSchema.extend({ primaryEmail: email })
export type LocalPersonForm = z.infer<typeof localPersonSchema>

const effectSchema = z.object({
  given: z.number(),
  taken: z.number(),
  keysIssued: z.number(),
  keysRevoked: z.number(),
})

export const editLocalSchema = employeeIdSchema.extend({
  began: z.object({ ...details, primaryEmail: z.string().trim() }),
  typed: localPersonSchema,
  /** What the administrator was told that it does. */
  agreed: effectSchema.optional(),
})
export type EditLocalInput = z.infer<typeof editLocalSchema>

export const findPeopleSchema = z.object({
  search: z.string().trim().min(1).max(SEARCH_LENGTH_MAX),
})
export type FindPeopleInput = z.infer<typeof findPeopleSchema>

export interface FoundPerson {
  id: string
  name: string
  department: string | null
}

/** What a person has at one property. */
export interface EmployeePlace {
  propertyId: string
  property: string
  accessGroups: string[]
  role: string | null
  rules: string[]
  key: KeyState | null
}

export interface EmployeeRow {
  id: string
  name: string
  email: string | null
  phone: string | null
  department: string | null
  source: 'entra' | 'local'
  status: EmployeeStatus
  places: EmployeePlace[]
}

export interface EmployeePage {
  rows: EmployeeRow[]
  total: number
  /** The page that was read: the last one when the address asked for more. */
  page: number
}

export interface EmployeeDetails {
  id: string
  name: string
  status: EmployeeStatus
  source: 'entra' | 'local'
  email: string | null
  phone: string | null
  userName: string | null
  givenName: string | null
  familyName: string | null
  title: string | null
  department: string | null
  employeeNumber: string | null
  preferredLanguage: string | null
  externalId: string | null
  /** The person's page at Microsoft; null where it is not known, or the directory is not Microsoft's. */
  entraAddress: string | null
  /** Where Sequr shows another value than Entra has. */
  edits: DetailEdits
  /** The details that Sequr owns. */
  sequrOwns: EditableDetail[]
  /** Entra sent no e-mail, and the user name is one (product.md 4.4). */
  emailFromUserName: boolean
  createdAt: Date
  lastModifiedAt: Date
  /** When all access ended: deactivated or deleted in Entra. */
  endedAt: Date | null
  /** When personal data was removed, after the time for which deleted people are kept. */
  erasedAt: Date | null
  manager: { id: string; name: string } | null
  groups: EmployeeGroup[]
  keys: EmployeeKey[]
  emails: EmployeeEmail[]
  /** Whom this is a second account of; of a record kept by hand, into whom it was joined. */
  sameAs: { id: string; name: string } | null
}

/** What Entra has of a detail; `by` is null where nobody edited it and Sequr kept its own value. */
export interface DetailEdit {
  entra: string | null
  by: string | null
  /** ISO 8601. */
  at: string
}
export type DetailEdits = Partial<Record<EditableDetail, DetailEdit>>

export interface EmployeeGroup {
  id: string
  name: string
}

export interface EmployeeKey {
  id: string
  propertyId: string
  property: string
  timeZone: string
  state: KeyState
  stateAt: Date
  issuedAt: Date
  activatedAt: Date | null
  /** The first day, when the key has one. */
  startsAt: Date | null
  suspendedAt: Date | null
  suspendedFor: 'lost' | 'hold' | null
  revokedAt: Date | null
  /** Until when the link of its e-mail works; null when none does. */
  linkUntil: Date | null
  device: string | null
  /** A sentence; of a key that bounced the provider's code. */
  cause: string | null
  /** Every state that it came to, oldest first. */
  moves: KeyMove[]
}

export interface KeyMove {
  state: KeyState
  at: Date
  cause: string | null
}

export interface EmployeeEmail {
  id: string
  template: string
  subject: string
  recipient: string
  state: EmailState
  error: string | null
  createdAt: Date
  sentAt: Date | null
}

/** The one word for a person's state; what ends access comes before what only withholds it. */
export function employeeStatus(employee: {
  active: boolean
  hold: 'by_hand' | 'conflict' | null
  sameAs: string | null
  deletedAt: Date | null
}): EmployeeStatus {
  if (employee.deletedAt) return 'deleted'
  if (!employee.active) return 'deactivated'
  if (employee.hold === 'conflict') return employee.sameAs ? 'second_account' : 'conflict'
  return employee.hold === 'by_hand' ? 'held' : 'active'
}
