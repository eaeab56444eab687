import { describe, expect, it } from 'vitest'
import { activityQuerySchema } from '@/lib/activity/schemas'
import { activityAddress } from './activity-address'

const query = activityQuerySchema.parse({ lens: 'sync', page: '2026-01-01T00:00:00Z|act_1' })

describe('the address of the activity log', () => {
  it('begins at the newest entry when a filter changes', () => {
    expect(activityAddress(query, { period: '7d' })).toBe('/activity?lens=sync&period=7d')
  })

  it('names where an older page begins', () => {
    expect(activityAddress(query, { page: 'a|b' })).toBe('/activity?lens=sync&page=a%7Cb')
  })
})
