import { and, asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { activity, requestBodies, scimTokens } from '@/db/schema'
import { openTestDatabase } from '@/db/testing/database'
import { describeActivity } from '@/lib/activity/describe'
import type { RequestData } from '@/lib/activity/kinds'
import { requestEntry } from './request-entry'
import { RequestLog } from './request-log'
import { openScimTestClient, patchBody, type ScimTestClient, userBody } from './scim-test-client'

let db: Db
let close: () => Promise<void>
beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())

const ofClient = ({ ctx }: ScimTestClient) => eq(activity.organizationId, ctx.organizationId)

async function requestsOf(client: ScimTestClient) {
  await client.service.flush()
  const rows = await db
    .select()
    .from(activity)
    .where(and(ofClient(client), eq(activity.kind, 'scim.request')))
    .orderBy(asc(activity.at), asc(activity.id))
  return rows.map(({ data, ...row }) => ({ ...row, data: data as unknown as RequestData }))
}

async function bodyOf(client: ScimTestClient, requestId: string | null) {
  const [row] = await db
    .select({ sent: requestBodies.sent })
    .from(requestBodies)
    .where(
      and(
        eq(requestBodies.organizationId, client.ctx.organizationId),
        eq(requestBodies.requestId, requestId ?? ''),
      ),
    )
  return row?.sent
}

describe('the request log', () => {
  it('holds one row for each request, under the id that its answer carried', async () => {
    const client = await openScimTestClient(db)
    const answers = [
      await client.send('GET', '/Users?filter=userName+eq+%22ann%22'),
      await client.send('POST', '/Users', userBody('ann@contoso.example')),
      await client.send('POST', '/Users', userBody('ann@contoso.example')),
      await client.send('POST', '/Users', '{'),
      await client.send('DELETE', '/Nothing'),
    ]

    const rows = await requestsOf(client)

    expect(rows.map((row) => row.requestId)).toEqual(
      answers.map((answer) => answer.headers.get('x-request-id')),
    )
    expect(rows.map(({ data }) => [data.method, data.status, data.scimType])).toEqual([
      ['GET', 200, null],
      ['POST', 201, null],
      ['POST', 409, 'uniqueness'],
      ['POST', 400, 'invalidSyntax'],
      ['DELETE', 404, null],
    ])
    expect(rows[0]?.data).toMatchObject({ filter: 'userName eq "ann"', found: 0, changed: false })
    expect(rows[2]?.data.resource?.name).toBe('ann@contoso.example')
  })

  it('tells a write with the person, the values before and after, and the body without secrets', async () => {
    const client = await openScimTestClient(db)
    const { body } = await client.send('POST', '/Users', userBody('ann@contoso.example'))
    const change = patchBody(
      { op: 'replace', path: 'title', value: 'Engineer' },
      { op: 'replace', path: 'addresses[type eq "work"].locality', value: 'Denver' },
      { op: 'replace', path: 'password', value: 'hunter2' },
    )

    const answer = await client.send('PATCH', `/Users/${body.id}`, change)

    const request = (await requestsOf(client)).find(({ data }) => data.method === 'PATCH')
    expect(request?.data).toMatchObject({
      status: 200,
      changed: true,
      resource: { type: 'User', id: body.id, name: 'ann@contoso.example' },
    })
    const sent = await bodyOf(client, answer.headers.get('x-request-id'))
    expect(sent).toContain('Denver')
    expect(sent).not.toContain('hunter2')
    const [update] = await db
      .select()
      .from(activity)
      .where(and(ofClient(client), eq(activity.kind, 'employee.updated')))
    expect(update?.requestId).toBe(request?.requestId)
    expect(update?.subjectId).toBe(request?.subjectId)
    expect(update?.data.changes).toEqual(
      expect.arrayContaining([
        { field: 'job title', before: null, after: 'Engineer' },
        { field: 'addresses[work].locality', before: null, after: 'Denver' },
      ]),
    )
  })

  it('finds the person of a read and of a refused change by the id in the address', async () => {
    const client = await openScimTestClient(db)
    const stranger = await openScimTestClient(db)
    const { body } = await client.send('POST', '/Users', userBody('ann@contoso.example'))
    await client.send('PATCH', `/Users/${body.id}`, patchBody({ op: 'replace', path: 'id' }))
    await stranger.send('GET', `/Users/${body.id}`)

    const [created, refused] = await requestsOf(client)
    const [theirs] = await requestsOf(stranger)

    expect(refused?.data).toMatchObject({ resource: { name: 'ann@contoso.example' } })
    expect(refused?.data.status).toBeGreaterThanOrEqual(400)
    expect(refused).toMatchObject({ subjectKind: 'employee', subjectId: created?.subjectId })
    expect(theirs, 'an id of another organisation names nobody').toMatchObject({
      subjectId: null,
      data: { status: 404, resource: { name: null } },
    })
  })

  it('says by which request somebody left and came back', async () => {
    const client = await openScimTestClient(db)
    const { body } = await client.send('POST', '/Users', userBody('ann@contoso.example'))
    for (const value of ['False', true]) {
      const change = patchBody({ op: 'Replace', path: 'active', value })
      await client.send('PATCH', `/Users/${body.id}`, change)
    }
    await client.send('DELETE', `/Users/${body.id}`)

    const rows = await requestsOf(client)
    expect(rows.map(({ data }) => describeActivity('scim.request', data))).toEqual([
      'Entra added ann@contoso.example.',
      'Entra deactivated ann@contoso.example.',
      'Entra brought ann@contoso.example back.',
      'Entra deleted ann@contoso.example.',
    ])
  })

  it('says that a push changed nothing', async () => {
    const client = await openScimTestClient(db)
    const { body } = await client.send('POST', '/Users', userBody('ann@contoso.example'))
    const same = patchBody({ op: 'replace', path: 'userName', value: 'ann@contoso.example' })
    await client.send('PATCH', `/Users/${body.id}`, same)

    expect((await requestsOf(client)).at(-1)?.data).toMatchObject({ status: 200, changed: false })
  })

  it('tells each operation of a bulk request, and the request itself with its body', async () => {
    const client = await openScimTestClient(db)
    const answer = await client.send('POST', '/Bulk', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations: [
        { method: 'POST', path: '/Users', bulkId: 'a', data: userBody('ann@contoso.example') },
        { method: 'POST', path: '/Users', bulkId: 'b', data: { displayName: 'no name' } },
        { method: 'POST', path: '/Groups', bulkId: 'c', data: { displayName: 'Engineering' } },
      ],
    })

    const rows = await requestsOf(client)

    expect(rows.map(({ data }) => [data.path, data.status]).sort()).toEqual([
      ['/Groups', 201],
      ['/Users', 201],
      ['/Users', 400],
      ['/scim/v2/Bulk', 200],
    ])
    const requestId = answer.headers.get('x-request-id')
    expect(new Set(rows.map((row) => row.requestId))).toEqual(new Set([requestId]))
    expect(await bodyOf(client, requestId)).toContain('Operations')
  })

  it('shows the requests that came with a revoked token', async () => {
    const client = await openScimTestClient(db)
    await db
      .update(scimTokens)
      .set({ revokedAt: new Date() })
      .where(eq(scimTokens.organizationId, client.ctx.organizationId))

    const answer = await client.send('POST', '/Users', userBody('ann@contoso.example'))

    expect(await requestsOf(client)).toMatchObject([
      {
        requestId: answer.headers.get('x-request-id'),
        data: { status: 401, method: 'POST', tokenEnding: client.token.slice(-4) },
      },
    ])
  })
})

