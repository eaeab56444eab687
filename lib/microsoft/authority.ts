import { type Env, env } from '@/lib/platform/env'
import { practiceClientId, practiceClientSecret } from '@/lib/platform/practice-client'
import { MicrosoftError } from './errors'

/**
 * Whom the client talks to: Microsoft, or the practice tenant that stands in for it. Both speak one
 * protocol; addresses, issuer and the application's credentials differ.
 */
export interface Authority {
  kind: 'microsoft' | 'practice'
  /** Where people sign in, without a trailing slash: `/{tenant}/oauth2/...` follows it. */
  base: string
  /** Without the version: `/v1.0/...` follows it. */
  graphBase: string
  clientId: string
  clientSecret: string
  /** The only `iss` that an id token of this tenant may carry. */
  issuerFor: (tenantId: string) => string
}

export type AuthoritySettings = Pick<Env, 'appUrl' | 'practiceTenantEnabled' | 'microsoft'>

/** Throws configuration when that authority is not set up on this installation. */
export function authorityFor(
  kind: Authority['kind'],
  settings: AuthoritySettings = env(),
): Authority {
  return kind === 'microsoft' ? microsoftAuthority(settings) : practiceAuthority(settings)
}

function microsoftAuthority({ microsoft, appUrl }: AuthoritySettings): Authority {
  if (!microsoft) throw new MicrosoftError('configuration')
  const base = withoutSlash(microsoft.authorityBase)
  // An authority within this application would let the practice tenant speak in Microsoft's name.
  if (new URL(base).origin === new URL(appUrl).origin) throw new MicrosoftError('configuration')
  return {
    kind: 'microsoft',
    base,
    graphBase: withoutSlash(microsoft.graphBase),
    clientId: microsoft.clientId,
    clientSecret: microsoft.clientSecret,
    issuerFor: (tenantId) => `${base}/${tenantId}/v2.0`,
  }
}

function practiceAuthority({ appUrl, practiceTenantEnabled }: AuthoritySettings): Authority {
  if (!practiceTenantEnabled) throw new MicrosoftError('configuration')
  const base = `${appUrl}/practice/login`
  return {
    kind: 'practice',
    base,
    graphBase: `${appUrl}/practice/graph`,
    clientId: practiceClientId,
    clientSecret: practiceClientSecret(),
    issuerFor: (tenantId) => `${base}/${tenantId}/v2.0`,
  }
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '')
}
