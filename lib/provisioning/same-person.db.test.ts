import { and, eq, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { activity, employees, grants, mobileKeys } from '@/db/schema'
import { openTestDatabase } from '@/db/testing/database'
import {
  newTestAccessGroup,
  newTestEmployee,
  newTestGrant,
  newTestKey,
  newTestProperty,
} from '@/db/testing/people'
import { applyRule } from '@/lib/access/test-save-rules'
import { openScimTestClient, patchBody, type ScimTestClient, userBody } from './scim-test-client'

/** Who is the same person when Entra sends somebody (product.md 0.5 and 4.4, docs/decisions/015). */
let db: Db
let close: () => Promise<void>
const clients: ScimTestClient[] = []
beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(async () => {
  for (const { service } of clients) await service.flush()
  await close()
})

const MAYA = '8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159'
const ANOTHER = '0fae3d9e-5a35-4a57-93bb-2d3d6a0a5c11'
const mail = (value: string) => [{ type: 'work', primary: true, value }]
const off = patchBody({ op: 'Replace', path: 'active', value: 'False' })
const moveTo = (value: string) =>
  patchBody({ op: 'Replace', path: 'emails[type eq "work"].value', value })

/** A property that gives everybody a door and a key. */
async function openHouse(): Promise<ScimTestClient> {
  const client = await openScimTestClient(db)
  clients.push(client)
  const propertyId = await newTestProperty(client.ctx, 'HQ')
  const accessGroupId = await newTestAccessGroup(client.ctx, { propertyId, name: 'All' })
  const role = await db.query.roles.findFirst({
    where: (one, { and: both, eq: is }) =>
      both(is(one.organizationId, client.ctx.organizationId), is(one.basedOn, 'user')),
  })
  await applyRule(client.ctx, {
    propertyId,
    name: 'Everyone',
    conditions: {
      match: 'all',
      conditions: [{ kind: 'condition', operand: 'active', operator: 'isYes', values: [] }],
    },
    accessGroupIds: [accessGroupId],
    roleId: role?.id ?? '',
    mobileKey: true,
  })
  return client
}

async function create(client: ScimTestClient, userName: string, more: Record<string, unknown>) {
  const answer = await client.send('POST', '/Users', userBody(userName, more))
  expect(answer.status).toBe(201)
  return answer.body.id
}

async function keepByHand(client: ScimTestClient, email: string, displayName = 'Maya by hand') {
  const byHand = { source: 'local', userName: null, userNameKey: null } as const
  return newTestEmployee(client.ctx, { displayName, primaryEmail: email, ...byHand })
}

const peopleOf = ({ ctx }: ScimTestClient) =>
  db
    .select()
    .from(employees)
    .where(eq(employees.organizationId, ctx.organizationId))
    .orderBy(employees.id)

async function holdOf(client: ScimTestClient, scimId: string) {
  const people = await peopleOf(client)
  return people.find((one) => one.scimId === scimId)?.hold
}

/** Who may open anything. */
async function holders({ ctx }: ScimTestClient): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: grants.employeeId })
    .from(grants)
    .where(eq(grants.organizationId, ctx.organizationId))
  return rows.map((row) => row.id)
}

async function told({ ctx }: ScimTestClient, employeeId: string) {
  const rows = await db
    .select({ kind: activity.kind, data: activity.data })
    .from(activity)
    .where(
      and(
        eq(activity.organizationId, ctx.organizationId),
        eq(activity.subjectId, employeeId),
        inArray(activity.kind, ['employee.recognised', 'employee.reactivated']),
      ),
    )
  return rows.map((row) => ('by' in row.data ? row.data.by : row.kind)).sort()
}

const former = { externalId: MAYA, emails: mail('maya@contoso.example') }

