import { decodeProtectedHeader, errors, importJWK, jwtVerify } from 'jose'
import { findSigningKey } from './signing-keys'

const CLOCK_SKEW_SECONDS = 300

/** A workload in a customer's directory, as an administrator registers it; all three are GUIDs. */
export interface WorkloadIdentity {
  tenantId: string
  /** The object id of the workload identity. */
  subject: string
  /** The application id that the assertion is made for, without `api://`. */
  audience: string
}

/**
 * Whether Entra says that the bearer of this assertion is that workload (entra-profile 10.3). The
 * tenant is the one that was registered and never one that the assertion names. Throws
 * MicrosoftError unreachable when the keys cannot be had.
 */
export async function isAssertionOf(
  assertion: string,
  { identity, base, now }: { identity: WorkloadIdentity; base: string; now: Date },
): Promise<boolean> {
  const { tenantId, subject, audience } = identity
  const kid = keyIdOf(assertion)
  const key = kid && (await findSigningKey({ base }, { kid, tenant: tenantId }, now))
  if (!key) return false
  const issuer = `${base}/${tenantId}/v2.0`
  if (key.issuer !== undefined && key.issuer.replace('{tenantid}', tenantId) !== issuer)
    return false
  try {
    const { payload } = await jwtVerify(assertion, await importJWK(key, 'RS256'), {
      algorithms: ['RS256'],
      issuer,
      subject,
      // Entra shows `api://…`, and sends the bare id in tokens of version 2.
      audience: [audience, `api://${audience}`],
      requiredClaims: ['exp', 'nbf'],
      clockTolerance: CLOCK_SKEW_SECONDS,
      currentDate: now,
    })
    return payload.tid === tenantId && typeof payload.aud === 'string'
  } catch (error) {
    if (error instanceof errors.JOSEError) return false
    throw error
  }
}

function keyIdOf(assertion: string): string | undefined {
  try {
    const { alg, kid } = decodeProtectedHeader(assertion)
    return alg === 'RS256' ? kid : undefined
  } catch {
    return undefined
  }
}
