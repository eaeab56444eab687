import { and, eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { activity, employees, integrations } from '@/db/schema'
import { openTestDatabase } from '@/db/testing/database'
import { newTestEmployee } from '@/db/testing/people'
import type { EditableDetail } from '@/lib/kernel/editable-details'
import { openScimTestClient, patchBody, type ScimTestClient, userBody } from './scim-test-client'

/** A detail was edited in Sequr, and Entra then sends another value (product.md 4.4). */
let db: Db
let close: () => Promise<void>
let client: ScimTestClient
beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())
beforeEach(async () => {
  client = await openScimTestClient(db)
})
afterEach(() => client.service.flush())

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const mobile = (value: string) => ({ phoneNumbers: [{ type: 'mobile', value }] })
const setPhone = (value: string) =>
  patchBody({ op: 'Replace', path: 'phoneNumbers[type eq "mobile"].value', value })
const edited = { entra: '1', by: 'Ben', at: '2026-11-01T10:00:00.000Z' }

const isPerson = (id: string) =>
  and(eq(employees.organizationId, client.ctx.organizationId), eq(employees.scimId, id))
const personOf = async (id: string) => {
  const [person] = await db.select().from(employees).where(isPerson(id))
  if (!person) throw new Error('the person is gone')
  return person
}

async function push(userName: string, more: Record<string, unknown> = {}): Promise<string> {
  const answer = await client.send('POST', '/Users', userBody(userName, more))
  expect(answer.status).toBe(201)
  return answer.body.id
}

/** Somebody whose phone Ben edited from 1 to 9. */
async function pushEdited(): Promise<string> {
  const id = await push('maya@contoso.example', mobile('1'))
  await db
    .update(employees)
    .set({ phone: '9', edits: { phone: edited } })
    .where(isPerson(id))
  return id
}

const letSequrOwn = (...sequrOwns: EditableDetail[]) =>
  db
    .update(integrations)
    .set({ sequrOwns })
    .where(eq(integrations.organizationId, client.ctx.organizationId))

const told = async (kind: 'employee.detail_overwritten' | 'employee.updated') =>
  (
    await db
      .select({ data: activity.data })
      .from(activity)
      .where(and(eq(activity.organizationId, client.ctx.organizationId), eq(activity.kind, kind)))
  ).map((row) => row.data)

describe('a push to a person who was edited in Sequr', () => {
  it('takes the place of the edit where Entra sends another value, and tells what was lost', async () => {
    const id = await pushEdited()
    await client.send('PATCH', `/Users/${id}`, setPhone('2'))
    expect(await personOf(id)).toMatchObject({ phone: '2', edits: {} })
    expect(await told('employee.detail_overwritten')).toEqual([
      {
        name: 'maya@contoso.example',
        changes: [{ field: 'phone', before: '9', after: '2' }],
        by: ['Ben'],
      },
    ])
    expect(await told('employee.updated')).toMatchObject([
      { changes: expect.arrayContaining([{ field: 'phone', before: '9', after: '2' }]) },
    ])
  })

  it('leaves the edit where it tells of other things, or sends the same once more', async () => {
    const id = await pushEdited()
    const title = patchBody({ op: 'Replace', path: 'title', value: 'Cook' })
    await client.send('PATCH', `/Users/${id}`, title)
    await client.send('PATCH', `/Users/${id}`, setPhone('1'))
    await client.send('PUT', `/Users/${id}`, userBody('maya@contoso.example', mobile('1')))
    expect(await personOf(id)).toMatchObject({ phone: '9', edits: { phone: edited } })
    expect(await told('employee.detail_overwritten')).toEqual([])
  })

  it('ends the edit where Entra comes to the same value, which nobody loses', async () => {
    const id = await pushEdited()
    await client.send('PATCH', `/Users/${id}`, setPhone('9'))
    expect(await personOf(id)).toMatchObject({ phone: '9', edits: {} })
    expect(await told('employee.detail_overwritten')).toEqual([])
  })

  it('leaves Sequr’s value where Sequr owns the detail, and remembers Entra’s', async () => {
    await letSequrOwn('phone')
    const id = await pushEdited()
    await client.send('PATCH', `/Users/${id}`, setPhone('2'))
    expect(await personOf(id)).toMatchObject({
      phone: '9',
      edits: { phone: { ...edited, entra: '2' } },
    })
    expect(await told('employee.detail_overwritten')).toEqual([])
  })

  it('keeps a value that nobody edited too, and fills one that Sequr has not', async () => {
    await letSequrOwn('phone', 'title')
    const id = await push('maya@contoso.example', mobile('1'))
    await client.send('PATCH', `/Users/${id}`, setPhone('2'))
    const title = patchBody({ op: 'Replace', path: 'title', value: 'Cook' })
    await client.send('PATCH', `/Users/${id}`, title)
    const person = await personOf(id)
    expect(person).toMatchObject({ phone: '1', title: 'Cook' })
    expect(person.edits).toEqual({ phone: { entra: '2', by: null, at: expect.any(String) } })
  })

  it('is answered from what Entra sent, and rules look at that', async () => {
    await letSequrOwn('department', 'displayName')
    const id = await push('maya@contoso.example', { [ENTERPRISE]: { department: 'Lab' } })
    const group = { displayName: 'Everybody', members: [{ value: id }] }
    const { body: made } = await client.send('POST', '/Groups', group)
    await db
      .update(employees)
      .set({
        displayName: 'Maya',
        department: 'Kitchen',
        edits: {
          displayName: { ...edited, entra: 'maya@contoso.example' },
          department: { ...edited, entra: 'Lab' },
        },
      })
      .where(isPerson(id))
    const title = patchBody({ op: 'Replace', path: 'title', value: 'Cook' })
    const { body } = await client.send('PATCH', `/Users/${id}`, title)
    expect(body).toMatchObject({
      displayName: 'maya@contoso.example',
      [ENTERPRISE]: { department: 'Lab' },
    })
    const person = await personOf(id)
    expect(person).toMatchObject({ displayName: 'Maya', department: 'Kitchen' })
    expect(person.facts.department).toEqual(['lab'])
    const { body: read } = await client.send('GET', `/Groups/${made.id}`)
    expect(read.members).toMatchObject([{ display: 'maya@contoso.example' }])
  })

  it('of another organisation is not ruled by who owns details here', async () => {
    await letSequrOwn('phone')
    const here = client
    client = await openScimTestClient(db)
    const id = await push('maya@contoso.example', mobile('1'))
    await client.send('PATCH', `/Users/${id}`, setPhone('2'))
    expect(await personOf(id)).toMatchObject({ phone: '2', edits: {} })
    await here.service.flush()
  })
})

