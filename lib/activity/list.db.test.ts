import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { activity } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestProperty } from '@/db/testing/people'
import { newId } from '@/lib/kernel/ids'
import type { ActivityFilter } from './activity-filter'
import { describeActivity } from './describe'
import type { RequestData } from './kinds'
import { countNewer, listActivity, totalOf } from './list'
import { readActivity } from './read-entry'
import { type ActivityEntry, recordActivity } from './record'
import { ACTIVITY_PAGE_SIZE, ACTIVITY_SEARCHED_MAX, activityQuerySchema, cursorOf } from './schemas'

let db: Db
let close: () => Promise<void>
let ctx: Context

const HOUR_MS = 60 * 60 * 1000
const everything = { seesPersonal: true }
const masked = { seesPersonal: false }
const created = (name: string, id = name): ActivityEntry => ({
  kind: 'employee.created',
  data: { name },
  subject: { kind: 'employee', id },
})
const request = (status: number, more: Partial<RequestData> = {}): ActivityEntry => ({
  kind: 'scim.request',
  data: {
    method: 'POST',
    path: '/scim/v2/Users',
    filter: null,
    status,
    durationMs: 1,
    tokenEnding: 'k4Qz',
    resource: null,
    scimType: null,
    detail: null,
    found: null,
    changed: status < 400,
    times: 1,
    ...more,
  },
})
const userId = () => (ctx.actor.kind === 'admin' ? ctx.actor.userId : '')
const hoursAgo = (hours: number): Context => ({
  ...ctx,
  now: new Date(ctx.now.getTime() - hours * HOUR_MS),
})
const sentences = async (filter: Parameters<typeof listActivity>[1], as = ctx) =>
  (await listActivity(as, filter)).rows.map((row) => describeActivity(row.kind, row.data))

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  ;({ ctx } = await newTestOrganization(db))
})

