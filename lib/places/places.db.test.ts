import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { activity, ruleAccessGroups } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import {
  newTestCard,
  newTestEmployee,
  newTestGrant,
  newTestKey,
  newTestRule,
} from '@/db/testing/people'
import { createAccessGroup, deleteAccessGroup, updateAccessGroup } from './access-groups'
import { createDoor, deleteDoor, updateDoor } from './doors'
import { listAccessGroups } from './list-access-groups'
import { listDoorChoices, listDoors } from './list-doors'
import { listProperties, listPropertyChoices } from './list-properties'
import { createProperty, deleteProperty, updateProperty } from './properties'
import { noFilter, type PlaceQuery } from './schemas'

let db: Db
let close: () => Promise<void>
let ctx: Context
let other: Context
let userRole: string

beforeAll(async () => {
  const opened = await openTestDatabase()
  db = opened.db
  close = opened.close
})
afterAll(() => close())
beforeEach(async () => {
  const mine = await newTestOrganization(db)
  ctx = mine.ctx
  userRole = mine.roleIds.user
  other = (await newTestOrganization(db)).ctx
})

const property = (name: string, as = ctx) =>
  createProperty(as, { name, address: '1 Main Street', timeZone: 'America/Denver' })

async function office(as = ctx) {
  const { id: propertyId } = await property('HQ Denver', as)
  const { id: doorId } = await createDoor(as, { propertyId, name: 'Lobby' })
  const { id: accessGroupId } = await createAccessGroup(as, {
    propertyId,
    name: 'Employees',
    doorIds: [doorId],
    hours: [],
  })
  return { propertyId, doorId, accessGroupId }
}

const entries = async (kind: string, as = ctx) =>
  db
    .select({ data: activity.data, propertyId: activity.propertyId })
    .from(activity)
    .where(and(eq(activity.organizationId, as.organizationId), eq(activity.kind, kind)))

test('an access group keeps its weekly hours, and a change of them is told in words', async () => {
  const { accessGroupId, doorId } = await office()
  const group = { id: accessGroupId, name: 'Employees', doorIds: [doorId] }
  const hours = [{ days: [1, 2, 3, 4, 5], from: '07:00', to: '19:00' }]

  await updateAccessGroup(ctx, { ...group, hours })
  await updateAccessGroup(ctx, { ...group, hours })
  expect((await listAccessGroups(ctx)).accessGroups).toMatchObject([{ hours }])
  await updateAccessGroup(ctx, { ...group, hours: [] })
  expect((await listAccessGroups(ctx)).accessGroups).toMatchObject([{ hours: null }])

  const told = (await entries('place.hours')).map((entry) => entry.data)
  expect(told).toEqual(
    expect.arrayContaining([
      { name: 'Employees', before: 'At any hour', after: 'Mon–Fri 07:00–19:00' },
      { name: 'Employees', before: 'Mon–Fri 07:00–19:00', after: 'At any hour' },
    ]),
  )
  expect(told).toHaveLength(2)
})

test('a property shows how many doors, groups, rules, people and living keys it has', async () => {
  const { propertyId, accessGroupId } = await office()
  await property('Austin')
  await newTestRule(ctx, { propertyId, name: 'Staff', roleId: userRole })
  const employeeId = await newTestEmployee(ctx, { displayName: 'Maya Chen' })
  await newTestGrant(ctx, { employeeId, propertyId, accessGroupId })
  await newTestGrant(ctx, { employeeId, propertyId, accessGroupId, source: 'hand' })
  await newTestKey(ctx, { employeeId, propertyId, state: 'active' })
  await newTestKey(ctx, { employeeId, propertyId, state: 'revoked', revokedAt: ctx.now })
  const counts = (await listProperties(ctx)).map(({ id: _, address: __, ...rest }) => rest)
  const timeZone = 'America/Denver'
  expect(counts).toMatchObject([
    { name: 'Austin', timeZone, doors: 0, accessGroups: 0, rules: 0, people: 0, keys: 0 },
    { name: 'HQ Denver', timeZone, doors: 1, accessGroups: 1, rules: 1, people: 1, keys: 1 },
  ])
})

