import { type Group, isSoftDeleted, type Person } from '../person'

/**
 * The attribute mapping of the job, as data: Entra's defaults for a non-gallery application
 * (entra-profile 3.1 and 3.2) with the two changes that Sequr recommends. `objectId` goes to
 * `externalId`, so that a person who arrives over SCIM is the one who later signs in (3.3), and
 * `employeeType` goes to `userType`, so that rules can tell employees from contractors.
 */
export const enterpriseUser = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

export interface AttributeMapping<Source> {
  /** As the portal writes the source: an attribute or an expression. */
  source: string
  /** A SCIM path. */
  target: string
  /** Changed against Entra's default, and why the portal marks it. */
  changed?: 'recommended'
  matching?: 1
  /** Empty when the source has none. */
  read: (source: Source) => string
}

const attribute = (
  source: string,
  target: string,
  read: (person: Person) => string,
): AttributeMapping<Person> => ({ source, target, read })

export const userMappings: readonly AttributeMapping<Person>[] = [
  { ...attribute('userPrincipalName', 'userName', (p) => p.userPrincipalName), matching: 1 },
  {
    source: 'Switch([IsSoftDeleted], , "False", "True", "True", "False")',
    target: 'active',
    // The output of an expression is text, hence "False" and never false (entra-profile 3.1).
    read: (person) => (isSoftDeleted(person) ? 'False' : 'True'),
  },
  attribute('displayName', 'displayName', (p) => p.displayName),
  attribute('jobTitle', 'title', (p) => p.jobTitle),
  attribute('mail', 'emails[type eq "work"].value', (p) => p.mail),
  attribute('preferredLanguage', 'preferredLanguage', (p) => p.preferredLanguage),
  attribute('givenName', 'name.givenName', (p) => p.givenName),
  attribute('surname', 'name.familyName', (p) => p.surname),
  attribute('Join(" ", [givenName], [surname])', 'name.formatted', joinedName),
  attribute(
    'physicalDeliveryOfficeName',
    'addresses[type eq "work"].formatted',
    (p) => p.officeLocation,
  ),
  attribute('streetAddress', 'addresses[type eq "work"].streetAddress', (p) => p.streetAddress),
  attribute('city', 'addresses[type eq "work"].locality', (p) => p.city),
  attribute('state', 'addresses[type eq "work"].region', (p) => p.state),
  attribute('postalCode', 'addresses[type eq "work"].postalCode', (p) => p.postalCode),
  attribute('country', 'addresses[type eq "work"].country', (p) => p.country),
  attribute('telephoneNumber', 'phoneNumbers[type eq "work"].value', (p) => p.businessPhone),
  attribute('mobile', 'phoneNumbers[type eq "mobile"].value', (p) => p.mobilePhone),
  { ...attribute('objectId', 'externalId', (p) => p.id), changed: 'recommended' },
  attribute('employeeId', `${enterpriseUser}:employeeNumber`, (p) => p.employeeId),
  attribute('department', `${enterpriseUser}:department`, (p) => p.department),
  { ...attribute('employeeType', 'userType', (p) => p.employeeType), changed: 'recommended' },
]

/** References flow in a pass of their own, once both ends exist. */
export const managerTarget = `${enterpriseUser}:manager`

export const groupMappings: readonly AttributeMapping<Group>[] = [
  {
    source: 'displayName',
    target: 'displayName',
    matching: 1,
    read: (group) => group.displayName,
  },
  { source: 'objectId', target: 'externalId', read: (group) => group.id },
]

function joinedName(person: Person): string {
  return [person.givenName, person.surname].filter((part) => part !== '').join(' ')
}

/** What the mapping makes of an object: SCIM path to text. An empty source leaves the path out. */
export function mapped<Source>(
  mappings: readonly AttributeMapping<Source>[],
  source: Source,
): Map<string, string> {
  const values = new Map<string, string>()
  for (const { target, read } of mappings) {
    const value = read(source)
    if (value !== '') values.set(target, value)
  }
  return values
}
