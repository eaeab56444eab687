const BASE = /^\/+scim\/+v2(?=[/?]|$)/
/** At SCIM's own host the token endpoint stands beside it; a rewrite of Next leads to its route. */
const TOKEN_ENDPOINT = /^\/oauth\/token\/?(?=[?]|$)/
const HOST_PORT = /:\d+$/

/**
 * Whether a request is for the SCIM service rather than for Next, and the path that the service is
 * to see. The base is as tolerant of doubled slashes as the service itself, because tenant URLs
 * are typed by people (entra-profile 1.1). At a host of its own (SCIM_HOST) every path is SCIM's but
 * that of the token endpoint.
 */
export function scimPathOf(
  { url, host }: { url: string; host: string | undefined },
  scimHost: string | undefined,
): string | undefined {
  const path = pathOf(url)
  if (path === undefined) return undefined
  if (BASE.test(path)) return path
  const atOwnHost =
    scimHost !== undefined && host?.replace(HOST_PORT, '').toLowerCase() === scimHost
  return atOwnHost && !TOKEN_ENDPOINT.test(path) ? `/scim/v2${path}` : undefined
}

/** What stands on the request line is a path, or rarely a whole address (RFC 9112 section 3.2). */
function pathOf(url: string): string | undefined {
  if (url.startsWith('/')) return url
  if (!URL.canParse(url)) return undefined
  const { pathname, search } = new URL(url)
  return pathname + search
}