describe('a person whose former account ended is the same person', () => {
  const elsewhere = { emails: mail('m@x.example') }
  const another = { externalId: ANOTHER }
  const none = { externalId: undefined }
  it.each([
    ['deleted', 'the same object id, whatever the e-mail', former, elsewhere, 'object_id'],
    ['deactivated', 'the same object id and e-mail', former, {}, 'object_id'],
    ['deactivated', 'the same object id alone', former, elsewhere, 'object_id'],
    ['deleted', 'the same e-mail', former, another, 'email'],
    ['deactivated', 'the same e-mail and another object id', former, another, 'email'],
    ['deactivated', 'the same e-mail, and neither has an id', { ...former, ...none }, {}, 'email'],
  ])('%s, then created with %s', async (end, _, before, changed, by) => {
    const client = await openHouse()
    const old = await create(client, 'maya@old.example', before)
    const [person] = await peopleOf(client)
    if (end === 'deleted') await client.send('DELETE', `/Users/${old}`)
    else await client.send('PATCH', `/Users/${old}`, off)
    expect(await holders(client)).toEqual([])

    const id = await create(client, 'maya@new.example', { ...before, ...changed })

    const people = await peopleOf(client)
    expect(people).toMatchObject([{ id: person?.id, scimId: id, active: true, hold: null }])
    expect(await holders(client)).toEqual([person?.id])
    expect(await told(client, person?.id ?? '')).toEqual(['employee.reactivated', by].sort())
    const keys = await db.$count(mobileKeys, eq(mobileKeys.employeeId, person?.id ?? ''))
    expect(keys, 'the old key ended, and there is a new one').toBe(2)
  })

  it.each([
    ['an external id that is no object id', { externalId: 'maya' }],
    ['no external id at all', { externalId: undefined }],
  ])('but not by %s when the e-mail differs', async (_, ids) => {
    const client = await openHouse()
    const old = await create(client, 'maya@old.example', { ...former, ...ids })
    await client.send('DELETE', `/Users/${old}`)
    await create(client, 'maya@new.example', { ...ids, emails: mail('m@x.example') })
    expect(await peopleOf(client)).toHaveLength(2)
  })

  it('and waits as a conflict where somebody else uses the e-mail by now', async () => {
    const client = await openHouse()
    const old = await create(client, 'maya@old.example', former)
    await client.send('DELETE', `/Users/${old}`)
    const other = await create(client, 'other@contoso.example', { emails: mail('m@x.example') })
    const id = await create(client, 'maya@new.example', { ...former, emails: mail('m@x.example') })
    expect(await peopleOf(client)).toHaveLength(2)
    expect([await holdOf(client, other), await holdOf(client, id)]).toEqual([null, 'conflict'])
  })
})

