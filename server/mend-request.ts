import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { destinationOf } from './destination'

/** Where Node tells of each request before anybody answers it. */
const REQUEST_START = 'http.server.request.start'

/**
 * Before a route file runs, and before anything that its configuration could say, Next redirects
 * doubled slashes and clients that send its own headers, and answers broken escapes and rare
 * methods with a 4xx or 5xx of its own. Entra follows no redirect and reads no page, so requests to
 * SCIM are mended when they arrive, for whatever answers them. Nobody else's is touched.
 */
export function mendScimRequests(scimHost: string | undefined): void {
  subscribe(REQUEST_START, (message) => {
    const { request } = message as { request: IncomingMessage }
    const url = request.url ?? ''
    if (!url.startsWith('/')) return
    const { by } = destinationOf({ url, host: request.headers.host }, scimHost)
    if (by !== 'scim') return
    request.url = mendAddress(url)
    if (!ROUTED.test(request.method ?? '')) request.method = REFUSED_ALIKE
    for (const name of NEXTS_OWN) delete request.headers[name]
  })
}

/** The methods that a route file can have, and the one among them that SCIM knows nothing of. */
const ROUTED = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/
const REFUSED_ALIKE = 'OPTIONS'

/** By these Next's own pages ask for their parts. */
const NEXTS_OWN = ['rsc', 'next-action', 'next-router-prefetch', 'next-router-state-tree']

/**
 * The same address without doubled slashes, backslashes, escapes that cannot be read, and steps
 * upwards, which would lead out of the base. A request has no fragment, so a `#` is meant as one.
 */
export function mendAddress(url: string): string {
  const [path = '', ...query] = url.replaceAll('#', '%23').split('?')
  const mended = NEEDS_MENDING.test(path) ? path.split(SLASHES).map(mendSegment).join('/') : path
  return [mended, ...query].join('?')
}

/** Almost no address does. */
const NEEDS_MENDING = /%|\/\/|\\|\.\./
const SLASHES = /[\\/]+/

/** What cannot be read as an escape is meant as it stands. */
function mendSegment(segment: string): string {
  try {
    return decodeURIComponent(segment) === '..' ? '%252E%252E' : segment
  } catch {
    return segment.replaceAll('%', '%25')
  }
}