describe('Entra’s first word about somebody who is here already', () => {
  const keptByHand = () =>
    newTestEmployee(client.ctx, {
      displayName: 'Maya by hand',
      source: 'local',
      userName: null,
      userNameKey: null,
      primaryEmail: 'maya@contoso.example',
      phone: '9',
      department: 'Kitchen',
    })

  it('takes the place of what was kept by hand, and tells what was lost', async () => {
    await keptByHand()
    const id = await push('maya@contoso.example', { displayName: 'Maya', ...mobile('1') })
    expect(await personOf(id)).toMatchObject({
      displayName: 'Maya',
      phone: '1',
      department: null,
      edits: {},
    })
    expect(await told('employee.detail_overwritten')).toEqual([
      {
        name: 'Maya',
        changes: [
          { field: 'name', before: 'Maya by hand', after: 'Maya' },
          { field: 'phone', before: '9', after: '1' },
          { field: 'department', before: 'Kitchen', after: null },
        ],
        by: [],
      },
    ])
  })

  it('leaves what Sequr owns, remembers Entra’s, and fills what was empty', async () => {
    await letSequrOwn('displayName', 'phone', 'title')
    await keptByHand()
    const sent = { displayName: 'Maya', title: 'Cook', ...mobile('1') }
    const id = await push('maya@contoso.example', sent)
    const person = await personOf(id)
    expect(person).toMatchObject({ displayName: 'Maya by hand', phone: '9', title: 'Cook' })
    expect(person.edits).toEqual({
      displayName: { entra: 'Maya', by: null, at: expect.any(String) },
      phone: { entra: '1', by: null, at: expect.any(String) },
    })
    expect(await told('employee.detail_overwritten')).toMatchObject([
      { changes: [{ field: 'department', before: 'Kitchen', after: null }] },
    ])
  })

  it('keeps who edited a detail of the account that ended, where Sequr owns it', async () => {
    await letSequrOwn('phone')
    const former = await pushEdited()
    await client.send('DELETE', `/Users/${former}`)
    const id = await push('maya@contoso.example', mobile('2'))
    expect(await personOf(id)).toMatchObject({
      phone: '9',
      edits: { phone: { ...edited, entra: '2' } },
    })
  })

  it('ends the edits of a former account where Entra owns the detail', async () => {
    const former = await pushEdited()
    await client.send('DELETE', `/Users/${former}`)
    const id = await push('maya@contoso.example', { title: 'Cook', ...mobile('2') })
    expect(await personOf(id)).toMatchObject({ phone: '2', edits: {} })
    expect(await told('employee.detail_overwritten')).toMatchObject([
      { changes: [{ field: 'phone', before: '9', after: '2' }], by: ['Ben'] },
    ])
  })
})
