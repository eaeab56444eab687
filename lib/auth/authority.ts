import { env } from '@/lib/platform/env'
import type { FlowAuthority } from './flows'

/**
 * Whom "Sign in with Microsoft" asks: Microsoft wherever its credentials are configured, the
 * practice tenant only where they are not and it is switched on, else nobody.
 */
export function signInAuthority(): FlowAuthority | undefined {
  const { microsoft, practiceTenantEnabled } = env()
  if (microsoft) return 'microsoft'
  return practiceTenantEnabled ? 'practice' : undefined
}
