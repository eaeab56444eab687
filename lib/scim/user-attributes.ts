import { type AttributeDefinition, attribute } from './attribute'
import { KEY_LENGTH_MAX } from './limits'

/**
 * The User of RFC 7643 section 4.1, every attribute, and the Enterprise User of section 4.3. The
 * `canonicalValues` are hints (any `type` is accepted) that Entra's validator reads to learn which
 * filtered paths exist (entra-profile.md 11.2).
 */
type SubAttributes = readonly AttributeDefinition[]

const text = (name: string, description: string) => attribute(name, 'string', description)

/** A list of elements with the usual sub-attributes (RFC 7643 section 2.4). */
function plural(
  name: string,
  description: string,
  value: AttributeDefinition,
  types?: readonly string[],
): AttributeDefinition {
  return attribute(name, 'complex', description, {
    multiValued: true,
    subAttributes: [value, text('display', 'A name for people to read.'), ...kindAndPrimary(types)],
  })
}

function kindAndPrimary(types?: readonly string[]): SubAttributes {
  const facets = types ? { canonicalValues: types } : {}
  return [
    attribute('type', 'string', 'What the element is for.', facets),
    attribute('primary', 'boolean', 'Whether this element is the preferred one.'),
  ]
}

const nameParts: SubAttributes = [
  text('formatted', 'The full name.'),
  text('familyName', 'The family name.'),
  text('givenName', 'The given name.'),
  text('middleName', 'The middle names.'),
  text('honorificPrefix', 'The title before the name.'),
  text('honorificSuffix', 'The suffix after the name.'),
]

const addressParts: SubAttributes = [
  text('formatted', 'The full address; in Entra the office.'),
  text('streetAddress', 'Street and number.'),
  text('locality', 'City.'),
  text('region', 'State or region.'),
  text('postalCode', 'Postal code.'),
  text('country', 'Country.'),
  ...kindAndPrimary(['work', 'home', 'other']),
]

const groupReference: SubAttributes = [
  attribute('value', 'string', 'The id of the group.', { mutability: 'readOnly', caseExact: true }),
  attribute('$ref', 'reference', 'The address of the group.', {
    mutability: 'readOnly',
    referenceTypes: ['Group'],
  }),
  attribute('display', 'string', 'The name of the group.', { mutability: 'readOnly' }),
  attribute('type', 'string', 'How the user belongs to it.', {
    mutability: 'readOnly',
    canonicalValues: ['direct'],
  }),
]

export const userAttributes: readonly AttributeDefinition[] = [
  attribute('userName', 'string', 'The name the user signs in with.', {
    required: true,
    uniqueness: 'server',
    lengthMax: KEY_LENGTH_MAX,
  }),
  attribute('name', 'complex', "The parts of the user's name.", { subAttributes: nameParts }),
  text('displayName', 'The name shown to people.'),
  text('nickName', 'The casual name.'),
  attribute('profileUrl', 'reference', "The address of the user's profile.", {
    referenceTypes: ['external'],
  }),
  text('title', 'The job title.'),
  text('userType', 'How the user relates to the organisation.'),
  text('preferredLanguage', 'The preferred written or spoken language.'),
  text('locale', 'The locale for dates and numbers.'),
  text('timezone', 'The time zone.'),
  attribute('active', 'boolean', 'Whether the user may have access at all.'),
  attribute('password', 'string', 'Accepted, never stored.', {
    mutability: 'writeOnly',
    returned: 'never',
  }),
  plural(
    'emails',
    'E-mail addresses.',
    attribute('value', 'string', 'The address.', { lengthMax: KEY_LENGTH_MAX }),
    ['work', 'home', 'other'],
  ),
  plural('phoneNumbers', 'Phone numbers.', text('value', 'The number, as it was sent.'), [
    'work',
    'home',
    'mobile',
    'fax',
    'pager',
    'other',
  ]),
  plural('ims', 'Instant-messaging addresses.', text('value', 'The address.'), [
    'aim',
    'gtalk',
    'icq',
    'xmpp',
    'msn',
    'skype',
    'qq',
    'yahoo',
  ]),
  plural(
    'photos',
    'Addresses of photos.',
    attribute('value', 'reference', 'The address of the photo.', { referenceTypes: ['external'] }),
    ['photo', 'thumbnail'],
  ),
  attribute('addresses', 'complex', 'Postal addresses.', {
    multiValued: true,
    subAttributes: addressParts,
  }),
  // Only on request: Entra never asks, and its reads stay cheap.
  attribute('groups', 'complex', 'The groups that list the user.', {
    multiValued: true,
    mutability: 'readOnly',
    returned: 'request',
    subAttributes: groupReference,
  }),
  plural('entitlements', 'Entitlements.', text('value', 'The entitlement.')),
  plural('roles', 'App roles.', text('value', 'The role.')),
  plural(
    'x509Certificates',
    'Certificates.',
    attribute('value', 'binary', 'The certificate, DER in base64.', { caseExact: true }),
  ),
]

export const enterpriseAttributes: readonly AttributeDefinition[] = [
  text('employeeNumber', 'The number the organisation gave the user.'),
  text('costCenter', 'The cost centre.'),
  text('organization', 'The organisation.'),
  text('division', 'The division.'),
  text('department', 'The department.'),
  attribute('manager', 'complex', "The user's manager.", {
    subAttributes: [
      attribute('value', 'string', 'The id of the manager.', {
        caseExact: true,
        lengthMax: KEY_LENGTH_MAX,
      }),
      attribute('$ref', 'reference', 'The address of the manager.', {
        mutability: 'readOnly',
        referenceTypes: ['User'],
      }),
      text('displayName', 'The name of the manager.'),
    ],
  }),
]
