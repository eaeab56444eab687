import { and, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { employees } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { compileFilter } from '@/lib/scim/filter/match'
import { parseFilter } from '@/lib/scim/filter/parse'
import { userType } from '@/lib/scim/schemas'
import { filterToSql } from './filter-sql'
import { userFilterTable } from './filter-table'
import { samplePeople, storePeople, word } from './test-people'

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

describe('filters in SQL', () => {
  it('choose the same people as in memory, for random people and random filters', async () => {
    const { ctx } = await newTestOrganization(db)
    const documents = await storePeople(ctx, samplePeople(60, 7))
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
    await storePeople(stranger, [{ userName: 'mine@example.com' }])
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
