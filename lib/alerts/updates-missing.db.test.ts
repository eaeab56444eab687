import { and, eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { activity, alerts, integrations } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { listNeedsYou } from '@/lib/inbox/list-needs-you'
import { startSetup } from '@/lib/integrations/setup'
import { createToken } from '@/lib/integrations/tokens'
import { ScimService } from '@/lib/provisioning/route'
import { patchBody, TEST_BASE_URL, userBody } from '@/lib/provisioning/scim-test-client'
import { watch } from './watch'

/** What only Entra's own requests can show: which of them change somebody (product.md 7). */
const HOUR_MS = 3_600_000
const DAY = 24

let db: Db
let close: () => Promise<void>
let ctx: Context
let service: ScimService
let token: string
let clock: Date

beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())
beforeEach(async () => {
  ;({ ctx } = await newTestOrganization(db))
  await startSetup(ctx)
  token = (await createToken(ctx, { lifetime: '1y' })).token
  await db
    .update(integrations)
    .set({ installedAt: ctx.now })
    .where(eq(integrations.organizationId, ctx.organizationId))
  service = new ScimService({ db, baseUrl: TEST_BASE_URL, now: () => clock })
})

const at = (hours: number) => new Date(ctx.now.getTime() + hours * HOUR_MS)

async function send(hours: number, method: string, path: string, body?: unknown) {
  clock = at(hours)
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' }
  const sent = body === undefined ? {} : { body: JSON.stringify(body) }
  const answer = await service.handle(
    new Request(`${TEST_BASE_URL}${path}`, { method, headers, ...sent }),
  )
  await service.flush()
  const text = await answer.text()
  return { status: answer.status, id: text ? String(JSON.parse(text).id) : '' }
}

const create = (hours: number, name: string) =>
  send(hours, 'POST', '/Users', userBody(`${name}@contoso.example`))
const change = (hours: number, id: string, value: string) =>
  send(hours, 'PATCH', `/Users/${id}`, patchBody({ op: 'Replace', path: 'title', value }))
const call = (hours: number) => send(hours, 'GET', '/Users?count=1')

/** Whether administrators are told, and the inbox shows it, after a look at that hour. */
async function alarmAt(hours: number): Promise<boolean> {
  await watch(db, at(hours))
  const living = and(
    eq(alerts.organizationId, ctx.organizationId),
    eq(alerts.kind, 'updates_missing'),
    isNull(alerts.fixedAt),
  )
  const told = (await db.$count(alerts, living)) === 1
  const items = await listNeedsYou({ ...ctx, now: at(hours) })
  expect(items.some(({ kind }) => kind === 'updates_missing')).toBe(told)
  return told
}

async function firstCycle() {
  const first = await create(0, 'ann')
  const second = await create(0, 'bob')
  await create(0, 'cem')
  return [first.id, second.id] as const
}

describe('an Entra that only creates and deletes', () => {
  it('is told after a week of calls, and until somebody is changed', async () => {
    const [ann, bob] = await firstCycle()
    await create(3 * DAY, 'dan')
    expect((await send(5 * DAY, 'DELETE', `/Users/${bob}`)).status).toBe(204)
    await call(7 * DAY - 1)
    expect(await alarmAt(7 * DAY - 1)).toBe(false)

    await call(7 * DAY)
    expect(await alarmAt(7 * DAY)).toBe(true)
    await call(40 * DAY)
    expect(await alarmAt(40 * DAY)).toBe(true)

    await change(41 * DAY, ann, 'Engineer')
    expect(await alarmAt(41 * DAY)).toBe(false)
    const told = and(
      eq(activity.organizationId, ctx.organizationId),
      eq(activity.kind, 'alert.told'),
    )
    const rows = await db.select({ data: activity.data }).from(activity).where(told)
    const ours = rows.map(({ data }) => data).filter((data) => /nobody/.test(String(data.alert)))
    // Told again after a week, while it lasts.
    expect(ours.map(({ fixed }) => fixed)).toEqual([false, false, true])
  })

  it('is told also when it changed people once, a while ago', async () => {
    const [ann] = await firstCycle()
    await change(DAY, ann, 'Engineer')
    await create(2 * DAY, 'dan')
    await create(4 * DAY, 'eve')
    await call(9 * DAY)
    expect(await alarmAt(9 * DAY)).toBe(false)
    await create(12 * DAY, 'fay')
    expect(await alarmAt(12 * DAY)).toBe(true)
  })
})

describe('nobody is told', () => {
  it('while somebody is changed now and then, who may have been deleted since', async () => {
    const [ann, bob] = await firstCycle()
    await change(6 * DAY, bob, 'Engineer')
    await send(6 * DAY + 1, 'DELETE', `/Users/${bob}`)
    await create(6 * DAY + 2, 'dan')
    await call(12 * DAY)
    expect(await alarmAt(12 * DAY)).toBe(false)
    await change(13 * DAY, ann, 'Designer')
    await call(19 * DAY)
    expect(await alarmAt(19 * DAY)).toBe(false)
  })

  it('while Entra says nothing at all, or before the set-up is finished', async () => {
    await firstCycle()
    await call(DAY)
    expect(await alarmAt(30 * DAY)).toBe(false)

    const unfinished = { installedAt: null }
    await call(30 * DAY)
    await db
      .update(integrations)
      .set(unfinished)
      .where(eq(integrations.organizationId, ctx.organizationId))
    expect(await alarmAt(30 * DAY)).toBe(false)
  })

  it('of an organisation because of another’s people or changes', async () => {
    await firstCycle()
    await call(8 * DAY)
    const ours = ctx
    const { ctx: other } = await newTestOrganization(db, ours.now)
    await startSetup(other)
    const contact = { installedAt: ours.now, lastContactAt: at(8 * DAY) }
    await db
      .update(integrations)
      .set(contact)
      .where(eq(integrations.organizationId, other.organizationId))

    expect(await alarmAt(8 * DAY)).toBe(true)
    ctx = other
    expect(await alarmAt(8 * DAY)).toBe(false)
  })
})