it('whoever calls too fast again and again fills the log with one entry', async () => {
  const client = await openScimTestClient(db)
  const { organizationId, now } = client.ctx
  const log = new RequestLog(db)
  const call = { method: 'GET', path: '/Users', filter: null, body: undefined }
  const outcome = { status: 429, scimType: null, detail: null, found: null, changed: false }
  for (const requestId of ['req_1', 'req_2', 'req_3']) {
    log.noteRead({
      organizationId,
      requestId,
      at: now,
      actor: { kind: 'scim', tokenId: 'tok_1', tokenEnding: 'k4Qz' },
      entry: requestEntry(call, outcome, { tokenEnding: 'k4Qz', durationMs: 0 }),
    })
  }
  await log.flush()

  const rows = await requestsOf(client)
  expect(rows).toMatchObject([{ requestId: 'req_1', data: { status: 429, times: 3 } }])
})

describe('an entry of the log', () => {
  it('cannot be changed, and not be deleted before its time', async () => {
    const client = await openScimTestClient(db)
    await client.send('POST', '/Users', userBody('ann@contoso.example'))

    await expect(
      db.update(activity).set({ kind: 'other' }).where(ofClient(client)),
    ).rejects.toMatchObject({ cause: { message: expect.stringContaining('append-only') } })
    await expect(db.delete(activity).where(ofClient(client))).rejects.toThrow()
    expect(await requestsOf(client)).toHaveLength(1)
  })
})
