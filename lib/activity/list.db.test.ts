import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { describeActivity } from './describe'
import { listActivity, readActivity } from './list'
import { type ActivityEntry, recordActivity } from './record'
import { ACTIVITY_PAGE_SIZE, activityQuerySchema } from './schemas'

let db: Db
let close: () => Promise<void>
let ctx: Context

const HOUR_MS = 60 * 60 * 1000
const created = (name: string, id = name): ActivityEntry => ({
  kind: 'employee.created',
  data: { name },
  subject: { kind: 'employee', id },
})
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

    const details = await readActivity(ctx, { id: rows[0]?.id ?? '' })

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
    expect(await readActivity(ctx, { id: theirs })).toBeUndefined()
    expect((await readActivity(ctx, { id: mine }))?.related).toEqual([])
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
