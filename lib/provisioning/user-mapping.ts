import type { employees } from '@/db/schema'
import { factsFromScim, primaryEmailOf } from '@/lib/rules/engine/facts'
import type { JsonObject } from '@/lib/scim/json'
import { emailKey, foldDocument, plainDocument, textKey } from './keys'

/**
 * The one place where the columns of `employees` are derived from the SCIM document. SCIM answers
 * from the document; the product shows, filters and joins on the columns.
 */
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

export type DerivedColumns = Pick<
  typeof employees.$inferInsert,
  | 'externalId'
  | 'externalIdKey'
  | 'userName'
  | 'userNameKey'
  | 'primaryEmail'
  | 'primaryEmailKey'
  | 'displayName'
  | 'givenName'
  | 'familyName'
  | 'title'
  | 'department'
  | 'phone'
  | 'employeeNumber'
  | 'preferredLanguage'
  | 'managerScimId'
  | 'active'
  | 'resource'
  | 'folded'
  | 'facts'
>

export function columnsOf(resource: JsonObject): DerivedColumns {
  const userName = text(resource.userName)
  const externalId = text(resource.externalId)
  const name = record(resource.name)
  const enterprise = record(resource[ENTERPRISE])
  const primaryEmail = primaryEmailOf(resource) ?? null
  return {
    externalId,
    externalIdKey: externalId && textKey(externalId),
    userName,
    userNameKey: userName && textKey(userName),
    primaryEmail,
    primaryEmailKey: primaryEmail && emailKey(primaryEmail),
    displayName: displayNameOf(resource),
    givenName: text(name.givenName),
    familyName: text(name.familyName),
    title: text(resource.title),
    department: text(enterprise.department),
    phone: phoneOf(resource),
    employeeNumber: text(enterprise.employeeNumber),
    preferredLanguage: text(resource.preferredLanguage),
    managerScimId: text(record(enterprise.manager).value),
    active: resource.active !== false,
    resource: plainDocument(resource),
    folded: foldDocument(resource),
    facts: factsFromScim(resource),
  }
}

/** What people are called on our screens: what Entra shows, or the nearest thing it sent. */
export function displayNameOf(resource: JsonObject): string {
  const name = record(resource.name)
  const parts = [text(name.givenName), text(name.familyName)].filter(Boolean).join(' ')
  return (
    text(resource.displayName) ??
    text(name.formatted) ??
    (parts || (text(resource.userName) ?? 'Unnamed person'))
  )
}

/** Stored exactly as sent (D6): the mobile number, else the work one. */
function phoneOf(resource: JsonObject): string | null {
  const phones = elements(resource.phoneNumbers)
  const found =
    phones.find((phone) => phone.type === 'mobile' && text(phone.value)) ??
    phones.find((phone) => phone.type === 'work' && text(phone.value)) ??
    phones.find((phone) => text(phone.value))
  return text(found?.value)
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {}
}

function elements(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map(record) : []
}