describe('the activity log', () => {
  it('reads newest first, and entries of one moment as they were told', async () => {
    await recordActivity(hoursAgo(2), [created('Old')])
    await recordActivity(ctx, [created('One'), created('Two'), created('Three')])

    expect(await sentences({})).toEqual([
      'Three was added.',
      'Two was added.',
      'One was added.',
      'Old was added.',
    ])
  })

  it('filters by lens, kind, subject and time', async () => {
    await recordActivity(hoursAgo(48), [created('Jonas', 'emp_1')])
    await recordActivity(ctx, [
      created('Maya', 'emp_2'),
      { kind: 'key.issued', data: { name: 'Maya', property: 'Austin' } },
      { kind: 'token.created', data: { ending: 'k4Qz' } },
    ])

    expect(await sentences({ lens: 'changes' })).toEqual(['A token ending in …k4Qz was created.'])
    expect(await sentences({ lens: 'people', what: 'key' })).toEqual([
      'Maya gets a mobile key for Austin.',
    ])
    expect(await sentences({ subject: 'emp_1' })).toEqual(['Jonas was added.'])
    expect(await sentences({ lens: 'people', period: '24h', what: 'employee' })).toEqual([
      'Maya was added.',
    ])
  })

  it('finds text in any value and in the name of who did it, but not in the names of fields', async () => {
    await recordActivity(ctx, [
      { kind: 'key.issued', data: { name: 'Maya Chen', property: 'HQ Denver' } },
    ])

    expect(await sentences({ q: 'denver' })).toHaveLength(1)
    expect(await sentences({ q: 'ana ruiz' })).toHaveLength(1)
    expect(await sentences({ q: 'property' })).toEqual([])
    expect(await sentences({ q: '%' })).toEqual([])
  })

  it('filters by result, property, actor and request', async () => {
    const propertyId = await newTestProperty(ctx, 'HQ Denver')
    const entra = { kind: 'scim', tokenId: 'tok_1', tokenEnding: 'k4Qz' } as const
    await recordActivity({ ...ctx, actor: entra, requestId: 'req_1' }, [
      request(201),
      created('Maya'),
      { kind: 'key.issued', data: { name: 'Maya', property: 'HQ Denver' }, propertyId },
    ])
    await recordActivity({ ...ctx, actor: entra, requestId: 'req_2' }, [request(409)])
    await recordActivity({ ...ctx, actor: entra, requestId: 'req_3' }, [request(500)])
    await recordActivity(ctx, [created('Ben')])
    const requests = async (filter: Parameters<typeof listActivity>[1]) =>
      (await listActivity(ctx, filter)).rows.map((row) => row.requestId ?? 'none')

    expect(await requests({ lens: 'sync', outcome: 'done' })).toEqual(['req_1'])
    expect(await requests({ outcome: 'refused' })).toEqual(['req_2'])
    expect(await requests({ outcome: 'failed' })).toEqual(['req_3'])
    expect(await sentences({ property: propertyId })).toEqual([
      'Maya gets a mobile key for HQ Denver.',
    ])
    expect(await sentences({ lens: 'people', actor: userId() })).toEqual(['Ben was added.'])
    expect(await requests({ lens: 'people', actor: 'scim' })).toEqual(['req_1', 'req_1'])
    expect(await requests({ lens: 'sync', request: 'req_1' }), 'through every lens').toHaveLength(3)
  })

  it('takes days as the organisation’s own, both included', async () => {
    for (const at of [
      '2026-03-07T06:59Z',
      '2026-03-07T07:00Z',
      '2026-03-09T05:59Z',
      '2026-03-09T06:00Z',
    ]) {
      await recordActivity({ ...ctx, now: new Date(at) }, [created(at)])
    }
    const days = { period: 'custom', from: '2026-03-07', to: '2026-03-08' } as const

    // Clocks in Denver go forward on the 8th, so the second day ends an hour sooner.
    expect(await sentences({ ...days, timeZone: 'America/Denver' })).toEqual([
      '2026-03-09T05:59Z was added.',
      '2026-03-07T07:00Z was added.',
    ])
    expect(await sentences({ ...days, to: '', timeZone: 'America/Denver' })).toHaveLength(3)
  })

  it('counts what is newer than the newest entry shown', async () => {
    await recordActivity(hoursAgo(1), [created('Old')])
    const [shown] = (await listActivity(ctx, {})).rows
    const newest = shown ? cursorOf(shown) : ''
    await recordActivity(ctx, [created('New'), { kind: 'token.created', data: { ending: 'k' } }])

    expect(await countNewer(ctx, { filter: { lens: 'people' }, newest }, everything)).toBe(1)
    expect(await countNewer(ctx, { filter: {}, newest: '' }, everything)).toBe(3)
    const other = (await newTestOrganization(db)).ctx
    expect(await countNewer(other, { filter: {}, newest: '' }, everything)).toBe(0)
  })

  it('finds what JSON writes differently: quotes, and values inside a list', async () => {
    await recordActivity(ctx, [
      created('Ben "Benny" O\\Neill'),
      {
        kind: 'employee.updated',
        data: { name: 'Maya', changes: [{ field: 'title', before: null, after: 'A "B" C' }] },
      },
    ])

    expect(await sentences({ q: '"benny" o\\n' })).toHaveLength(1)
    expect(await sentences({ q: 'a "b"' })).toHaveLength(1)
    expect(await sentences({ q: '"Benny"x' })).toEqual([])
  })

  it('finds a request by the id of its answer, through every lens', async () => {
    const requestId = newId('request')
    await recordActivity({ ...ctx, requestId }, [created('Maya'), request(201)])
    await recordActivity(ctx, [created('Ben')])

    expect((await listActivity(ctx, { lens: 'sync', q: requestId })).rows).toHaveLength(2)
    expect((await listActivity(ctx, { q: newId('request') })).rows).toEqual([])
  })

  it('says how many entries there are, on whatever page', async () => {
    const names = Array.from({ length: ACTIVITY_PAGE_SIZE + 5 }, (_, i) => `P${i}`)
    await recordActivity(
      ctx,
      names.map((name) => created(name)),
    )
    const total = async (filter: ActivityFilter) =>
      totalOf(ctx, { filter, page: await listActivity(ctx, filter) }, everything)
    const { next } = await listActivity(ctx, {})

    const all = { count: ACTIVITY_PAGE_SIZE + 5, more: 'no' }
    expect(await total({})).toEqual(all)
    expect(await total({ page: next ?? '' })).toEqual(all)
    expect(await total({ q: 'P54' })).toEqual({ count: 1, more: 'no' })
  })

  it('searches so far back at once, says how far, and goes on from there', async () => {
    await recordActivity(hoursAgo(3), [created('Needle at the bottom')])
    await db.execute(sql`
      insert into ${activity} (organization_id, id, at, lens, kind, actor, data)
      select ${ctx.organizationId}, 'act_hay_' || n, ${hoursAgo(2).now.toISOString()}::timestamptz, 'people',
        'employee.created', '{"kind":"system","name":"Test"}'::jsonb, '{"name":"Hay"}'::jsonb
      from generate_series(1, ${ACTIVITY_SEARCHED_MAX}) as n`)
    const filter = { q: 'needle' }

    const first = await listActivity(ctx, filter)
    expect(first).toMatchObject({ rows: [], searchedTo: hoursAgo(2).now })
    expect(await totalOf(ctx, { filter, page: first }, everything)).toEqual({
      count: 0,
      more: 'perhaps',
    })
    const second = await listActivity(ctx, { ...filter, page: first.next ?? '' })
    expect(second).toMatchObject({ rows: [{ data: { name: 'Needle at the bottom' } }], next: null })
    expect(second.searchedTo).toBeNull()

    const narrow = await listActivity(ctx, { ...filter, period: 'custom', to: '2000-01-01' })
    expect(narrow).toMatchObject({ rows: [], next: null, searchedTo: null })
  }, 60_000)

  it('masks names for roles that may not see them, and finds nobody by them', async () => {
    await recordActivity(ctx, [
      {
        kind: 'key.issued',
        data: { name: 'Maya Chen', property: 'Austin' },
        subject: { kind: 'employee', id: 'emp_1' },
      },
    ])

    const { rows } = await listActivity(ctx, { q: 'austin' }, masked)
    expect(rows.map((row) => describeActivity(row.kind, row.data))).toEqual([
      'M••• C••• gets a mobile key for Austin.',
    ])
    expect(rows[0]?.subject).toBeNull()
    expect((await listActivity(ctx, { q: 'maya' }, masked)).rows).toEqual([])
    expect((await listActivity(ctx, { q: 'maya' }, everything)).rows).toHaveLength(1)
  })

  it('opens a refused request with what to change and what it carried, masked where it must be', async () => {
    const refusal = request(409, {
      scimType: 'uniqueness',
      resource: { type: 'User', id: null, name: 'Maya Chen' },
    })
    await recordActivity({ ...ctx, requestId: 'req_1' }, [
      { ...refusal, body: '{"userName":"maya@contoso.example"}' },
    ])
    const [row] = (await listActivity(ctx, {})).rows
    const input = { id: row?.id ?? '' }

    const seen = await readActivity(ctx, input, everything)
    expect(seen?.fix?.sentence).toMatch(/user name already/)
    expect(seen?.body).toContain('maya@contoso.example')
    expect(JSON.stringify(await readActivity(ctx, input, masked))).not.toMatch(/maya/i)
  })

  it('pages without losing or repeating an entry while new ones arrive', async () => {
    const names = Array.from({ length: ACTIVITY_PAGE_SIZE + 5 }, (_, i) => `P${i}`)
    await recordActivity(
      ctx,
      names.map((name) => created(name)),
    )
    const first = await listActivity(ctx, {})
    await recordActivity(hoursAgo(-1), [created('Late')])
    const second = await listActivity(ctx, { page: first.next ?? '' })

    expect(first.rows).toHaveLength(ACTIVITY_PAGE_SIZE)
    expect(second.next).toBeNull()
    const seen = [...first.rows, ...second.rows].map((row) => row.subject?.id)
    expect(seen).toEqual(names.toReversed())
  })

  it('tells what else the same request did, in its order', async () => {
    const request = { ...ctx, requestId: 'req_1' }
    await recordActivity(request, [created('Maya'), created('Jonas'), created('Ben')])
    await recordActivity({ ...ctx, requestId: 'req_2' }, [created('Other')])
    const { rows } = await listActivity(ctx, { q: 'Jonas' })

    const details = await readActivity(ctx, { id: rows[0]?.id ?? '' }, everything)

    expect(details?.entry.data).toEqual({ name: 'Jonas' })
    expect(details?.related.map((row) => row.data)).toEqual([{ name: 'Maya' }, { name: 'Ben' }])
  })

  it('shows nothing of another organisation, even when asked by its own ids', async () => {
    const other = (await newTestOrganization(db)).ctx
    await recordActivity({ ...other, requestId: 'req_9' }, [created('Maya', 'emp_9')])
    await recordActivity({ ...ctx, requestId: 'req_9' }, [created('Mine')])
    const theirs = (await listActivity(other, {})).rows[0]?.id ?? ''
    const mine = (await listActivity(ctx, {})).rows[0]?.id ?? ''

    expect(await sentences({ subject: 'emp_9' })).toEqual([])
    expect(await sentences({ q: 'Maya' })).toEqual([])
    expect(await readActivity(ctx, { id: theirs }, everything)).toBeUndefined()
    expect((await readActivity(ctx, { id: mine }, everything))?.related).toEqual([])
  })

  it('reads nonsense in the address as its defaults', async () => {
    await recordActivity(ctx, [created('Maya')])
    const query = activityQuerySchema.parse({
      lens: 'x',
      what: '%',
      period: 1,
      page: 'yesterday',
    })

    expect(query).toMatchObject({ lens: 'people', what: '', period: 'all' })
    expect(await sentences(query)).toEqual(['Maya was added.'])
  })
})
