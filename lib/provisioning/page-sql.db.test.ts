import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { employees } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { askedInQuery, readSort } from '@/lib/scim/query'
import { userType } from '@/lib/scim/schemas'
import { compareKeys, sortKeyOf } from '@/lib/scim/sort-key'
import { orderOf, windowOf } from './page-sql'
import { samplePeople, storePeople } from './test-people'
import { pagedUsers } from './users-store'

const PEOPLE = 150
const sortable = [
  'id',
  'userName',
  'externalId',
  'displayName',
  'title',
  'active',
  'name.familyName',
  'nickName',
  'emails',
  'emails.type',
  'emails.primary',
  'x509Certificates',
  'department',
  'manager',
  'urn:ietf:params:scim:schemas:extension:Sequr:2.0:User:tag',
  'urn:ietf:params:scim:schemas:extension:sequr:2.0:user:TAG',
  'urn:ietf:params:scim:schemas:extension:Sequr:2.0:User:tag.name',
  'meta.created',
]

let db: Db
let close: () => Promise<void>
beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())

describe('sorting in SQL', () => {
  it('puts random people into the order that they have in memory, by whatever attribute', async () => {
    const { ctx } = await newTestOrganization(db)
    const documents = await storePeople(ctx, samplePeople(PEOPLE, 11))
    const ids = [...documents.keys()].sort()
    const page = { kind: 'index', startIndex: 1, count: PEOPLE } as const
    for (const sortBy of sortable) {
      for (const sortOrder of ['ascending', 'descending']) {
        const sort = readSort(askedInQuery(new URLSearchParams({ sortBy, sortOrder })), userType)
        if (!sort) throw new Error(`nothing is sorted by ${sortBy}`)
        const keyOf = (id: string) => sortKeyOf(documents.get(id) ?? {}, sort.path)
        const inMemory = ids.toSorted((a, b) => compareKeys(keyOf(a), keyOf(b), sort.descending))
        const rows = await db
          .select({ id: employees.id })
          .from(employees)
          .where(eq(employees.organizationId, ctx.organizationId))
          .orderBy(...orderOf(sort, windowOf(page, sort, pagedUsers), pagedUsers))
        const keys = (these: string[]) => these.map((id) => [keyOf(id), id])
        expect(keys(rows.map((row) => row.id)), `${sortBy}, ${sortOrder}`).toEqual(keys(inMemory))
      }
    }
  })
})
