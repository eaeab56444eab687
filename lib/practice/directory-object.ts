import { z } from 'zod'

/**
 * People and groups of a practice tenant, with Graph's names for what they have. One schema for
 * the rows, the portal's forms and the engine's input.
 */
const TEXT_LENGTH_MAX = 256
const MEMBERS_MAX = 5000

const text = z.string().max(TEXT_LENGTH_MAX)
const absent = text.nullable().default(null)

export const personSchema = z.object({
  id: z.guid(),
  userPrincipalName: text.min(1),
  displayName: text.min(1),
  givenName: absent,
  surname: absent,
  mail: absent,
  mailNickname: absent,
  jobTitle: absent,
  department: absent,
  employeeId: absent,
  employeeType: absent,
  officeLocation: absent,
  streetAddress: absent,
  city: absent,
  state: absent,
  postalCode: absent,
  country: absent,
  telephoneNumber: absent,
  mobilePhone: absent,
  faxNumber: absent,
  preferredLanguage: absent,
  accountEnabled: z.boolean(),
  /** Member of the tenant, or a guest from another one. */
  userType: z.enum(['Member', 'Guest']).default('Member'),
  managerId: z.guid().nullable().default(null),
  /** Template ids of directory roles (microsoft-side 2.5). */
  directoryRoles: z.array(z.guid()).max(20).default([]),
  /** In the recycle bin since then. */
  deletedDateTime: z.iso.datetime().nullable().default(null),
  /** Assigned to the enterprise application by themselves, not through a group. */
  assigned: z.boolean().default(false),
})
export type Person = z.output<typeof personSchema>

export const groupSchema = z.object({
  id: z.guid(),
  displayName: text.min(1),
  description: absent,
  memberIds: z.array(z.guid()).max(MEMBERS_MAX).default([]),
  /** Assigned to the enterprise application: it and its direct members are in scope. */
  assigned: z.boolean().default(false),
})
export type Group = z.output<typeof groupSchema>

/** All that a provisioning cycle looks at. */
export interface Directory {
  people: Person[]
  groups: Group[]
}
