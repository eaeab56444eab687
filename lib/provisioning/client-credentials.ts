import type { ClientCredentials } from '@/lib/integrations/access-tokens'
import { invalidRequest } from './oauth-error'

const BASIC = /^Basic +([A-Za-z0-9+/=_-]+) *$/i

/**
 * The client's id and secret from the Basic header, from the form, or from both at once as Entra
 * may be told to send them (entra-profile 10.2). Undefined without a whole pair. Throws
 * invalid_request when the two places differ.
 */
export function readClientCredentials(
  authorization: string | null,
  form: URLSearchParams,
): ClientCredentials | undefined {
  const header = readBasic(authorization ?? '')
  const clientId = header?.clientId ?? form.get('client_id')
  const clientSecret = header?.clientSecret ?? form.get('client_secret')
  if (!clientId || !clientSecret) return undefined
  const differs = (sent: string | null, used: string) => sent !== null && sent !== used
  if (
    differs(form.get('client_id'), clientId) ||
    differs(form.get('client_secret'), clientSecret)
  ) {
    throw invalidRequest('The client id or secret in the header and in the body differ.')
  }
  return { clientId, clientSecret }
}

/** RFC 6749 section 2.3.1: both parts are form-encoded before they are joined by a colon. */
function readBasic(authorization: string): ClientCredentials | undefined {
  const encoded = BASIC.exec(authorization)?.[1]
  if (!encoded) return undefined
  const joined = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = joined.indexOf(':')
  if (colon < 0) return undefined
  return {
    clientId: formDecode(joined.slice(0, colon)),
    clientSecret: formDecode(joined.slice(colon + 1)),
  }
}

function formDecode(text: string): string {
  return new URLSearchParams(`text=${text.replaceAll('&', '%26')}`).get('text') ?? ''
}
