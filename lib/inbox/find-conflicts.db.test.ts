import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { employees } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestEmployee } from '@/db/testing/people'
import { recordActivity } from '@/lib/activity/record'
import { findConflictOf, findConflicts } from './find-conflicts'

let db: Db
let close: () => Promise<void>
let ctx: Context
beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  ctx = (await newTestOrganization(db)).ctx
})

const primaryEmail = 'maya@contoso.com'
/** Each came a moment after the one before. */
let came = 0
const person = (displayName: string, more: Partial<typeof employees.$inferInsert> = {}) =>
  newTestEmployee(ctx, {
    displayName,
    primaryEmail,
    createdAt: new Date(ctx.now.getTime() - 60_000 + ++came),
    userName: displayName,
    userNameKey: displayName,
    ...more,
  })
const names = async () =>
  (await findConflicts(ctx)).map((one) => [one.person.name, ...one.others.map((o) => o.name)])
const change = (id: string, values: Partial<typeof employees.$inferInsert>) =>
  db.update(employees).set(values).where(eq(employees.id, id))

describe('a conflict', () => {
  it('puts who waits beside everybody present with the e-mail, with the values of each', async () => {
    await person('First', { department: 'Design', phone: '+1 303 555 0100' })
    await person('By hand', { source: 'local' })
    await person('Gone', { active: false })
    await person('Elsewhere', { primaryEmail: 'other@contoso.com' })
    const second = await person('Second', { hold: 'conflict', department: 'Sales' })

    expect(await names()).toEqual([['Second', 'First', 'By hand']])
    expect(await findConflictOf(ctx, { employeeId: second })).toMatchObject({
      person: { userName: 'Second', department: 'Sales', source: 'entra', ended: false },
      others: [
        { department: 'Design', phone: '+1 303 555 0100', ended: false },
        { source: 'local' },
      ],
    })
  })

  it('offers no account that waits as well, and to a record kept by hand no other record', async () => {
    await person('First')
    await person('Second', { hold: 'conflict' })
    await person('Third', { hold: 'conflict' })
    await person('By hand', { source: 'local', hold: 'conflict' })
    await person('Also by hand', { source: 'local' })

    expect(await names()).toEqual([
      ['Second', 'First', 'By hand', 'Also by hand'],
      ['Third', 'First', 'By hand', 'Also by hand'],
      ['By hand', 'First'],
    ])
  })

  it('waits since the person was held, not since they came', async () => {
    const second = await person('Second', { hold: 'conflict', createdAt: new Date(0) })
    const subject = { kind: 'employee', id: second } as const
    await recordActivity(ctx, [
      { kind: 'employee.held', data: { name: 'Second', reason: 'conflict' }, subject },
    ])
    expect(await findConflicts(ctx)).toMatchObject([{ since: ctx.now }])
  })
})

describe('a second account', () => {
  it('waits for nobody while the first is there, and comes back when that ends', async () => {
    const first = await person('First')
    const second = await person('Second', { hold: 'conflict', sameAs: first })
    expect(await names()).toEqual([])
    expect(await findConflictOf(ctx, { employeeId: second })).toBeUndefined()

    await change(first, { active: false, deactivatedAt: ctx.now })
    expect(await findConflicts(ctx)).toMatchObject([
      { since: ctx.now, person: { name: 'Second' }, others: [{ name: 'First', ended: true }] },
    ])
    await change(first, { deletedAt: ctx.now })
    expect(await names()).toEqual([['Second', 'First']])

    await change(first, { active: true, deletedAt: null })
    expect(await names()).toEqual([])
  })
})

it('people of another organisation are in no conflict here', async () => {
  const second = await person('Second', { hold: 'conflict' })
  const stranger = (await newTestOrganization(db)).ctx
  await newTestEmployee(stranger, { displayName: 'Stranger', primaryEmail })

  expect(await names()).toEqual([['Second']])
  expect(await findConflicts(stranger)).toEqual([])
  expect(await findConflictOf(stranger, { employeeId: second })).toBeUndefined()
})
