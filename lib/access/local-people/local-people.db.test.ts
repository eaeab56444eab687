import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { activity, employees, mobileKeys, outboxMessages } from '@/db/schema'
import { openTestDatabase } from '@/db/testing/database'
import { newTestEmployee } from '@/db/testing/people'
import {
  grantsOf,
  livingKeys,
  newDepartmentRule,
  openTestHouse,
  type TestHouse,
} from '../test-house'
import { addPerson } from './add-person'
import { type EditPersonInput, editPerson } from './edit-person'

let db: Db
let close: () => Promise<void>
let house: TestHouse
beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())
beforeEach(async () => {
  house = await openTestHouse(db)
})

const form: EditPersonInput['typed'] = {
  displayName: 'Jo Park',
  givenName: '',
  familyName: '',
  primaryEmail: 'Jo@contoso.example',
  phone: '',
  title: '',
  department: 'Lab',
  employeeNumber: '',
  preferredLanguage: '',
}

async function add(typed: Partial<typeof form> = {}): Promise<string> {
  const answer = await addPerson(house.ctx, { ...form, ...typed })
  if (answer.kind !== 'added') throw new Error('the e-mail is taken')
  return answer.employeeId
}

const edit = (
  employeeId: string,
  typed: Partial<typeof form>,
  { mayTake = true, ...more }: { mayTake?: boolean } & Partial<EditPersonInput> = {},
) =>
  editPerson(
    house.ctx,
    { employeeId, began: form, typed: { ...form, ...typed }, ...more },
    { mayTake },
  )
const personOf = async (id: string) =>
  (await db.select().from(employees).where(eq(employees.id, id)))[0]
const told = async (id: string) =>
  (
    await db
      .select({ kind: activity.kind, data: activity.data })
      .from(activity)
      .where(and(eq(activity.organizationId, house.ctx.organizationId), eq(activity.subjectId, id)))
  ).map((row) => row.kind)
const none = { given: 0, taken: 0, keysIssued: 0, keysRevoked: 0 }

describe('a person added by hand', () => {
  it('is decided by the rules at once, and is no resource of SCIM', async () => {
    await newDepartmentRule(house, { propertyId: house.hq, department: 'Lab', doors: ['Lab 1'] })
    const answer = await addPerson(house.ctx, form)
    expect(answer).toMatchObject({ kind: 'added', effect: { given: 1, keysIssued: 1 } })
    const id = answer.kind === 'added' ? answer.employeeId : ''
    expect(await grantsOf(house.ctx, id)).toHaveLength(1)
    expect(await livingKeys(house.ctx, id)).toHaveLength(1)
    expect(await told(id)).toEqual(expect.arrayContaining(['employee.created', 'access.changed']))
    expect(await personOf(id)).toMatchObject({
      source: 'local',
      userName: null,
      primaryEmail: 'Jo@contoso.example',
      primaryEmailKey: 'jo@contoso.example',
      facts: { department: ['lab'], active: ['true'], emailDomain: ['contoso.example'] },
    })
  })

  it('gets nothing where no rule matches, and needs no e-mail', async () => {
    await newDepartmentRule(house, { propertyId: house.hq, department: 'Lab' })
    const id = await add({ department: 'Kitchen', primaryEmail: '' })
    expect(await grantsOf(house.ctx, id)).toEqual([])
    expect(await personOf(id)).toMatchObject({ primaryEmail: null, primaryEmailKey: null })
  })

  it('cannot have the e-mail of somebody present, and is told who that is', async () => {
    const id = await newTestEmployee(house.ctx, {
      displayName: 'Jo',
      primaryEmail: 'JO@contoso.example',
    })
    expect(await addPerson(house.ctx, form)).toEqual({ kind: 'taken', holder: { id, name: 'Jo' } })
    await db.update(employees).set({ deletedAt: house.ctx.now }).where(eq(employees.id, id))
    expect(await addPerson(house.ctx, form)).toMatchObject({ kind: 'added' })
  })

  it('may have the e-mail of somebody of another organisation', async () => {
    await add()
    house = await openTestHouse(db)
    expect(await addPerson(house.ctx, form)).toMatchObject({ kind: 'added' })
  })
})

