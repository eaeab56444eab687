import { decodeJwt, decodeProtectedHeader, importJWK, jwtVerify } from 'jose'
import { z } from 'zod'
import type { Authority } from './authority'
import { MicrosoftError } from './errors'
import { findSigningKey } from './signing-keys'

const CLOCK_SKEW_SECONDS = 300
/** The tenant of all personal accounts. */
const PERSONAL_TENANT = '9188040d-6c67-4c5b-b112-36a304b66dad'
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const TEXT_LENGTH_MAX = 1024

const text = z.string().max(TEXT_LENGTH_MAX)
const claimsSchema = z.object({
  aud: text,
  iss: text,
  sub: text,
  tid: text.regex(GUID),
  oid: text.regex(GUID),
  nonce: text,
  ver: z.literal('2.0'),
  iat: z.number(),
  nbf: z.number(),
  exp: z.number(),
  name: text.optional(),
  preferred_username: text.optional(),
  email: text.optional(),
  /** Directory roles, a hint for words alone: the truth is Graph's 403 (microsoft-side 2.5). */
  wids: z.array(text).optional(),
})

/** Verified. `tid` and `oid` together are the person; nothing else is a key. */
export type IdTokenClaims = z.output<typeof claimsSchema>

export interface IdTokenExpectation {
  authority: Authority
  nonce: string
  expectedTenant?: string | undefined
  now: Date
}

/**
 * Checks an id token by the list of microsoft-side 2.4. The tenant is read from the unverified
 * token only to know which issuer to demand. Throws MicrosoftError: personalAccount, wrongTenant,
 * badToken, or unreachable when the keys cannot be had.
 */
export async function verifyIdToken(
  token: string,
  expectation: IdTokenExpectation,
): Promise<IdTokenClaims> {
  const { authority, now } = expectation
  const { kid, tid } = readUnverified(token)
  const issuer = authority.issuerFor(tid)
  const key = await findSigningKey(authority, { kid }, now)
  if (!key || key.issuer?.replace('{tenantid}', tid) !== issuer) throw bad()
  const verified = await jwtVerify(token, await importJWK(key, 'RS256'), {
    algorithms: ['RS256'],
    issuer,
    audience: authority.clientId,
    clockTolerance: CLOCK_SKEW_SECONDS,
    currentDate: now,
  }).catch(() => {
    throw bad()
  })
  // The schema admits one audience only; jose would accept ours among several.
  const claims = claimsSchema.safeParse(verified.payload)
  if (!claims.success) throw bad()
  checkFlow(claims.data, expectation)
  return claims.data
}

function readUnverified(token: string): { kid: string; tid: string } {
  try {
    const { alg, kid } = decodeProtectedHeader(token)
    const tid = text.regex(GUID).parse(decodeJwt(token).tid)
    if (alg !== 'RS256' || !kid) throw bad()
    if (tid === PERSONAL_TENANT) throw new MicrosoftError('personalAccount')
    return { kid, tid }
  } catch (error) {
    throw error instanceof MicrosoftError ? error : bad()
  }
}

function checkFlow(claims: IdTokenClaims, { nonce, expectedTenant, now }: IdTokenExpectation) {
  if (claims.nonce !== nonce) throw bad()
  if (claims.iat > now.getTime() / 1000 + CLOCK_SKEW_SECONDS) throw bad()
  if (expectedTenant && claims.tid !== expectedTenant.toLowerCase()) {
    throw new MicrosoftError('wrongTenant')
  }
}

function bad(): MicrosoftError {
  return new MicrosoftError('badToken')
}