test('a door shows the groups that open it and the people who can', async () => {
  const { propertyId, doorId, accessGroupId } = await office()
  const employeeId = await newTestEmployee(ctx, { displayName: 'Maya Chen' })
  await newTestGrant(ctx, { employeeId, propertyId, accessGroupId })
  const past = new Date(ctx.now.getTime() - 1000)
  const gone = await newTestEmployee(ctx, { displayName: 'Jonas Weber' })
  await newTestGrant(ctx, { employeeId: gone, propertyId, accessGroupId, until: past })
  const { doors, total } = await listDoors(ctx)
  expect(total).toBe(1)
  expect(doors).toMatchObject([
    {
      id: doorId,
      property: { name: 'HQ Denver' },
      accessGroups: [{ id: accessGroupId, name: 'Employees' }],
      people: 1,
    },
  ])
})

test('an access group shows its doors, the rules that give it, and who has it by hand', async () => {
  const { propertyId, accessGroupId } = await office()
  for (const [name, source] of [
    ['Maya Chen', 'rule'],
    ['Jonas Weber', 'hand'],
  ] as const) {
    const employeeId = await newTestEmployee(ctx, { displayName: name })
    await newTestGrant(ctx, { employeeId, propertyId, accessGroupId, source })
  }
  const { accessGroups } = await listAccessGroups(ctx)
  expect(accessGroups).toMatchObject([
    { name: 'Employees', doors: [{ name: 'Lobby' }], rules: [], people: 2, peopleByHand: 1 },
  ])
})

test('lists are filtered by property and by part of a name, whose wildcards mean themselves', async () => {
  const { propertyId } = await office()
  await createDoor(ctx, { propertyId, name: '100% Lab_2' })
  const { id: austin } = await property('Austin')
  await createDoor(ctx, { propertyId: austin, name: 'Lab' })
  const names = async (filter: Partial<PlaceQuery>) =>
    (await listDoors(ctx, { ...noFilter, ...filter })).doors.map((door) => door.name)
  expect(await names({ property: propertyId })).toEqual(['100% Lab_2', 'Lobby'])
  expect(await names({ q: 'lab' })).toEqual(['Lab', '100% Lab_2'])
  expect(await names({ q: '%' })).toEqual(['100% Lab_2'])
  expect((await listAccessGroups(ctx, { property: austin, q: '' })).accessGroups).toEqual([])
})

test('names are unique ignoring case and spaces, and the sentence stands at the field', async () => {
  const { propertyId, doorId } = await office()
  const taken = (message: string) => ({ code: 'conflict', field: 'name', message })
  await expect(property('hq  DENVER')).rejects.toMatchObject(
    taken('There is already a property called hq  DENVER.'),
  )
  await expect(createDoor(ctx, { propertyId, name: 'LOBBY' })).rejects.toMatchObject(
    taken('HQ Denver already has a door called LOBBY.'),
  )
  const doorIds = [doorId]
  await expect(
    createAccessGroup(ctx, { propertyId, name: 'employees', doorIds, hours: [] }),
  ).rejects.toMatchObject(taken('HQ Denver already has an access group called employees.'))
  const { id } = await createDoor(ctx, { propertyId, name: 'Dock' })
  await expect(updateDoor(ctx, { id, name: 'lobby' })).rejects.toMatchObject(
    taken('HQ Denver already has a door called lobby.'),
  )
})

test('the same name may stand at two properties and in two organisations', async () => {
  await office()
  await office(other)
  const { id: propertyId } = await property('Austin')
  await expect(createDoor(ctx, { propertyId, name: 'Lobby' })).resolves.toBeDefined()
})