describe('an account that is here already, created again under another user name', () => {
  it('is updated: one person, the same SCIM id, doors and key as they were', async () => {
    const client = await openHouse()
    const id = await create(client, 'maya@old.example', former)
    const [before] = await peopleOf(client)
    const keysBefore = await db
      .select()
      .from(mobileKeys)
      .where(eq(mobileKeys.employeeId, before?.id ?? ''))

    const again = await create(client, 'maya@new.example', {
      ...former,
      emails: mail('m@x.example'),
    })

    expect(again).toBe(id)
    expect(await peopleOf(client)).toMatchObject([
      { id: before?.id, userName: 'maya@new.example', primaryEmail: 'm@x.example', hold: null },
    ])
    const keys = await db
      .select()
      .from(mobileKeys)
      .where(eq(mobileKeys.employeeId, before?.id ?? ''))
    expect(keys.map((key) => [key.id, key.revokedAt])).toEqual(
      keysBefore.map((key) => [key.id, null]),
    )
    const found = await client.send('GET', '/Users?filter=userName+eq+%22maya%40new.example%22')
    expect(found.body.Resources).toMatchObject([{ id, userName: 'maya@new.example' }])
    expect(await told(client, before?.id ?? '')).toEqual(['object_id'])
  })

  it('is refused with 409 under the user name that it has, as Entra repeats itself after a timeout', async () => {
    const client = await openHouse()
    await create(client, 'maya@contoso.example', former)
    const again = await client.send('POST', '/Users', userBody('MAYA@contoso.example', former))
    expect(again).toMatchObject({ status: 409, body: { scimType: 'uniqueness' } })
    expect(await peopleOf(client)).toHaveLength(1)
  })

  it('is refused with 409 under the user name of somebody else, and nothing changes', async () => {
    const client = await openHouse()
    await create(client, 'maya@contoso.example', former)
    await create(client, 'ben@contoso.example', {})
    const before = await peopleOf(client)
    const taken = await client.send('POST', '/Users', userBody('ben@contoso.example', former))
    expect(taken).toMatchObject({ status: 409, body: { scimType: 'uniqueness' } })
    expect(await peopleOf(client)).toEqual(before)
  })

  it('ends all access when it is created inactive', async () => {
    const client = await openHouse()
    await create(client, 'maya@old.example', former)
    await create(client, 'maya@new.example', { ...former, active: false })
    expect(await peopleOf(client)).toMatchObject([{ active: false }])
    expect(await holders(client)).toEqual([])
  })

  it('is another person where two have that id, because then it is no object id', async () => {
    const client = await openHouse()
    const ids = [
      await create(client, 'one@contoso.example', {}),
      await create(client, 'two@contoso.example', {}),
    ]
    const share = patchBody({ op: 'Replace', path: 'externalId', value: MAYA })
    for (const id of ids) await client.send('PATCH', `/Users/${id}`, share)
    await create(client, 'three@contoso.example', { externalId: MAYA })
    expect(await holders(client)).toHaveLength(3)
  })

  it('is another person in another organisation', async () => {
    const client = await openHouse()
    await create(client, 'maya@old.example', former)
    const stranger = await openHouse()
    await create(stranger, 'maya@new.example', former)
    expect(await peopleOf(client)).toMatchObject([{ userName: 'maya@old.example' }])
    expect(await peopleOf(stranger)).toMatchObject([{ userName: 'maya@new.example' }])
  })
})

describe('people kept by hand', () => {
  it('are adopted when Entra sends their e-mail, and it is said why', async () => {
    const client = await openHouse()
    const id = await keepByHand(client, 'maya@contoso.example')
    await create(client, 'maya@contoso.example', {})
    expect(await peopleOf(client)).toMatchObject([{ id, source: 'entra' }])
    expect(await told(client, id)).toEqual(['email'])
  })

  it.each(['sent active', 'activated later', 'given the e-mail later'])(
    'of two with one e-mail nobody guesses: whoever is %s waits as a conflict',
    async (how) => {
      const client = await openHouse()
      await keepByHand(client, 'maya@contoso.example')
      await keepByHand(client, 'maya@contoso.example')
      const active = how !== 'activated later'
      const email = how === 'given the e-mail later' ? 'm@x.example' : 'maya@contoso.example'
      const id = await create(client, 'maya@x.example', { active, emails: mail(email) })
      if (how === 'activated later') {
        expect(await holdOf(client, id), 'nothing is asked of who has no access').toBe(null)
        const on = patchBody({ op: 'Replace', path: 'active', value: 'True' })
        await client.send('PATCH', `/Users/${id}`, on)
      }
      if (how === 'given the e-mail later') {
        await client.send('PATCH', `/Users/${id}`, moveTo('maya@contoso.example'))
      }
      expect(await holdOf(client, id)).toBe('conflict')
      const people = await peopleOf(client)
      expect(await holders(client)).not.toContain(people.find((one) => one.scimId === id)?.id)
    },
  )

  it('wait for a decision when an account comes to have their e-mail: it keeps its doors, they do not', async () => {
    const client = await openHouse()
    const byHand = await keepByHand(client, 'maya@contoso.example')
    const { ctx } = client
    const propertyId = await newTestProperty(ctx, 'Lab')
    const accessGroupId = await newTestAccessGroup(ctx, { propertyId, name: 'Lab' })
    const theirs = { employeeId: byHand, propertyId }
    await newTestGrant(ctx, { ...theirs, accessGroupId, source: 'hand' })
    const keyId = await newTestKey(ctx, { ...theirs, state: 'active' })
    const id = await create(client, 'maya@x.example', { emails: mail('m@x.example') })
    await client.send('PATCH', `/Users/${id}`, moveTo('maya@contoso.example'))

    const people = await peopleOf(client)
    const entra = people.find((one) => one.scimId === id)
    expect(entra?.hold).toBe(null)
    expect(people.find((one) => one.id === byHand)?.hold).toBe('conflict')
    expect(await holders(client)).toEqual([entra?.id])
    const [key] = await db.select().from(mobileKeys).where(eq(mobileKeys.id, keyId))
    expect(key).toMatchObject({ suspendedFor: 'hold', revokedAt: null })
  })

  it('wait likewise when a former account comes back by its object id with their e-mail', async () => {
    const client = await openHouse()
    const old = await create(client, 'maya@old.example', former)
    await client.send('DELETE', `/Users/${old}`)
    const byHand = await keepByHand(client, 'm@x.example')
    const id = await create(client, 'maya@new.example', { ...former, emails: mail('m@x.example') })
    const people = await peopleOf(client)
    expect(people).toHaveLength(2)
    expect(await holdOf(client, id)).toBe(null)
    expect(people.find((one) => one.id === byHand)?.hold).toBe('conflict')
  })

  it('who are somebody else by an administrator’s decision are left alone', async () => {
    const client = await openHouse()
    const byHand = await keepByHand(client, 'maya@contoso.example')
    await db.update(employees).set({ sharesEmail: true }).where(eq(employees.id, byHand))
    await create(client, 'maya@contoso.example', {})
    expect(await peopleOf(client)).toMatchObject([
      { source: 'local', hold: null },
      { source: 'entra', hold: null },
    ])
  })
})

