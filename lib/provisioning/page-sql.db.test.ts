import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { employees } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { askedInQuery, readSort } from '@/lib/scim/query'
import { userType } from '@/lib/scim/schemas'
import { compareKeys, sortKeyOf } from '@/lib/scim/sort-key'
import { orderOf, windowOf } from './page-sql'
import type { ScimService } from './route'
import { type Body, openScimTestClient, type ScimTestClient } from './scim-test-client'
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
const services: ScimService[] = []
afterAll(async () => {
  for (const service of services) await service.flush()
  await close()
})

async function openClient(): Promise<ScimTestClient> {
  const client = await openScimTestClient(db)
  services.push(client.service)
  return client
}

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

describe('cursors of a sorted list', () => {
  it('meet everyone once, in order, on the way there and on the way back', async () => {
    const client = await openClient()
    await storePeople(client.ctx, samplePeople(PEOPLE, 5))
    const ask = async (query: string) => (await client.send('GET', `/Users?${query}`)).body
    const idsOf = (body: Body) => body.Resources.map(({ id }) => id)
    for (const sortBy of ['userName', 'externalId', 'title', 'active', 'emails', 'meta.created']) {
      for (const sortOrder of ['ascending', 'descending']) {
        const sorted = `sortBy=${sortBy}&sortOrder=${sortOrder}`
        const all = idsOf(await ask(`${sorted}&count=${PEOPLE}`))
        const there: string[] = []
        const back: string[] = []
        let last = ''
        for (let cursor: string | undefined = ''; cursor !== undefined; ) {
          const body: Body = await ask(`${sorted}&count=17&cursor=${cursor}`)
          there.push(...idsOf(body))
          last = cursor
          cursor = body.nextCursor
        }
        for (let cursor: string | undefined = last; cursor !== undefined; ) {
          const body: Body = await ask(`${sorted}&count=17&cursor=${cursor}`)
          back.unshift(...idsOf(body))
          cursor = body.previousCursor
        }
        expect(there, `${sorted}, there`).toEqual(all)
        expect(back, `${sorted}, back`).toEqual(all)
      }
    }
  })

  it('go on at their place when somebody before it has come and gone', async () => {
    const { send } = await openClient()
    const create = async (userName: string) => (await send('POST', '/Users', { userName })).body.id
    const first = await create('a@x.example')
    await create('b@x.example')
    const third = await create('c@x.example')
    const { body } = await send('GET', '/Users?sortBy=userName&count=2&cursor=')
    await send('DELETE', `/Users/${first}`)
    const next = `/Users?sortBy=userName&count=2&cursor=${body.nextCursor ?? ''}`
    expect((await send('GET', next)).body.Resources).toMatchObject([{ id: third }])
    await create('aa@x.example')
    expect((await send('GET', next)).body.Resources).toMatchObject([{ id: third }])
  })

  it('that nobody issued are refused, whatever stands in them', async () => {
    const { send } = await openClient()
    await send('POST', '/Users', { userName: 'somebody@x.example' })
    const now = new Date().toISOString()
    for (const [sortBy, cursor] of [
      ['', ['after', '0000-01-01T00:00:00.000Z', 'x']],
      ['', ['after', '+010000-01-01T00:00:00.000Z', 'x']],
      ['', ['beside', now, 'x']],
      ['', ['after', now, 'x', 'a key']],
      ['userName', ['after', now, 'x']],
      ['userName', ['after', now, 'x', 'a\0b']],
      ['userName', ['after', now, 'x', 7]],
      ['meta.created', ['after', now, 'x', 'yesterday']],
      ['meta.created', ['after', now, 'x', '0000-01-01T00:00:00.000Z']],
      ['', null],
    ] as const) {
      const text = Buffer.from(JSON.stringify(cursor)).toString('base64url')
      const answer = await send('GET', `/Users?sortBy=${sortBy}&count=2&cursor=${text}`)
      expect(answer.status, JSON.stringify(cursor)).toBe(400)
      expect(answer.body).toMatchObject({ scimType: 'invalidCursor' })
    }
  })
})
