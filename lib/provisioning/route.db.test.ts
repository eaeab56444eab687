import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { activity, employees, integrations } from '@/db/schema'
import { openTestDatabase } from '@/db/testing/database'
import { openScimTestClient, patchBody, type ScimTestClient, userBody } from './scim-test-client'

let db: Db
let close: () => Promise<void>
beforeAll(async () => ({ db, close } = await openTestDatabase()))
const clients: ScimTestClient[] = []
afterAll(async () => {
  for (const { service } of clients) await service.flush()
  await close()
})

async function openClient(): Promise<ScimTestClient> {
  const client = await openScimTestClient(db)
  clients.push(client)
  return client
}

const errorSchema = 'urn:ietf:params:scim:api:messages:2.0:Error'
const byUserName = (name: string) => `/Users?filter=userName+eq+%22${encodeURIComponent(name)}%22`
const member = (id: string) => ({ value: id })

async function create(client: ScimTestClient, userName: string, more = {}) {
  const answer = await client.send('POST', '/Users', userBody(userName, more))
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body
}

describe('the SCIM service', () => {
  it('answers the probe of Test Connection with an empty list and remembers the contact', async () => {
    const client = await openClient()
    const answer = await client.send('GET', byUserName('cf4d78e8-cc4f-4d5d-b8b9-183561c0104a'))
    expect(answer).toMatchObject({ status: 200, body: { totalResults: 0, Resources: [] } })
    await client.service.flush()
    const [row] = await db
      .select()
      .from(integrations)
      .where(eq(integrations.organizationId, client.ctx.organizationId))
    expect(row?.testReceivedAt).toBeInstanceOf(Date)
    expect(row?.lastContactAt).toBeInstanceOf(Date)
  })

  it('stores a person, finds them without case, and refuses a second one with the same user name', async () => {
    const client = await openClient()
    const created = await create(client, 'Ann@Contoso.example')
    const found = await client.send('GET', byUserName('aNN@contoso.EXAMPLE'))
    expect(found.body.Resources[0]).toMatchObject({
      id: created.id,
      userName: 'Ann@Contoso.example',
    })
    const again = await client.send('POST', '/Users', userBody('ANN@contoso.example'))
    expect(again).toMatchObject({
      status: 409,
      body: { schemas: [errorSchema], scimType: 'uniqueness', status: '409' },
    })
  })

  it('keeps a deactivated person visible and a deleted one gone, who may come back under a new id', async () => {
    const client = await openClient()
    const { id } = await create(client, 'leaver@contoso.example')
    const off = await client.send(
      'PATCH',
      `/Users/${id}`,
      patchBody({ op: 'Replace', path: 'active', value: 'False' }),
    )
    expect(off).toMatchObject({ status: 200, body: { id, active: false } })
    expect((await client.send('GET', byUserName('leaver@contoso.example'))).body.totalResults).toBe(
      1,
    )
    expect((await client.send('DELETE', `/Users/${id}`)).status).toBe(204)
    expect((await client.send('DELETE', `/Users/${id}`)).status).toBe(404)
    expect((await client.send('GET', byUserName('leaver@contoso.example'))).body.totalResults).toBe(
      0,
    )
    const back = await create(client, 'leaver@contoso.example')
    expect(back.id).not.toBe(id)
    const people = await db
      .select({ scimId: employees.scimId })
      .from(employees)
      .where(eq(employees.organizationId, client.ctx.organizationId))
    expect(people, 'the same person, not a second one').toEqual([{ scimId: back.id }])
  })

  it('writes nothing for a PATCH that changes nothing', async () => {
    const client = await openClient()
    const { id, meta } = await create(client, 'same@contoso.example')
    const answer = await client.send(
      'PATCH',
      `/Users/${id}`,
      patchBody({ op: 'replace', path: 'displayName', value: 'same@contoso.example' }),
    )
    expect(answer.body.meta).toEqual(meta)
  })

  it('adds and removes members as sets and reports unknown ids instead of failing', async () => {
    const client = await openClient()
    const ann = await create(client, 'ann@contoso.example')
    const ben = await create(client, 'ben@contoso.example')
    const group = await client.send('POST', '/Groups', { displayName: 'Engineering' })
    const path = `/Groups/${group.body.id}`
    const members = async () => {
      const { body } = await client.send('GET', path)
      return (body.members ?? []).map((one) => one.value).sort()
    }
    const add = patchBody({
      op: 'Add',
      path: 'members',
      value: [member(ann.id), member(ben.id), member('nobody')],
    })
    expect((await client.send('PATCH', path, add)).status).toBe(204)
    expect(await members()).toEqual([ann.id, ben.id].sort())
    const remove = patchBody({ op: 'Remove', path: 'members', value: [member(ann.id)] })
    expect((await client.send('PATCH', path, remove)).status).toBe(204)
    expect(await members(), 'only those listed are removed').toEqual([ben.id])
    const asked = `/Groups?filter=id+eq+%22${group.body.id}%22+and+members+eq+%22${ben.id}%22&attributes=id`
    expect((await client.send('GET', asked)).body.totalResults).toBe(1)
    const [entry] = await db
      .select({ data: activity.data })
      .from(activity)
      .where(
        and(
          eq(activity.organizationId, client.ctx.organizationId),
          eq(activity.kind, 'group.members'),
        ),
      )
    expect(entry?.data).toMatchObject({ added: 2, unknown: ['nobody'] })
  })

  it('holds the second of two active accounts with one e-mail, and lets both be stored', async () => {
    const client = await openClient()
    const emails = [{ type: 'work', value: 'shared@contoso.example' }]
    await create(client, 'one@contoso.example', { emails })
    await create(client, 'two@contoso.example', { emails })
    const holds = await db
      .select({ userName: employees.userName, hold: employees.hold })
      .from(employees)
      .where(eq(employees.organizationId, client.ctx.organizationId))
      .orderBy(employees.userName)
    expect(holds).toEqual([
      { userName: 'one@contoso.example', hold: null },
      { userName: 'two@contoso.example', hold: 'conflict' },
    ])
  })

  it('refuses what it cannot read in SCIM form and changes nothing', async () => {
    const client = await openClient()
    const refused = async (method: string, path: string, body?: unknown) => {
      const answer = await client.send(method, path, body)
      expect(answer.headers.get('content-type')).toContain('application/scim+json')
      expect(answer.body).toMatchObject({ schemas: [errorSchema], status: String(answer.status) })
      return answer.status
    }
    expect(await refused('POST', '/Users', '{')).toBe(400)
    expect(await refused('POST', '/Users', { displayName: 'no user name' })).toBe(400)
    expect(await refused('POST', '/Users', `"${'x'.repeat(1_100_000)}"`)).toBe(413)
    expect(await refused('GET', '/Nothing')).toBe(404)
    expect(await refused('GET', '/Users/%00')).toBe(404)
    expect(await refused('DELETE', '/Users')).toBe(405)
    expect(await refused('GET', '/Users?filter=((')).toBe(400)
    expect((await client.send('GET', '/Users')).body.totalResults).toBe(0)
  })

  it('answers 401 with a sentence to act on, and shows which dead token was tried', async () => {
    const client = await openClient()
    const none = await client.send('GET', '/Users', undefined, { authorization: '' })
    expect(none).toMatchObject({ status: 401, body: { schemas: [errorSchema], status: '401' } })
    expect(none.headers.get('www-authenticate')).toContain('Bearer')
    const wrong = await client.send('GET', '/Users', undefined, {
      authorization: 'Bearer sqr_scim_x',
    })
    expect(wrong.status).toBe(401)
    expect(JSON.stringify(wrong.body)).not.toContain('sqr_scim_x')
  })

  it('shows nothing of another organisation, wherever its ids appear', async () => {
    const client = await openClient()
    const stranger = await openClient()
    const ann = await create(client, 'ann@contoso.example')
    const group = (await client.send('POST', '/Groups', { displayName: 'Mine' })).body
    const off = patchBody({ op: 'replace', path: 'active', value: false })
    const rename = patchBody({ op: 'replace', path: 'displayName', value: 'Taken' })
    for (const [method, path, body] of [
      ['GET', `/Users/${ann.id}`],
      ['PATCH', `/Users/${ann.id}`, off],
      ['PUT', `/Users/${ann.id}`, userBody('x')],
      ['DELETE', `/Users/${ann.id}`],
      ['GET', `/Groups/${group.id}`],
      ['PATCH', `/Groups/${group.id}`, rename],
      ['PUT', `/Groups/${group.id}`, { displayName: 'x' }],
      ['DELETE', `/Groups/${group.id}`],
    ] as const) {
      expect((await stranger.send(method, path, body)).status, `${method} ${path}`).toBe(404)
    }
    expect(
      (await stranger.send('GET', '/Users?filter=id+pr+or+userName+pr')).body.totalResults,
    ).toBe(0)
    const theirs = await stranger.send('POST', '/Groups', {
      displayName: 'Theirs',
      members: [member(ann.id)],
    })
    expect((await stranger.send('GET', `/Groups/${theirs.body.id}`)).body.members ?? []).toEqual([])
    expect((await client.send('GET', `/Users/${ann.id}`)).body).toMatchObject({ active: true })
  })

  it('logs each request: writes with what they caused, reads gathered', async () => {
    const client = await openClient()
    await create(client, 'ann@contoso.example')
    await client.send('GET', '/Users')
    await client.service.flush()
    const rows = await db
      .select({ data: activity.data, requestId: activity.requestId })
      .from(activity)
      .where(
        and(
          eq(activity.organizationId, client.ctx.organizationId),
          eq(activity.kind, 'scim.request'),
        ),
      )
    expect(rows.map((row) => [row.data.method, row.data.status]).sort()).toEqual([
      ['GET', 200],
      ['POST', 201],
    ])
    expect(rows.every((row) => row.requestId?.startsWith('req_'))).toBe(true)
  })
})