test('a rename keeps what belongs to the place, the log knows both names, and a new time zone is followed', async () => {
  const { propertyId, doorId, accessGroupId } = await office()
  const moved: string[] = []
  const edit = (timeZone: string) =>
    updateProperty(
      ctx,
      { id: propertyId, name: 'HQ', address: '', timeZone },
      async (tx, place) => {
        expect(tx.inTransaction).toBe(true)
        moved.push(place.propertyId)
      },
    )
  await edit('America/Denver')
  expect(moved).toEqual([])
  await edit('UTC')
  expect(moved).toEqual([propertyId])
  await updateDoor(ctx, { id: doorId, name: 'Front door' })
  await updateAccessGroup(ctx, {
    id: accessGroupId,
    name: 'Everyone',
    doorIds: [doorId],
    hours: [],
  })
  const { accessGroups } = await listAccessGroups(ctx)
  expect(accessGroups).toMatchObject([
    { name: 'Everyone', property: { name: 'HQ' }, doors: [{ name: 'Front door' }] },
  ])
  const told = await entries('place.updated')
  expect(told.every((entry) => entry.propertyId === propertyId)).toBe(true)
  expect(told.map((entry) => entry.data)).toEqual(
    expect.arrayContaining([
      { what: 'property', name: 'HQ', before: 'HQ Denver' },
      { what: 'door', name: 'Front door', before: 'Lobby' },
      { what: 'access group', name: 'Everyone', before: 'Employees' },
    ]),
  )
})

test('saving an access group sets its doors to exactly those chosen', async () => {
  const { propertyId, accessGroupId, doorId } = await office()
  const { id: dock } = await createDoor(ctx, { propertyId, name: 'Dock' })
  const { id: lab } = await createDoor(ctx, { propertyId, name: 'Lab' })
  const doorsAfter = async (doorIds: string[]) => {
    await updateAccessGroup(ctx, { id: accessGroupId, name: 'Employees', doorIds, hours: [] })
    return (await listAccessGroups(ctx)).accessGroups[0]?.doors.map((door) => door.name)
  }
  expect(await doorsAfter([dock, lab, lab])).toEqual(['Dock', 'Lab'])
  expect(await doorsAfter([lab, doorId])).toEqual(['Lab', 'Lobby'])
  expect(await doorsAfter([])).toEqual([])
})

test("an access group never takes another property's or another organisation's door", async () => {
  const { accessGroupId, propertyId } = await office()
  const foreign = await office(other)
  const { id: austin } = await property('Austin')
  const { id: austinDoor } = await createDoor(ctx, { propertyId: austin, name: 'Lobby' })
  const refused = { code: 'invalid', field: 'doorIds' }
  for (const doorId of [foreign.doorId, austinDoor, 'dor_unknown']) {
    const doorIds = [doorId]
    await expect(
      updateAccessGroup(ctx, { id: accessGroupId, name: 'Employees', doorIds, hours: [] }),
    ).rejects.toMatchObject(refused)
    await expect(
      createAccessGroup(ctx, { propertyId, name: 'New', doorIds, hours: [] }),
    ).rejects.toMatchObject(refused)
  }
  expect((await listAccessGroups(ctx)).accessGroups).toMatchObject([{ doors: [{ name: 'Lobby' }] }])
})

test('a door is not deleted while an access group opens it', async () => {
  const { doorId, accessGroupId } = await office()
  await expect(deleteDoor(ctx, { id: doorId })).rejects.toMatchObject({
    code: 'in_use',
    message: '1 access group opens this door. Take it out of it first.',
  })
  await updateAccessGroup(ctx, { id: accessGroupId, name: 'Employees', doorIds: [], hours: [] })
  await deleteDoor(ctx, { id: doorId })
  expect((await listDoors(ctx)).doors).toEqual([])
  expect(await entries('place.deleted')).toHaveLength(1)
})

