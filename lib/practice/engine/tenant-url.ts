import { AppError } from '@/lib/kernel/errors'

/** Where the engine pushes to, as the Tenant URL says. */
export interface ScimEndpoint {
  /** Without a trailing slash; `/Users` follows it. */
  base: string
  /** Query parameters of the Tenant URL, sent along with every request. */
  query: [string, string][]
  /** Entra's compliance flag changes the shape of PATCH bodies (entra-profile 0). */
  dialect: 'legacy' | 'flag'
}

const COMPLIANCE_FLAG = 'aadoptscim062020'
const TENANT_URL_LENGTH_MAX = 2048

/**
 * Reads a Tenant URL as Entra does. Only addresses of this application are accepted: the practice
 * directory must not become a way to make this server call others. Throws invalid.
 */
export function parseTenantUrl(input: string, origins: readonly string[]): ScimEndpoint {
  const text = input.trim()
  if (!URL.canParse(text) || text.length > TENANT_URL_LENGTH_MAX) {
    throw invalid('This is not an address. Copy the Tenant URL from Sequr.')
  }
  const url = new URL(text)
  if (!/^https?:$/.test(url.protocol) || !origins.includes(url.origin) || url.username) {
    throw invalid(
      `The practice directory pushes to this Sequr alone. The Tenant URL begins with ${origins.join(' or ')}.`,
    )
  }
  const query = [...url.searchParams]
  const flagged = query.some(([name]) => name.toLowerCase() === COMPLIANCE_FLAG)
  return {
    base: url.origin + url.pathname.replace(/\/+$/, ''),
    query,
    dialect: flagged ? 'flag' : 'legacy',
  }
}

function invalid(message: string): AppError {
  return new AppError('invalid', message, 'tenantUrl')
}
