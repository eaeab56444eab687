import fc from 'fast-check'
import type { Context } from '@/db/context'
import { employees } from '@/db/schema'
import { newId } from '@/lib/kernel/ids'
import type { JsonObject } from '@/lib/scim/json'
import { readResource } from '@/lib/scim/resource'
import { toDocument } from '@/lib/scim/response'
import { userType } from '@/lib/scim/schemas'
import { columnsOf } from './user-mapping'

/** Small alphabets, so that random filters meet random people often. */
export const word = fc.constantFrom(
  'a',
  'A',
  'ab',
  'Ä',
  'ß',
  'İ',
  'ΑΣ',
  'x%_\\',
  'work',
  'home',
  '',
  '😀',
  'ﬀ',
)
const text = word.filter((value) => value !== '')

const person = fc.record(
  {
    userName: fc.uuid(),
    externalId: text,
    displayName: text,
    title: text,
    active: fc.boolean(),
    name: fc.record({ givenName: text, familyName: text }, { requiredKeys: [] }),
    emails: fc.array(
      fc.record(
        { value: text, type: fc.constantFrom('work', 'Home'), primary: fc.boolean() },
        { requiredKeys: ['value'] },
      ),
      { maxLength: 3 },
    ),
    x509Certificates: fc.array(fc.record({ value: text }), { maxLength: 2 }),
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': fc.record(
      { department: text, manager: fc.record({ value: text }) },
      { requiredKeys: [] },
    ),
    'urn:ietf:params:scim:schemas:extension:Sequr:2.0:User': fc.record(
      { tag: fc.oneof(text, fc.integer({ min: 0, max: 2 }), fc.boolean(), fc.array(text)) },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['userName'] },
)

/** The same random people in every run; a failure can then be read. */
export function samplePeople(count: number, seed: number): JsonObject[] {
  return fc.sample(person, { numRuns: count, seed }) as unknown as JsonObject[]
}

/** Puts people down, and tells the document of each by its id. */
export async function storePeople(
  ctx: Context,
  people: JsonObject[],
): Promise<Map<string, JsonObject>> {
  const documents = new Map<string, JsonObject>()
  for (const person of people) {
    const { resource } = readResource(person, userType)
    const id = newId('employee')
    // Two accounts with one e-mail are a matter of the store, not of filters.
    const columns = { ...columnsOf(resource), sharesEmail: true }
    await ctx.db.insert(employees).values({
      ...columns,
      organizationId: ctx.organizationId,
      id,
      scimId: id,
      source: 'entra',
      version: 1,
      createdAt: ctx.now,
      lastModifiedAt: ctx.now,
    })
    const stored = { id, version: '1', created: ctx.now, lastModified: ctx.now, resource }
    documents.set(id, toDocument(stored, userType, 'https://example.com/scim/v2'))
  }
  return documents
}
