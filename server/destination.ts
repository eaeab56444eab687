const BASE = /^\/+scim\/+v2(?=[\\/?]|$)/
const TOKEN_ENDPOINT = /^\/oauth\/token\/?(?=[?]|$)/
const HOST_PORT = /:\d+$/

/** Who is to answer a request, and under which path. */
export interface Destination {
  by: 'scim' | 'next'
  path: string
}

/**
 * The base is as tolerant of doubled slashes as the SCIM service itself, because tenant URLs are
 * typed by people (entra-profile 1.1). At a host of its own (SCIM_HOST) every path is SCIM's but that
 * of the token endpoint beside it, which is a route of Next.
 */
export function destinationOf(
  { url, host }: { url: string; host: string | undefined },
  scimHost: string | undefined,
): Destination {
  const path = pathOf(url)
  if (path === undefined) return { by: 'next', path: url }
  if (BASE.test(path)) return { by: 'scim', path }
  const atOwnHost =
    scimHost !== undefined && host?.replace(HOST_PORT, '').toLowerCase() === scimHost
  if (!atOwnHost) return { by: 'next', path: url }
  return TOKEN_ENDPOINT.test(path)
    ? { by: 'next', path: `/scim${path}` }
    : { by: 'scim', path: `/scim/v2${path}` }
}

/** What stands on the request line is a path, or rarely a whole address (RFC 9112 section 3.2). */
function pathOf(url: string): string | undefined {
  if (url.startsWith('/')) return url
  if (!URL.canParse(url)) return undefined
  const { pathname, search } = new URL(url)
  return pathname + search
}