test('an access group is not deleted while a rule gives it or a person has it', async () => {
  const { propertyId, accessGroupId } = await office()
  const employeeId = await newTestEmployee(ctx, { displayName: 'Maya Chen' })
  await newTestGrant(ctx, { employeeId, propertyId, accessGroupId, source: 'hand' })
  const { organizationId } = ctx
  for (const name of ['Staff', 'Everyone']) {
    const ruleId = await newTestRule(ctx, { propertyId, name, roleId: userRole })
    await db.insert(ruleAccessGroups).values({ organizationId, propertyId, ruleId, accessGroupId })
  }
  await expect(deleteAccessGroup(ctx, { id: accessGroupId })).rejects.toMatchObject({
    code: 'in_use',
    message: '2 rules give this access group. Choose another for them first.',
  })
  await db.delete(ruleAccessGroups).where(eq(ruleAccessGroups.organizationId, organizationId))
  await expect(deleteAccessGroup(ctx, { id: accessGroupId })).rejects.toMatchObject({
    code: 'in_use',
    message: '1 person has this access group. Take it from them first.',
  })
  expect((await listAccessGroups(ctx)).accessGroups).toHaveLength(1)
})

test('a property is not deleted while anything belongs to it, and the sentence says what', async () => {
  const { propertyId } = await office()
  await newTestRule(ctx, { propertyId, name: 'Staff', roleId: userRole })
  await expect(deleteProperty(ctx, { id: propertyId })).rejects.toMatchObject({
    code: 'in_use',
    message:
      'HQ Denver still has 1 door, 1 access group and 1 rule. Delete what belongs to it first.',
  })
  const { id } = await property('Austin')
  await deleteProperty(ctx, { id })
  expect((await listPropertyChoices(ctx)).map((choice) => choice.name)).toEqual(['HQ Denver'])
})

test('a property is not deleted while a card, even one that ended, refers to it', async () => {
  const { id: propertyId } = await property('Austin')
  const employeeId = await newTestEmployee(ctx, { displayName: 'Maya Chen' })
  await newTestCard(ctx, { employeeId, propertyId, number: '00124711', revokedAt: ctx.now })
  await expect(deleteProperty(ctx, { id: propertyId })).rejects.toMatchObject({
    code: 'in_use',
    message: 'Austin still has 1 card. Delete what belongs to it first.',
  })
})

test('a refused change leaves no entry in the log', async () => {
  const { doorId } = await office()
  await expect(deleteDoor(ctx, { id: doorId })).rejects.toThrow()
  expect(await entries('place.deleted')).toEqual([])
})

test('another organisation neither sees, changes nor deletes places of this one', async () => {
  const { propertyId, doorId, accessGroupId } = await office()
  expect(await listProperties(other)).toEqual([])
  expect(await listPropertyChoices(other)).toEqual([])
  expect(await listDoors(other, { property: propertyId, q: '' })).toEqual({ doors: [], total: 0 })
  expect(await listDoorChoices(other)).toEqual([])
  expect(await listAccessGroups(other)).toEqual({ accessGroups: [], total: 0 })
  const name = 'Taken over'
  const attempts = [
    updateProperty(other, { id: propertyId, name, address: '', timeZone: 'UTC' }, () => {
      throw new Error('No time zone was changed.')
    }),
    deleteProperty(other, { id: propertyId }),
    createDoor(other, { propertyId, name }),
    updateDoor(other, { id: doorId, name }),
    deleteDoor(other, { id: doorId }),
    createAccessGroup(other, { propertyId, name, doorIds: [], hours: [] }),
    updateAccessGroup(other, { id: accessGroupId, name, doorIds: [], hours: [] }),
    deleteAccessGroup(other, { id: accessGroupId }),
  ]
  const settled = await Promise.allSettled(attempts)
  const codes = settled.map((result) => result.status === 'rejected' && result.reason.code)
  const missing = 'not_found'
  expect(codes).toEqual([
    missing,
    missing,
    'invalid',
    missing,
    missing,
    'invalid',
    missing,
    missing,
  ])
  expect((await listAccessGroups(ctx)).accessGroups).toMatchObject([
    { name: 'Employees', doors: [{ name: 'Lobby' }], property: { name: 'HQ Denver' } },
  ])
})
