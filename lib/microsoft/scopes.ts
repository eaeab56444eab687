/** All that "Sign in with Microsoft" asks. */
export const signInScopes: readonly string[] = ['openid', 'profile', 'email']

/**
 * What connecting a directory asks (product.md 3.2, step 1): who signs in, the names of people and
 * groups, and who is in which group. Read only; `GroupMember.Read.All` needs an administrator.
 * `offline_access` lets us ask again later whether all this is still allowed.
 */
export const connectScopes: readonly string[] = [
  ...signInScopes,
  'offline_access',
  'User.Read',
  'User.ReadBasic.All',
  'GroupMember.Read.All',
]

const GRAPH_RESOURCE = /^https:\/\/graph\.microsoft\.com\//i
/** Microsoft never echoes these reliably (microsoft-side 2.3), so they are not missed. */
const NOT_ECHOED = new Set(['openid', 'profile', 'email', 'offline_access'])

/** Scopes of a token answer: short or in URI form, in any order and case. */
export function parseScopes(scope: string): string[] {
  return scope
    .split(' ')
    .filter((one) => one !== '')
    .map((one) => one.replace(GRAPH_RESOURCE, ''))
}

/** Which of the requested scopes were not granted. A wider one of the same family counts. */
export function missingScopes(requested: readonly string[], granted: readonly string[]): string[] {
  const held = new Set(granted.map((scope) => scope.toLowerCase()))
  return requested.filter((scope) => {
    if (NOT_ECHOED.has(scope)) return false
    return ![scope, ...(widerScopes[scope] ?? [])].some((one) => held.has(one.toLowerCase()))
  })
}

const widerScopes: Record<string, string[]> = {
  'User.Read': ['User.ReadWrite', 'User.Read.All'],
  'User.ReadBasic.All': ['User.Read.All', 'Directory.Read.All'],
  'GroupMember.Read.All': ['Group.Read.All', 'Directory.Read.All'],
}
