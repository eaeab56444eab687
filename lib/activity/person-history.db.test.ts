import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestAccessGroup, newTestEmployee, newTestProperty } from '@/db/testing/people'
import { listPersonHistory } from './person-history'
import { type ActivityEntry, recordActivity } from './record'
import type { Followed } from './schemas'

let db: Db
let close: () => Promise<void>
let ctx: Context
beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())
beforeEach(async () => {
  ctx = (await newTestOrganization(db)).ctx
})

const subject = { kind: 'employee', id: 'emp_1' } as const
const given: ActivityEntry = {
  kind: 'access.given',
  data: { name: 'Maya', accessGroup: 'Lab', property: 'HQ', rules: ['IT'] },
  subject,
}
const doorsOf = ({ parts }: Followed) => parts.map((one) => one.doors)
const at = (minutes: number, requestId: string): Context => ({
  ...ctx,
  now: new Date(ctx.now.getTime() + minutes * 60_000),
  requestId,
})

it('ties a value, the rule behind it, the access and the key of one request together', async () => {
  await recordActivity(at(0, 'req_1'), [
    { kind: 'employee.created', data: { name: 'Maya' }, subject },
  ])
  await recordActivity(at(1, 'req_2'), [
    {
      kind: 'employee.updated',
      data: { name: 'Maya', changes: [{ field: 'department', before: 'Sales', after: 'IT' }] },
      subject,
    },
    given,
    { kind: 'key.issued', data: { name: 'Maya', property: 'HQ' }, subject },
  ])

  await recordActivity(at(9, 'req_1'), [
    { kind: 'email.sent', data: { name: 'Maya', template: 'key-invitation' }, subject },
  ])

  const moments = await listPersonHistory(ctx, { employeeId: 'emp_1' })

  expect(
    moments.map((moment) => [
      moment.values.map((entry) => entry.kind),
      moment.followed.map(({ entry }) => entry.kind),
    ]),
  ).toEqual([
    [['employee.updated'], ['access.given', 'key.issued']],
    [['employee.created'], ['email.sent']],
  ])
})

it('says which group or rule was behind access that no value of the person explains', async () => {
  const group = { kind: 'group', id: 'grp_1' } as const
  await recordActivity(at(0, 'req_1'), [
    {
      kind: 'group.members',
      data: { group: 'IT', added: 1, removed: 0, unknown: [] },
      subject: group,
    },
    given,
  ])
  await recordActivity(at(1, 'req_2'), [
    { kind: 'rule.updated', data: { rule: 'IT', property: 'HQ' } },
    { ...given, subject: { kind: 'employee', id: 'emp_2' } },
  ])

  const moments = await listPersonHistory(ctx, { employeeId: 'emp_1' })
  const others = await listPersonHistory(ctx, { employeeId: 'emp_2' })

  expect(moments.map((moment) => moment.causes.map((cause) => cause.kind))).toEqual([
    ['group.members'],
  ])
  expect(others[0]?.causes.map((cause) => cause.kind)).toEqual(['rule.updated'])
})

it('names the doors that an access group has today, where it is still called the same', async () => {
  const propertyId = await newTestProperty(ctx, 'HQ')
  await newTestAccessGroup(ctx, { propertyId, name: 'Lab', doors: ['Lab 2', 'Lab 1'] })
  const elsewhere = await newTestProperty(ctx, 'Austin')
  await newTestAccessGroup(ctx, { propertyId: elsewhere, name: 'Lab', doors: ['Shed'] })
  const gone = { ...given, data: { ...given.data, accessGroup: 'Attic' } } as ActivityEntry
  await recordActivity(at(0, 'req_1'), [
    { ...given, propertyId },
    { ...gone, propertyId },
  ])

  const [moment] = await listPersonHistory(ctx, { employeeId: 'emp_1' })

  expect(moment?.followed.flatMap(doorsOf)).toEqual([['Lab 1', 'Lab 2'], []])
})

it('takes apart what one decision changed, each access group with its own doors', async () => {
  const propertyId = await newTestProperty(ctx, 'HQ')
  await newTestAccessGroup(ctx, { propertyId, name: 'Lab', doors: ['Lab 2', 'Lab 1'] })
  await newTestAccessGroup(ctx, { propertyId, name: 'Dock', doors: ['Dock'] })
  const changed: ActivityEntry = {
    kind: 'access.changed',
    data: {
      name: 'Maya',
      property: 'HQ',
      given: [{ accessGroup: 'Lab', rules: ['IT'] }],
      taken: ['Dock'],
      key: { what: 'issued' },
      role: { before: null, after: 'User' },
    },
    subject,
  }
  await recordActivity(at(0, 'req_1'), [{ ...changed, propertyId }])

  const [moment] = await listPersonHistory(ctx, { employeeId: 'emp_1' })

  expect(moment?.followed.map(({ entry }) => entry.kind)).toEqual(['access.changed'])
  expect(moment?.followed.flatMap(({ parts }) => parts.map(({ part }) => part.kind))).toEqual([
    'access.given',
    'access.taken',
    'key.issued',
    'role.changed',
  ])
  expect(moment?.followed.flatMap(doorsOf)).toEqual([['Lab 1', 'Lab 2'], ['Dock'], [], []])
})

it('leaves out touches at doors, however many there are', async () => {
  await recordActivity(at(0, 'req_1'), [given])
  const answer = { door: 'Dock', property: 'HQ', name: 'Maya', answer: 'open' } as const
  const touch: ActivityEntry = { kind: 'door.asked', data: answer, subject }
  await recordActivity(at(1, 'req_2'), Array<ActivityEntry>(70).fill(touch))

  const moments = await listPersonHistory(ctx, { employeeId: 'emp_1' })

  expect(moments.map((moment) => moment.followed.map(({ entry }) => entry.kind))).toEqual([
    ['access.given'],
  ])
})

it('tells another organisation nothing, even of a request with the same id', async () => {
  await recordActivity(at(0, 'req_1'), [given])
  const stranger = (await newTestOrganization(db)).ctx
  await recordActivity({ ...stranger, requestId: 'req_1' }, [
    { kind: 'rule.updated', data: { rule: 'Theirs', property: 'HQ' } },
  ])

  expect(await listPersonHistory(stranger, { employeeId: 'emp_1' })).toEqual([])
  expect((await listPersonHistory(ctx, { employeeId: 'emp_1' }))[0]?.causes).toEqual([])
})

it('tells a manager by name, and by the id alone where nobody here has it', async () => {
  const scimId = 'emp_jonas'
  await newTestEmployee(ctx, { displayName: 'Jonas Weber', scimId })
  const { ctx: stranger } = await newTestOrganization(db)
  const changes = [{ field: 'manager', before: 'emp_gone', after: scimId }]
  const entry: ActivityEntry = {
    kind: 'employee.updated',
    data: { name: 'Maya', changes },
    subject,
  }
  await recordActivity(at(0, 'req_1'), [entry])
  await recordActivity({ ...stranger, requestId: 'req_1' }, [entry])

  const told = async (by: Context) =>
    (await listPersonHistory(by, { employeeId: 'emp_1' })).map((moment) => moment.values[0]?.data)
  expect(await told(ctx)).toEqual([
    { name: 'Maya', changes: [{ field: 'manager', before: 'emp_gone', after: 'Jonas Weber' }] },
  ])
  expect(await told(stranger)).toEqual([{ name: 'Maya', changes }])
})
