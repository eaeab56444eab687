import type { ActivityEntry } from '@/lib/activity/record'

interface Answered {
  request: Request
  url: URL
  check: { ending: string }
  status: number
  durationMs: number
  detail: string | null
}

const PATH_LENGTH_MAX = 200
const FILTER_LENGTH_MAX = 500

/** How a SCIM request stands in the activity log (scim.md 10). */
export function requestEntry(answered: Answered): ActivityEntry & { kind: 'scim.request' } {
  const { request, url, check, status, durationMs, detail } = answered
  return {
    kind: 'scim.request',
    data: {
      method: request.method.slice(0, 16),
      path: url.pathname.slice(0, PATH_LENGTH_MAX),
      filter: url.searchParams.get('filter')?.slice(0, FILTER_LENGTH_MAX) ?? null,
      status,
      durationMs,
      tokenEnding: check.ending,
      resource: null,
      detail,
    },
  }
}
