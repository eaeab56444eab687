import { and, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { employees } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newId } from '@/lib/kernel/ids'
import { compileFilter } from '@/lib/scim/filter/match'
import { parseFilter } from '@/lib/scim/filter/parse'
import type { JsonObject } from '@/lib/scim/json'
import { readResource } from '@/lib/scim/resource'
import { toDocument } from '@/lib/scim/response'
import { userType } from '@/lib/scim/schemas'
import { filterToSql } from './filter-sql'
import { userFilterTable } from './filter-table'
import { columnsOf } from './user-mapping'

/** Small alphabets, so that random filters meet random people often. */
const word = fc.constantFrom(
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

const textPath = fc.constantFrom(
  'userName',
  'externalId',
  'displayName',
  'title',
  'name.givenName',
  'name.familyName',
  'emails.value',
  'emails',
  'emails.type',
  'department',
  'manager',
  'manager.value',
  'nickName',
  'urn:ietf:params:scim:schemas:extension:Sequr:2.0:User:tag',
  'urn:ietf:params:scim:schemas:extension:sequr:2.0:user:TAG',
)
const operator = fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le')
const comparison = fc
  .tuple(textPath, operator, word)
  .map(([path, op, value]) => `${path} ${op} ${JSON.stringify(value)}`)
const leaf = fc.oneof(
  { weight: 6, arbitrary: comparison },
  textPath.map((path) => `${path} pr`),
  fc.constantFrom(
    'active eq true',
    'active eq "False"',
    'emails.primary eq true',
    'title eq null',
    'urn:ietf:params:scim:schemas:extension:Sequr:2.0:User:tag eq 1',
    'urn:ietf:params:scim:schemas:extension:Sequr:2.0:User:tag eq true',
    'meta.lastModified gt "2020-01-01T00:00:00Z"',
    'meta.created lt "2020-01-01T02:00:00+02:00"',
  ),
  fc
    .tuple(fc.constantFrom('work', 'HOME', 'x'), operator, word)
    .map(
      ([type, op, value]) => `emails[type eq "${type}" and value ${op} ${JSON.stringify(value)}]`,
    ),
  fc.constantFrom('work', 'home').map((type) => `emails[type eq "${type}"].value eq "ab"`),
  fc.constantFrom(
    'emails[type eq "work" and not (value co "a")]',
    'emails[primary eq true or type pr]',
  ),
)
const { filter } = fc.letrec<{ filter: string }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.tuple(tie('filter'), tie('filter')).map(([l, r]) => `(${l}) and (${r})`),
    fc.tuple(tie('filter'), tie('filter')).map(([l, r]) => `(${l}) or (${r})`),
    tie('filter').map((inner) => `not (${inner})`),
  ),
}))

let db: Db
let close: () => Promise<void>
beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())

async function store(ctx: Context, people: JsonObject[]): Promise<Map<string, JsonObject>> {
  const documents = new Map<string, JsonObject>()
  for (const person of people) {
    const { resource } = readResource(person, userType)
    const id = newId('employee')
    // Two accounts with one e-mail are a matter of the store, not of filters.
    const columns = { ...columnsOf(resource), sharesEmail: true }
    await db.insert(employees).values({
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

describe('filters in SQL', () => {
  it('choose the same people as in memory, for random people and random filters', async () => {
    const people = fc.sample(person, { numRuns: 60, seed: 7 })
    const { ctx } = await newTestOrganization(db)
    const documents = await store(ctx, people as unknown as JsonObject[])
    const externalIds = new Set([...documents.values()].map((document) => document.externalId))
    const table = userFilterTable(ctx.organizationId)
    await fc.assert(
      fc.asyncProperty(filter, async (source) => {
        const node = parseFilter(source, userType)
        const matches = compileFilter(node, { hasExternalId: (value) => externalIds.has(value) })
        const inMemory = [...documents]
          .filter(([, document]) => matches(document))
          .map(([id]) => id)
        const rows = await db
          .select({ id: employees.id })
          .from(employees)
          .where(and(eq(employees.organizationId, ctx.organizationId), filterToSql(node, table)))
        expect(rows.map((row) => row.id).sort(), source).toEqual(inMemory.sort())
      }),
      { numRuns: 500 },
    )
  }, 120_000)

  it('fault: an or filter escaping the tenant condition', async () => {
    const { ctx } = await newTestOrganization(db)
    const { ctx: stranger } = await newTestOrganization(db)
    await store(stranger, [{ userName: 'mine@example.com' }])
    const node = parseFilter('userName eq "x" or userName pr', userType)
    const rows = await db
      .select({ id: employees.id })
      .from(employees)
      .where(
        and(
          eq(employees.organizationId, ctx.organizationId),
          filterToSql(node, userFilterTable(ctx.organizationId)),
        ),
      )
    expect(rows).toEqual([])
  })
})