describe('what an administrator decided', () => {
  const twins = async () => {
    const client = await openHouse()
    const first = await create(client, 'one@contoso.example', { emails: mail('shared@x.example') })
    const second = await create(client, 'two@contoso.example', { emails: mail('shared@x.example') })
    return { client, first, second }
  }
  const decide = (scimId: string, values: Partial<typeof employees.$inferInsert>) =>
    db.update(employees).set(values).where(eq(employees.scimId, scimId))

  it('of two people is about the e-mail that they share, not about the next one', async () => {
    const { client, second } = await twins()
    await decide(second, { hold: null, sharesEmail: true })
    await client.send('PATCH', `/Users/${second}`, off)
    await client.send(
      'PATCH',
      `/Users/${second}`,
      patchBody({ op: 'Replace', path: 'active', value: 'True' }),
    )
    expect(await holdOf(client, second), 'they share it still').toBe(null)

    await create(client, 'three@contoso.example', {})
    await client.send('PATCH', `/Users/${second}`, moveTo('three@contoso.example'))
    expect(await holdOf(client, second)).toBe('conflict')
  })

  it('of a second account holds, whatever Entra sends of it', async () => {
    const { client, first, second } = await twins()
    const people = await peopleOf(client)
    const one = people.find((person) => person.scimId === first)
    await decide(second, { sameAs: one?.id ?? null })
    await client.send('PATCH', `/Users/${second}`, moveTo('alone@x.example'))
    await client.send('PATCH', `/Users/${second}`, off)
    await client.send(
      'PATCH',
      `/Users/${second}`,
      patchBody({ op: 'Replace', path: 'active', value: 'True' }),
    )
    expect(await holdOf(client, second)).toBe('conflict')
    expect(await holders(client)).toEqual([one?.id])
  })

  it('by hand does not let two accounts share an e-mail: the second is stored as a conflict', async () => {
    const { client, second } = await twins()
    await client.send('PATCH', `/Users/${second}`, moveTo('alone@x.example'))
    await decide(second, { hold: 'by_hand' })
    const back = await client.send('PATCH', `/Users/${second}`, moveTo('shared@x.example'))
    expect(back.status).toBe(200)
    expect(await holdOf(client, second)).toBe('conflict')
  })
})
