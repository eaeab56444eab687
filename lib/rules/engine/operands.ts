/**
 * What a rule can ask about a person (product.md 4.1): the label people read, what it is called in
 * Entra, and where SCIM carries it. Offered in this order.
 */
export type OperandType =
  | 'text'
  | 'email'
  | 'list'
  | 'groups'
  | 'person'
  | 'yesNo'
  | 'numberLike'
  | 'date'
  | 'code'
  | 'custom'

export interface Operand {
  id: string
  label: string
  heading: 'Membership' | 'Work' | 'Place' | 'Contact' | 'Account' | 'Name' | 'Custom'
  type: OperandType
  /** The attribute's name in Entra. */
  entra: string
  scimPath: string
  /** Entra's default mapping does not send it; the administrator adds a mapping line. */
  mapByHand?: true
  /** Names under which a custom extension may carry it, in small letters. */
  extensionNames?: readonly string[]
  /** Names one person, or a few: what differs by a letter is another, not a misspelling. */
  identifies?: true
  /** How its values are compared (`fold-value.ts`), where it is not as texts. */
  foldedAs?: 'email' | 'country'
  note?: string
}

const enterprise = (name: string) =>
  `urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:${name}`
/** As the mapping line is suggested; an extension of any other name is read as well. */
const sequr = (name: string) => `urn:ietf:params:scim:schemas:extension:sequr:2.0:User:${name}`

export const operands: readonly Operand[] = [
  {
    id: 'group',
    label: 'Group',
    heading: 'Membership',
    type: 'groups',
    entra: 'group membership',
    scimPath: 'members',
    note: 'Kept by its id, so renaming a group does not break a rule. Members of nested groups do not arrive.',
  },
  {
    id: 'appRole',
    label: 'App role',
    heading: 'Membership',
    type: 'list',
    entra: 'appRoleAssignments',
    scimPath: 'roles',
    mapByHand: true,
  },
  {
    id: 'department',
    label: 'Department',
    heading: 'Work',
    type: 'text',
    entra: 'department',
    scimPath: enterprise('department'),
  },
  {
    id: 'jobTitle',
    label: 'Job title',
    heading: 'Work',
    type: 'text',
    entra: 'jobTitle',
    scimPath: 'title',
  },
  {
    id: 'employeeType',
    label: 'Employee type',
    heading: 'Work',
    type: 'text',
    entra: 'employeeType',
    scimPath: 'userType',
    mapByHand: true,
  },
  {
    id: 'company',
    label: 'Company',
    heading: 'Work',
    type: 'text',
    entra: 'companyName',
    scimPath: enterprise('organization'),
    mapByHand: true,
  },
  {
    id: 'division',
    label: 'Division',
    heading: 'Work',
    type: 'text',
    entra: 'employeeOrgData.division',
    scimPath: enterprise('division'),
    mapByHand: true,
  },
  {
    id: 'costCentre',
    label: 'Cost centre',
    heading: 'Work',
    type: 'text',
    entra: 'employeeOrgData.costCenter',
    scimPath: enterprise('costCenter'),
    mapByHand: true,
  },
  {
    id: 'employeeId',
    label: 'Employee ID',
    heading: 'Work',
    type: 'numberLike',
    entra: 'employeeId',
    scimPath: enterprise('employeeNumber'),
    note: 'Leading zeros count.',
    identifies: true,
  },
  {
    id: 'manager',
    label: 'Manager',
    heading: 'Work',
    type: 'person',
    entra: 'manager',
    scimPath: enterprise('manager'),
    note: 'May be missing on the first day.',
    identifies: true,
  },
  {
    id: 'startDate',
    label: 'Start date',
    heading: 'Work',
    type: 'date',
    entra: 'employeeHireDate',
    scimPath: sequr('startDate'),
    mapByHand: true,
    extensionNames: ['startdate', 'employeehiredate', 'hiredate'],
    note: 'A key begins on this day, not earlier.',
  },
  {
    id: 'leaveDate',
    label: 'Leave date',
    heading: 'Work',
    type: 'date',
    entra: 'employeeLeaveDateTime',
    scimPath: sequr('leaveDate'),
    mapByHand: true,
    extensionNames: ['leavedate', 'employeeleavedatetime', 'employeeleavedate', 'enddate'],
  },
  {
    id: 'office',
    label: 'Office',
    heading: 'Place',
    type: 'text',
    entra: 'physicalDeliveryOfficeName',
    scimPath: 'addresses[type eq "work"].formatted',
  },
  {
    id: 'street',
    label: 'Street',
    heading: 'Place',
    type: 'text',
    entra: 'streetAddress',
    scimPath: 'addresses[type eq "work"].streetAddress',
  },
  {
    id: 'city',
    label: 'City',
    heading: 'Place',
    type: 'text',
    entra: 'city',
    scimPath: 'addresses[type eq "work"].locality',
  },
  {
    id: 'state',
    label: 'State',
    heading: 'Place',
    type: 'text',
    entra: 'state',
    scimPath: 'addresses[type eq "work"].region',
  },
  {
    id: 'postcode',
    label: 'Postcode',
    heading: 'Place',
    type: 'text',
    entra: 'postalCode',
    scimPath: 'addresses[type eq "work"].postalCode',
    identifies: true,
  },
  {
    id: 'country',
    label: 'Country',
    heading: 'Place',
    type: 'code',
    entra: 'country',
    scimPath: 'addresses[type eq "work"].country',
    foldedAs: 'country',
  },
  {
    id: 'usageLocation',
    label: 'Usage location',
    heading: 'Place',
    type: 'code',
    entra: 'usageLocation',
    scimPath: sequr('usageLocation'),
    mapByHand: true,
    extensionNames: ['usagelocation'],
    foldedAs: 'country',
  },
  {
    id: 'email',
    label: 'Primary e-mail',
    heading: 'Contact',
    type: 'email',
    entra: 'mail',
    scimPath: 'emails[type eq "work"].value',
    foldedAs: 'email',
    identifies: true,
  },
  {
    id: 'emailDomain',
    label: 'E-mail domain',
    heading: 'Contact',
    type: 'text',
    entra: 'mail',
    scimPath: 'emails[type eq "work"].value',
    note: 'The part after the @.',
    foldedAs: 'email',
    identifies: true,
  },
  {
    id: 'otherEmails',
    label: 'Other e-mails',
    heading: 'Contact',
    type: 'list',
    entra: 'otherMails',
    scimPath: 'emails[type eq "other"].value',
    mapByHand: true,
    foldedAs: 'email',
    identifies: true,
  },
  {
    id: 'mobilePhone',
    label: 'Mobile phone',
    heading: 'Contact',
    type: 'text',
    entra: 'mobile',
    scimPath: 'phoneNumbers[type eq "mobile"].value',
    identifies: true,
  },
  {
    id: 'workPhone',
    label: 'Work phone',
    heading: 'Contact',
    type: 'text',
    entra: 'telephoneNumber',
    scimPath: 'phoneNumbers[type eq "work"].value',
    identifies: true,
  },
  {
    id: 'language',
    label: 'Preferred language',
    heading: 'Contact',
    type: 'code',
    entra: 'preferredLanguage',
    scimPath: 'preferredLanguage',
  },
  {
    id: 'active',
    label: 'Account enabled',
    heading: 'Account',
    type: 'yesNo',
    entra: 'accountEnabled',
    scimPath: 'active',
  },
  {
    id: 'userName',
    label: 'User name',
    heading: 'Account',
    type: 'email',
    entra: 'userPrincipalName',
    scimPath: 'userName',
    note: 'Entra strips #EXT# from guests.',
    foldedAs: 'email',
    identifies: true,
  },
  {
    id: 'guest',
    label: 'Guest',
    heading: 'Account',
    type: 'yesNo',
    entra: 'originalUserPrincipalName',
    scimPath: sequr('originalUserPrincipalName'),
    mapByHand: true,
    extensionNames: ['originaluserprincipalname'],
    note: 'Known once the original user name is mapped, in which Entra marks guests with #EXT#.',
  },
  {
    id: 'displayName',
    label: 'Display name',
    heading: 'Name',
    type: 'text',
    entra: 'displayName',
    scimPath: 'displayName',
    note: 'People change names.',
  },
  {
    id: 'givenName',
    label: 'Given name',
    heading: 'Name',
    type: 'text',
    entra: 'givenName',
    scimPath: 'name.givenName',
    note: 'People change names.',
  },
  {
    id: 'familyName',
    label: 'Family name',
    heading: 'Name',
    type: 'text',
    entra: 'surname',
    scimPath: 'name.familyName',
    note: 'People change names.',
  },
]

