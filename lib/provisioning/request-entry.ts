import type { ActivityEntry } from '@/lib/activity/record'
import type { ScimCall } from './call'

interface Answered {
  request: ScimCall
  url: URL
  check: { ending: string }
  status: number
  durationMs: number
  detail: string | null
}

const METHOD_LENGTH_MAX = 16
const PATH_LENGTH_MAX = 200
const DETAIL_LENGTH_MAX = 500
const FILTER_LENGTH_MAX = 500

/** How a SCIM request stands in the activity log (scim.md 10). */
export function requestEntry(answered: Answered): ActivityEntry & { kind: 'scim.request' } {
  const { request, url, check, status, durationMs, detail } = answered
  const filter = url.searchParams.get('filter')
  return {
    kind: 'scim.request',
    data: {
      method: storable(request.method, METHOD_LENGTH_MAX),
      path: storable(url.pathname, PATH_LENGTH_MAX),
      filter: filter === null ? null : storable(filter, FILTER_LENGTH_MAX),
      status,
      durationMs,
      tokenEnding: check.ending,
      resource: null,
      detail: detail === null ? null : storable(detail, DETAIL_LENGTH_MAX),
    },
  }
}

/** A client may send what Postgres cannot hold; one such text must not cost the others their entry. */
function storable(text: string, lengthMax: number): string {
  return text.slice(0, lengthMax).toWellFormed().replaceAll('\0', '\uFFFD')
}
