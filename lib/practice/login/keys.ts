import { eq } from 'drizzle-orm'
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { practiceKeys } from '@/db/schema'
import { seal, unseal } from '@/lib/platform/seal'

/** One name, so that two first uses at once agree on one key. */
const KID = 'practice-1'

const jwkSchema = z.object({
  kty: z.literal('RSA'),
  n: z.string(),
  e: z.string(),
  d: z.string(),
  p: z.string(),
  q: z.string(),
  dp: z.string(),
  dq: z.string(),
  qi: z.string(),
})

export interface SigningPair {
  kid: string
  sign: CryptoKey | Uint8Array
  /** What anybody may see. */
  shown: JWK
}

/** The key that signs id tokens, made at the first use. It is kept, so that restarts keep sessions. */
export async function signingPair(db: Db, now: Date): Promise<SigningPair> {
  const [known] = await selectKey(db)
  if (known) return toPair(known)
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const sealed = seal('practice-key', JSON.stringify(await exportJWK(privateKey)))
  await db.insert(practiceKeys).values({ kid: KID, sealed, createdAt: now }).onConflictDoNothing()
  const [made] = await selectKey(db)
  if (!made) throw new Error('The practice tenant has no signing key.')
  return toPair(made)
}

function selectKey(db: Db) {
  return db.select().from(practiceKeys).where(eq(practiceKeys.kid, KID))
}

async function toPair({ kid, sealed }: { kid: string; sealed: string }): Promise<SigningPair> {
  const jwk = jwkSchema.parse(JSON.parse(unseal('practice-key', sealed)))
  const { kty, n, e } = jwk
  return { kid, sign: await importJWK(jwk, 'RS256'), shown: { kty, n, e, kid, use: 'sig' } }
}