const SEVERAL_VALUES: Partial<Record<OperandType, true>> = {
  groups: true,
  list: true,
  custom: true,
  // By id and by name.
  person: true,
}

/** Whether a person has one value of it at most, so that two conditions ask about the same one. */
export function isSingleValued({ type }: Operand): boolean {
  return SEVERAL_VALUES[type] !== true
}

const byId = new Map(operands.map((operand) => [operand.id, operand]))

/** Attributes of custom extensions are operands from the moment they are first seen. */
const EXTENSION = /^ext:(urn:[^\s]{1,200}):([^\s:]{1,100})$/

/** The operand with this id; undefined when there is none. */
export function operandOf(id: string): Operand | undefined {
  const known = byId.get(id)
  if (known) return known
  const [, urn, name] = EXTENSION.exec(id) ?? []
  if (!urn || !name) return undefined
  return {
    id,
    label: labelOf(name),
    heading: 'Custom',
    type: 'custom',
    entra: name,
    scimPath: `${urn}:${name}`,
  }
}

/** Entra numbers its fifteen, and puts the application's id before a directory extension's name. */
function labelOf(name: string): string {
  const [, number] = /^extensionAttribute(\d{1,2})$/i.exec(name) ?? []
  if (number) return `Extension ${number}`
  return name.replace(/^extension_[0-9a-f]{32}_(?=.)/i, '')
}

export function extensionOperandId(urn: string, name: string): string {
  return `ext:${urn}:${name}`
}
