const PATH_LENGTH_MAX = 2000
/** Any origin will do: it only shows whether an address left it. */
const ANY_ORIGIN = 'http://local.invalid'

/**
 * The path within this application that an address from outside names, else `/`. Addresses of
 * other hosts, in whatever spelling (`//host`, `/\host`), never pass: an open redirect would lend
 * our name to somebody else's page.
 */
export function localPath(address: string | null | undefined, origin = ANY_ORIGIN): string {
  if (!address || address.length > PATH_LENGTH_MAX) return '/'
  const base = new URL(origin).origin
  if (!URL.canParse(address, base)) return '/'
  const url = new URL(address, base)
  if (url.origin !== base) return '/'
  return url.pathname.replace(/^\/+/, '/') + url.search
}
