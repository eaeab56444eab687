import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { employees, properties, putOffs } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestDecision, newTestEmployee, newTestProperty } from '@/db/testing/people'
import { listActivity } from '@/lib/activity/list'
import { countNeedsYou, listNeedsYou } from './list-needs-you'
import { putOffItem } from './put-off'
import type { PutOffKind } from './schemas'

let db: Db
let close: () => Promise<void>
let ctx: Context
let userRole: string
let twin: string

const DAY_MS = 24 * 60 * 60 * 1000
const inDays = (days: number) => new Date(ctx.now.getTime() + days * DAY_MS)
const dayIn = (days: number) => inDays(days).toISOString().slice(0, 10)
const putOff = (kind: PutOffKind, subject: string, days = 7, as = ctx) =>
  putOffItem(as, { kind, subject, until: dayIn(days) })
const later = (days: number): Context => ({ ...ctx, now: inDays(days) })
const kinds = async (as = ctx) => (await listNeedsYou(as)).map((item) => item.kind)

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  const made = await newTestOrganization(db)
  ctx = made.ctx
  userRole = made.roleIds.user
  twin = await newTestEmployee(ctx, { displayName: 'Twin', hold: 'conflict' })
})

/** A rule wants a key for somebody without an address. */
async function newUnreachable(propertyId: string) {
  const employeeId = await newTestEmployee(ctx, { displayName: 'No address' })
  await newTestDecision(ctx, { employeeId, propertyId, roleId: userRole, mobileKey: true })
}

describe('what was put off', () => {
  it('is neither listed nor counted until its date, then is back by itself', async () => {
    await putOff('conflict', twin)
    expect(await kinds()).toEqual([])
    expect(await countNeedsYou(later(6))).toBe(0)
    expect(await kinds(later(7))).toEqual(['conflict'])
  })

  it('stands in the activity log with its date, beside whom it is about', async () => {
    await putOff('conflict', twin)
    const { rows } = await listActivity(ctx, { subject: twin })
    expect(rows).toMatchObject([{ kind: 'inbox.put_off', data: { until: dayIn(7) } }])
  })

  it('can be put off again, to another date', async () => {
    await putOff('conflict', twin)
    await putOff('conflict', twin, 14)
    expect(await kinds(later(8))).toEqual([])
    await putOffItem(later(15), {
      kind: 'conflict',
      subject: twin,
      until: dayIn(20),
    })
    const mine = eq(putOffs.organizationId, ctx.organizationId)
    expect(await db.select().from(putOffs).where(mine)).toMatchObject([
      { until: new Date(dayIn(20)) },
    ])
  })

  it('keeps nothing else out of the list', async () => {
    const other = await newTestEmployee(ctx, { displayName: 'Other twin', hold: 'conflict' })
    await putOff('conflict', twin)
    expect(await listNeedsYou(ctx)).toMatchObject([{ person: { id: other } }])
  })

  it('is back at once when more people have the trouble', async () => {
    const propertyId = await newTestProperty(ctx, 'HQ')
    await newUnreachable(propertyId)
    await putOff('no_email', '1')
    expect(await kinds()).toEqual(['conflict'])
    await newUnreachable(propertyId)
    expect(await kinds()).toContain('no_email')
  })
})

describe('the day on which it is back', () => {
  // Two in the morning of the 27th on Kiritimati, and of the 26th in Honolulu.
  const noon = new Date('2026-11-26T12:00:00Z')

  it.each([
    ['Pacific/Kiritimati', '2026-11-28', '2026-11-27T10:00:00Z'],
    ['Pacific/Honolulu', '2026-11-27', '2026-11-27T10:00:00Z'],
    ['America/Denver', '2026-11-28', '2026-11-28T07:00:00Z'],
  ])('begins by the clock of the first property: in %s', async (timeZone, until, begins) => {
    const property = await newTestProperty(ctx, 'First')
    await db.update(properties).set({ timeZone }).where(eq(properties.id, property))
    const at = (moment: string | Date, ms = 0): Context => ({
      ...ctx,
      now: new Date(new Date(moment).getTime() + ms),
    })
    await putOffItem(at(noon), { kind: 'conflict', subject: twin, until })
    expect(await kinds(at(begins, -1))).not.toContain('conflict')
    expect(await kinds(at(begins))).toContain('conflict')
  })

  it.each([
    ['Pacific/Kiritimati', '2026-11-27'],
    ['Pacific/Honolulu', '2026-11-26'],
    ['Pacific/Kiritimati', '0001-01-01'],
    ['Pacific/Honolulu', '9999-12-31'],
  ])('is not one that has begun there, nor out of reach: in %s not %s', async (timeZone, until) => {
    const property = await newTestProperty(ctx, 'First')
    await db.update(properties).set({ timeZone }).where(eq(properties.id, property))
    const input = { kind: 'conflict', subject: twin, until } as const
    await expect(putOffItem({ ...ctx, now: noon }, input)).rejects.toMatchObject({
      code: 'invalid',
      field: 'until',
    })
  })
})

describe('putting off', () => {
  it('is refused for what does not wait any more', async () => {
    await db.update(employees).set({ hold: null }).where(eq(employees.id, twin))
    await expect(putOff('conflict', twin)).rejects.toMatchObject({ code: 'not_found' })
    await expect(putOff('card_asked', twin)).rejects.toMatchObject({ code: 'not_found' })
  })

  it.each([0, -1, 91])('is refused for a date %i days from now', async (days) => {
    await expect(putOff('conflict', twin, days)).rejects.toMatchObject({
      code: 'invalid',
      field: 'until',
    })
    expect(await kinds()).toEqual(['conflict'])
  })

  it('of another organisation’s item is refused, and hides nothing there', async () => {
    const stranger = { ...(await newTestOrganization(db)).ctx, now: ctx.now }
    await expect(putOff('conflict', twin, 7, stranger)).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(await kinds()).toEqual(['conflict'])
  })
})
