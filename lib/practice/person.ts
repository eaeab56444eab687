import { z } from 'zod'

/** People and groups of the practice directory, in Graph's words. Parsed whenever they are read. */
const TEXT_LENGTH_MAX = 256
const text = z.string().trim().max(TEXT_LENGTH_MAX, `At most ${TEXT_LENGTH_MAX} characters.`)

export const directoryRoles = {
  global: { name: 'Global Administrator', template: '62e90394-69f5-4237-9190-012177145e10' },
  cloud: {
    name: 'Cloud Application Administrator',
    template: '158c047a-c907-4556-b7ef-446551a6b5f7',
  },
} as const

export const personSchema = z.object({
  userPrincipalName: text,
  displayName: text,
  givenName: text,
  surname: text,
  jobTitle: text,
  department: text,
  employeeType: text,
  employeeId: text,
  mail: text,
  mailNickname: text,
  preferredLanguage: text,
  officeLocation: text,
  streetAddress: text,
  city: text,
  state: text,
  postalCode: text,
  country: text,
  businessPhone: text,
  mobilePhone: text,
  managerId: z.string().nullable(),
  role: z.enum(['global', 'cloud']).nullable(),
  accountEnabled: z.boolean(),
  /** Whether the person is assigned to the provisioning application. */
  assigned: z.boolean(),
  deletedAt: z.iso.datetime().nullable(),
})

export type PersonDocument = z.output<typeof personSchema>
export type Person = PersonDocument & { id: string }

const MEMBERS_MAX = 5000

export const groupSchema = z.object({
  displayName: text,
  assigned: z.boolean(),
  memberIds: z.array(z.string()).max(MEMBERS_MAX),
})

export type GroupDocument = z.output<typeof groupSchema>
export type Group = GroupDocument & { id: string }

const required = (name: string) => text.min(1, `${name} is missing.`)

/** What the portal lets people edit. */
export const personEditSchema = z.object({
  givenName: required('The given name'),
  surname: required('The family name'),
  displayName: required('The display name'),
  userPrincipalName: z.email('A user name looks like an e-mail address.').max(TEXT_LENGTH_MAX),
  department: text,
  jobTitle: text,
  employeeType: text,
  officeLocation: text,
  country: text,
  mail: z.union([z.literal(''), z.email('This is no e-mail address.').max(TEXT_LENGTH_MAX)]),
})

export type PersonEdit = z.output<typeof personEditSchema>

/**
 * Entra's computed `IsSoftDeleted`: deleted, disabled or unassigned (entra-profile 3.1). The person
 * then arrives with `active` false.
 */
export function isSoftDeleted(person: PersonDocument): boolean {
  return person.deletedAt !== null || !person.accountEnabled || !person.assigned
}
