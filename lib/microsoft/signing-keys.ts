import type { JWK } from 'jose'
import { z } from 'zod'
import { boundedFetch, jsonOf } from '@/lib/platform/bounded-fetch'
import type { Authority } from './authority'
import { MicrosoftError } from './errors'
import { refuse } from './token-endpoint'

/**
 * The keys that sign what Entra says, of one tenant or of all. They roll without notice: kept for a day, and fetched again for an
 * unknown `kid`, once a minute at most, so that forged tokens cannot make us knock (microsoft-side 1).
 */
const KEEP_MS = 24 * 3_600_000
const REFETCH_MS_MIN = 60_000
const KEYS_TIMEOUT_MS = 10_000
const KEYS_BYTES_MAX = 256_000

const keysSchema = z.object({
  keys: z
    .array(
      z.object({
        kty: z.string(),
        kid: z.string(),
        n: z.string().optional(),
        e: z.string().optional(),
        /** Which issuer the key may sign for; `{tenantid}` stands for any tenant's. */
        issuer: z.string().optional(),
      }),
    )
    .max(100),
})

export type SigningKey = JWK & { kid: string; issuer?: string | undefined }

const kept = new Map<string, { keys: SigningKey[]; fetchedAt: number }>()

/** The key of this id, or undefined when the authority has none. Throws unreachable. */
export async function findSigningKey(
  { base }: Pick<Authority, 'base'>,
  { kid, tenant = 'organizations' }: { kid: string; tenant?: string },
  now: Date,
): Promise<SigningKey | undefined> {
  const url = `${base}/${tenant}/discovery/v2.0/keys`
  const known = kept.get(url)
  const age = known ? now.getTime() - known.fetchedAt : Number.POSITIVE_INFINITY
  const found = known?.keys.find((key) => key.kid === kid)
  if (age < REFETCH_MS_MIN || (found && age < KEEP_MS)) return found
  const keys = await fetchKeys(url)
  kept.set(url, { keys, fetchedAt: now.getTime() })
  return keys.find((key) => key.kid === kid)
}

async function fetchKeys(url: string): Promise<SigningKey[]> {
  const reply = await boundedFetch({
    url,
    timeoutMs: KEYS_TIMEOUT_MS,
    bytesMax: KEYS_BYTES_MAX,
  }).catch(refuse)
  const parsed = keysSchema.safeParse(jsonOf(reply))
  if (reply.status !== 200 || !parsed.success) throw new MicrosoftError('unreachable')
  return parsed.data.keys.map(({ n, e, ...key }) => ({
    ...key,
    ...(n === undefined ? {} : { n }),
    ...(e === undefined ? {} : { e }),
  }))
}
