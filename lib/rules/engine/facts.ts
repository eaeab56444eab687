import { readDate } from './dates'
import { foldText } from './fold'
import { foldValue } from './fold-value'
import { extensionOperandId, operands } from './operands'

/** Operand id to folded values; an operand without a value is absent (product.md 4.3). */
export type FactValues = Record<string, string[]>

/**
 * Counts every change of what is folded or how. Whoever raises it raises the number with which
 * `db/schema/organization.ts` begins an organisation; rows of another version are folded anew by
 * `lib/access/over-time/refold-facts.ts`.
 */
export const FACTS_VERSION = 3

/** Everything a decision looks at. */
export interface Facts {
  values: FactValues
  /** Ids of the groups the person is in. */
  groups: string[]
  /**
   * Ids of groups whose members have not all arrived: of those nobody can tell who is not a member
   * (product.md 4.3).
   */
  unknownGroups: readonly string[]
  /** The values as Entra sent them, where people will read the reasons. */
  sent?: FactValues
}

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
/** Bounds what one odd document can put into a row. */
const VALUES_PER_OPERAND_MAX = 200
const VALUE_LENGTH_MAX = 1_000

type Document = Record<string, unknown>

/** The folded facts of a SCIM User document, kept beside it so that SQL need not fold anything. */
export function factsFromScim(resource: Document): FactValues {
  return factsFromValues(rawValues(resource))
}

/** The same of values by operand, wherever they come from. */
export function factsFromValues(raw: FactValues): FactValues {
  const facts: FactValues = {}
  for (const [operand, values] of Object.entries(raw)) {
    const folded = distinct(
      values.map((text) => foldValue(operand, shortened(text))).filter(Boolean),
    )
    if (folded.length === 0) continue
    facts[operand] = folded
    const dates = mayHoldDates(operand) ? folded.flatMap((text) => readDate(text) ?? []) : []
    if (dates.length > 0) facts[datesOf(operand)] = distinct(dates)
  }
  return facts
}

function distinct(values: string[]): string[] {
  return [...new Set(values)].slice(0, VALUES_PER_OPERAND_MAX)
}

/** Where the values of an operand stand that are dates, as `readDate` reads them. It is no operand. */
export function datesOf(operand: string): string {
  return `date:${operand}`
}

function mayHoldDates(operand: string): boolean {
  return operand === 'startDate' || operand === 'leaveDate' || operand.startsWith('ext:')
}

/** The values as Entra sent them, by operand, for people to read. */
export function rawValues(resource: Document): Record<string, string[]> {
  const name = record(resource.name)
  const enterprise = record(resource[ENTERPRISE])
  const emails = elements(resource.emails)
  const phones = elements(resource.phoneNumbers)
  const email = primaryEmailOf(resource)
  const work = elements(resource.addresses).find((address) => kindOf(address) === 'work')
  const other = elements(resource.addresses).find((address) => kindOf(address) === 'other')
  return {
    department: texts(enterprise.department),
    jobTitle: texts(resource.title),
    employeeType: texts(resource.userType),
    company: texts(enterprise.organization),
    division: texts(enterprise.division),
    costCentre: texts(enterprise.costCenter),
    employeeId: texts(enterprise.employeeNumber),
    manager: managerOf(record(enterprise.manager)),
    office: [...texts(work?.formatted), ...texts(other?.formatted)].slice(0, 1),
    street: texts(work?.streetAddress),
    city: texts(work?.locality),
    state: texts(work?.region),
    postcode: texts(work?.postalCode),
    country: texts(work?.country),
    email: texts(email),
    emailDomain: texts(email && domainOf(email)),
    otherEmails: emails
      .filter((one) => kindOf(one) === 'other' || mailboxOf(one) !== email)
      .flatMap((one) => mailboxOf(one) ?? []),
    userName: texts(resource.userName),
    displayName: texts(resource.displayName),
    givenName: texts(name.givenName),
    familyName: texts(name.familyName),
    mobilePhone: texts(phones.find((phone) => kindOf(phone) === 'mobile')?.value),
    workPhone: texts(phones.find((phone) => kindOf(phone) === 'work')?.value),
    language: texts(resource.preferredLanguage),
    appRole: elements(resource.roles).flatMap((role) => texts(role.value)),
    active: [isActive(resource.active) ? 'true' : 'false'],
    ...customValues(resource),
  }
}

/** By id, and by name where the directory sends one. */
function managerOf(manager: Document): string[] {
  return [...texts(manager.value), ...texts(manager.displayName)]
}

/** What follows the last @; undefined for a text without one, which is in no domain. */
export function domainOf(email: string): string | undefined {
  const at = email.lastIndexOf('@')
  return at === -1 ? undefined : email.slice(at + 1)
}

/** Half a character, which a cut between two UTF-16 units leaves, is nothing that Postgres stores. */
function shortened(text: string): string {
  return text.slice(0, VALUE_LENGTH_MAX).replace(/[\uD800-\uDBFF]$/, '')
}

/** Who is not said to be disabled is enabled; the text "False" is false (product.md 0.1). */
function isActive(active: unknown): boolean {
  return active !== false && !(typeof active === 'string' && foldText(active) === 'false')
}

/** Attributes of custom extensions become operands when they are first seen; some are known ones. */
function customValues(resource: Document): Record<string, string[]> {
  const values: Record<string, string[]> = {}
  for (const [urn, block] of Object.entries(resource)) {
    if (!/^urn:/i.test(urn) || urn.toLowerCase() === ENTERPRISE.toLowerCase()) continue
    for (const [name, value] of Object.entries(record(block))) {
      const list = (Array.isArray(value) ? value : [value]).flatMap(texts)
      values[extensionOperandId(urn, name)] = list
      const known = knownByName.get(name.toLowerCase())
      // One of them counts, the first, so that nobody has two start dates.
      if (known && !values[known]?.length) values[known] = list.slice(0, 1)
    }
  }
  const { guest, ...others } = values
  if (!guest?.length) return others
  // Entra's own mark, which it strips from the user name itself.
  return { ...others, guest: [guest.some((name) => /#ext#/i.test(name)) ? 'true' : 'false'] }
}

const knownByName = new Map(
  operands.flatMap(({ id, extensionNames = [] }) => extensionNames.map((name) => [name, id])),
)

/**
 * The work e-mail, else the primary one, else any; else a user name that is one (product.md 0.6).
 * As it was sent, but for Exchange's word that it is an address.
 */
export function primaryEmailOf(resource: Document): string | undefined {
  const emails = elements(resource.emails)
  const filled = emails.filter((email) => mailboxOf(email) !== undefined)
  const found =
    filled.find((email) => kindOf(email) === 'work') ??
    filled.find((email) => email.primary === true) ??
    filled[0]
  return found ? mailboxOf(found) : texts(resource.userName).find(isEmail)
}

/** An address alone: Exchange's proxyAddresses say before it that it is one, "SMTP:maya@contoso.com". */
function mailboxOf({ value }: Document): string | undefined {
  return texts(texts(value)[0]?.replace(/^\s*smtp:/i, ''))[0]
}

function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)
}

function kindOf(element: Document): string {
  return typeof element.type === 'string' ? element.type.toLowerCase() : ''
}

/** Something that people can see. */
const SEEN = /[^\s\p{Default_Ignorable_Code_Point}]/u

function texts(value: unknown): string[] {
  if (typeof value === 'string') return SEEN.test(value) ? [value] : []
  return typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : []
}

function record(value: unknown): Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Document)
    : {}
}

function elements(value: unknown): Document[] {
  return Array.isArray(value) ? value.map(record) : []
}
