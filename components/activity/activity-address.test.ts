import { describe, expect, it } from 'vitest'
import { activityQuerySchema } from '@/lib/activity/schemas'
import { activityAddress, exportAddress, isFiltered } from './activity-address'

const query = activityQuerySchema.parse({ lens: 'sync', page: '2026-01-01T00:00:00Z|act_1' })

describe('the address of the activity log', () => {
  it('begins at the newest entry when a filter changes', () => {
    expect(activityAddress(query, { period: '7d' })).toBe('/activity?lens=sync&period=7d')
  })

  it('names where an older page begins', () => {
    expect(activityAddress(query, { page: 'a|b' })).toBe('/activity?lens=sync&page=a%7Cb')
  })

  it('holds every filter, and reads back as the same query', () => {
    const all = activityQuerySchema.parse({
      lens: 'changes',
      what: 'rule',
      outcome: 'failed',
      property: 'prp_1',
      actor: 'usr_1',
      period: 'custom',
      from: '2026-03-01',
      to: '2026-03-09',
      q: 'lab 2',
      subject: 'emp_1',
      request: 'req_1',
    })
    const search = new URL(activityAddress(all, {}), 'http://x').searchParams
    expect(activityQuerySchema.parse(Object.fromEntries(search))).toEqual(all)
    expect(exportAddress(all)).toBe(`/activity/export?${search}`)
  })

  it('is unfiltered in each lens, and on each page of it', () => {
    expect(isFiltered(query)).toBe(false)
    expect(isFiltered({ ...query, q: 'x' })).toBe(true)
  })
})
