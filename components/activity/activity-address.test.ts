import { describe, expect, it } from 'vitest'
import { activityQuerySchema } from '@/lib/activity/schemas'
import { activityAddress } from './activity-address'

const query = activityQuerySchema.parse({ lens: 'sync', before: '2026-01-01T00:00:00Z|act_1' })

describe('the address of the activity log', () => {
  it('begins at the newest entry when a filter changes', () => {
    expect(activityAddress(query, { period: '7d' })).toBe('/activity?lens=sync&period=7d')
  })

  it('stays on its page when an entry opens', () => {
    expect(activityAddress(query, { open: 'act_2' })).toBe(
      '/activity?lens=sync&before=2026-01-01T00%3A00%3A00Z%7Cact_1&open=act_2',
    )
  })
})
