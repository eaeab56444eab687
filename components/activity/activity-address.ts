import type { ActivityQuery } from '@/lib/activity/schemas'

const DEFAULTS: ActivityQuery = {
  lens: 'people',
  what: '',
  outcome: 'any',
  property: '',
  actor: '',
  period: 'all',
  from: '',
  to: '',
  q: '',
  subject: '',
  request: '',
  page: '',
}

/** The address of the log after a change. Another filter begins at the newest entry. */
export function activityAddress(query: ActivityQuery, change: Partial<ActivityQuery>): string {
  return withSearch('/activity', { ...query, page: '', ...change })
}

/** Everything that the filters mean, as a file; which page is open does not matter. */
export function exportAddress(query: ActivityQuery): string {
  return withSearch('/activity/export', { ...query, page: '' })
}

/** Whether anything but the lens limits what is shown. */
export function isFiltered(query: ActivityQuery): boolean {
  return activityAddress(query, {}) !== activityAddress({ ...DEFAULTS, lens: query.lens }, {})
}

function withSearch(path: string, query: ActivityQuery): string {
  const search = new URLSearchParams()
  for (const key of Object.keys(DEFAULTS) as (keyof ActivityQuery)[]) {
    if (query[key] !== DEFAULTS[key]) search.set(key, query[key])
  }
  return search.size > 0 ? `${path}?${search}` : path
}
