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
const ADDRESS_LENGTH_MAX = 2048

/**
 * Reads a Tenant URL as Entra does. Throws invalid unless it is an address of this application.
 */
export function parseTenantUrl(input: string, origins: readonly string[]): ScimEndpoint {
  const url = parseOwnAddress(input, { name: 'Tenant URL', field: 'tenantUrl', origins })
  const query = [...url.searchParams]
  const flagged = query.some(([name]) => name.toLowerCase() === COMPLIANCE_FLAG)
  return {
    base: url.origin + url.pathname.replace(/\/+$/, ''),
    query,
    dialect: flagged ? 'flag' : 'legacy',
  }
}

interface Expected {
  name: string
  field: string
  origins: readonly string[]
}

/**
 * The practice directory must not become a way to make this server call others, or to send them a
 * secret, so what it calls are addresses of this application alone. Throws invalid.
 */
export function parseOwnAddress(input: string, { name, field, origins }: Expected): URL {
  const text = input.trim()
  if (!URL.canParse(text) || text.length > ADDRESS_LENGTH_MAX) {
    throw new AppError('invalid', `This is not an address. Copy the ${name} from Sequr.`, field)
  }
  const url = new URL(text)
  if (!/^https?:$/.test(url.protocol) || !origins.includes(url.origin) || url.username) {
    throw new AppError(
      'invalid',
      `The practice directory calls this Sequr alone. The ${name} begins with ${origins.join(' or ')}.`,
      field,
    )
  }
  return url
}
