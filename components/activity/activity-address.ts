import type { ActivityQuery } from '@/lib/activity/schemas'

const DEFAULTS: ActivityQuery = {
  lens: 'people',
  what: '',
  period: 'all',
  q: '',
  subject: '',
  page: '',
}

/** The address of the log after a change. Another filter begins at the newest entry. */
export function activityAddress(query: ActivityQuery, change: Partial<ActivityQuery>): string {
  const next = { ...query, page: '', ...change }
  const search = new URLSearchParams()
  for (const key of ['lens', 'what', 'period', 'q', 'subject', 'page'] as const) {
    if (next[key] !== DEFAULTS[key]) search.set(key, next[key])
  }
  return search.size > 0 ? `/activity?${search}` : '/activity'
}