describe('an edit of a person whom Sequr alone keeps', () => {
  it('that changes no access is stored at once, for rules too, and told before and after', async () => {
    const id = await add()
    expect(await edit(id, { phone: '+1 303 555 0142', title: 'Cook' })).toEqual({ kind: 'saved' })
    expect(await personOf(id)).toMatchObject({
      phone: '+1 303 555 0142',
      title: 'Cook',
      department: 'Lab',
      facts: { jobTitle: ['cook'], mobilePhone: ['+1 303 555 0142'] },
      edits: {},
    })
    expect(await told(id)).toContain('employee.details_edited')
  })

  it('that changes access is told in numbers first, and happens when they are agreed to', async () => {
    await newDepartmentRule(house, { propertyId: house.hq, department: 'Lab' })
    const id = await add()
    const effect = { ...none, taken: 1, keysRevoked: 1 }
    expect(await edit(id, { department: 'Kitchen' })).toEqual({ kind: 'asks', effect })
    expect(await personOf(id)).toMatchObject({ department: 'Lab' })
    expect(await grantsOf(house.ctx, id)).toHaveLength(1)
    const wrong = { ...effect, taken: 2 }
    expect(await edit(id, { department: 'Kitchen' }, { agreed: wrong })).toMatchObject({
      kind: 'asks',
    })

    await expect(
      edit(id, { department: 'Kitchen' }, { agreed: effect, mayTake: false }),
    ).rejects.toMatchObject({ code: 'sign_in_again' })
    expect(await grantsOf(house.ctx, id)).toHaveLength(1)
    expect(await edit(id, { department: 'Kitchen' }, { agreed: effect })).toEqual({ kind: 'saved' })
    expect(await grantsOf(house.ctx, id)).toEqual([])
    expect(await livingKeys(house.ctx, id)).toEqual([])
  })

  it('gives the key that waited for an e-mail', async () => {
    await newDepartmentRule(house, { propertyId: house.hq, department: 'Lab' })
    const id = await add({ primaryEmail: '' })
    expect(await livingKeys(house.ctx, id)).toEqual([])
    const began = { ...form, primaryEmail: '' }
    const agreed = { ...none, keysIssued: 1 }
    expect(await edit(id, {}, { began, agreed })).toEqual({ kind: 'saved' })
    expect(await livingKeys(house.ctx, id)).toHaveLength(1)
  })

  it('tells the new e-mail of a key that is on a phone', async () => {
    await newDepartmentRule(house, { propertyId: house.hq, department: 'Lab' })
    const id = await add()
    await db.update(mobileKeys).set({ state: 'active' }).where(eq(mobileKeys.employeeId, id))
    expect(await edit(id, { primaryEmail: 'jo.park@contoso.example' })).toEqual({ kind: 'saved' })
    const topics = await db
      .select({ topic: outboxMessages.topic })
      .from(outboxMessages)
      .where(eq(outboxMessages.organizationId, house.ctx.organizationId))
    expect(topics.map((one) => one.topic)).toContain('email-changed')
  })

  it('cannot take somebody else’s e-mail', async () => {
    const id = await add()
    const other = await add({ displayName: 'Al', primaryEmail: 'al@contoso.example' })
    expect(await edit(id, { primaryEmail: 'AL@contoso.example' })).toEqual({
      kind: 'taken',
      holder: { id: other, name: 'Al' },
    })
  })

  it('is answered with both values where a field became another meanwhile', async () => {
    const id = await add()
    await edit(id, { phone: '2' })
    expect(await edit(id, { phone: '9' })).toEqual({
      kind: 'clash',
      clashes: [{ field: 'phone', now: '2', typed: '9' }],
    })
  })

  it('is refused once Entra sends the person, and for people of another organisation', async () => {
    const id = await add()
    const here = house
    house = await openTestHouse(db)
    await expect(edit(id, { phone: '9' })).rejects.toMatchObject({ code: 'not_found' })
    house = here
    await db.update(employees).set({ source: 'entra' }).where(eq(employees.id, id))
    await expect(edit(id, { phone: '9' })).rejects.toMatchObject({ code: 'conflict' })
    expect(await personOf(id)).toMatchObject({ phone: null })
  })
})
