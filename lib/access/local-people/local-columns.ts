import type { employees } from '@/db/schema'
import type { EditableDetail } from '@/lib/kernel/editable-details'
import { factsFromScim } from '@/lib/rules/engine/facts'

/** What is typed of a person whom Sequr alone keeps; an empty text is no value. */
export const localFields = [
  'displayName',
  'givenName',
  'familyName',
  'primaryEmail',
  'phone',
  'title',
  'department',
  'employeeNumber',
  'preferredLanguage',
] as const satisfies (EditableDetail | 'primaryEmail')[]
export type LocalField = (typeof localFields)[number]
export type LocalValues = Record<LocalField, string | null> & { displayName: string }

type Columns = Pick<
  typeof employees.$inferInsert,
  LocalField | 'primaryEmailKey' | 'resource' | 'facts'
>

/**
 * The columns of a person kept by hand. The document has the shape in which Entra would send the
 * same values, so that rules decide about both alike and say why in the same words.
 */
export function localColumns(person: LocalValues): Columns {
  const { displayName, givenName, familyName, primaryEmail, phone } = person
  const { title, department, employeeNumber, preferredLanguage } = person
  const resource = filled({
    displayName,
    name: filled({ givenName, familyName }),
    title,
    preferredLanguage,
    emails: primaryEmail && [{ type: 'work', primary: true, value: primaryEmail }],
    phoneNumbers: phone && [{ type: 'mobile', value: phone }],
    [ENTERPRISE]: filled({ department, employeeNumber }),
    active: true,
  })
  return {
    displayName,
    givenName,
    familyName,
    primaryEmail,
    primaryEmailKey: primaryEmail && addressKey(primaryEmail),
    phone,
    title,
    department,
    employeeNumber,
    preferredLanguage,
    resource,
    facts: factsFromScim(resource),
  }
}

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

function filled(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
}

/** What was typed, as it is stored. */
export function localValues(typed: Record<LocalField, string>): LocalValues {
  const value = (field: LocalField) => typed[field].trim() || null
  return {
    displayName: typed.displayName.trim(),
    givenName: value('givenName'),
    familyName: value('familyName'),
    primaryEmail: value('primaryEmail'),
    phone: value('phone'),
    title: value('title'),
    department: value('department'),
    employeeNumber: value('employeeNumber'),
    preferredLanguage: value('preferredLanguage'),
  }
}

/** The form in which SCIM finds the person, should Entra send the address one day (D7). */
export function addressKey(email: string): string {
  return email.trim().toLowerCase()
}
