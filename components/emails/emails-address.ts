import type { EmailQuery } from '@/lib/email/schemas'

const DEFAULTS: EmailQuery = { state: '', template: '', period: 'all', q: '', page: 1 }

/** The address of the log after a change. Another filter begins at its first page. */
export function emailsAddress(query: EmailQuery, change: Partial<EmailQuery>): string {
  const next = { ...query, page: 1, ...change }
  const search = new URLSearchParams()
  for (const key of ['state', 'template', 'period', 'q', 'page'] as const) {
    if (next[key] !== DEFAULTS[key]) search.set(key, String(next[key]))
  }
  return search.size > 0 ? `/emails?${search}` : '/emails'
}
