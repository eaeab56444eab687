import { eq, lte } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { signInFlows } from '@/db/schema'
import { seal, unseal } from '@/lib/platform/seal'
import { hashSecret, randomSecret, sameSecret } from '@/lib/platform/secret'
import { SignInError } from './sign-in-error'

/**
 * A started Microsoft sign-in. The state parameter finds it, a secret in a cookie ties it to the
 * browser that began it, and it is deleted as it is read: a copied callback address is worth
 * nothing in another browser, later, or twice (microsoft-side 2.1, 4).
 */
export const FLOW_SECONDS = 600

export type FlowPurpose = typeof signInFlows.$inferSelect.purpose
export type FlowAuthority = typeof signInFlows.$inferSelect.authority

const sealedSchema = z.object({
  nonce: z.string(),
  verifier: z.string(),
  browser: z.string(),
  returnTo: z.string(),
})

export interface NewFlow {
  purpose: FlowPurpose
  authority: FlowAuthority
  state: string
  nonce: string
  verifier: string
  /** A path of ours, where the browser goes in the end. */
  returnTo: string
  /** Who connects a directory, and for which organisation; absent for a sign-in. */
  organizationId?: string
  userId?: string
}

export interface Flow {
  purpose: FlowPurpose
  authority: FlowAuthority
  nonce: string
  verifier: string
  returnTo: string
  organizationId: string | null
  userId: string | null
}

/** Keeps the flow and returns the secret that belongs into the browser's cookie. */
export async function beginFlow(db: Db, flow: NewFlow, now: Date): Promise<string> {
  const browser = randomSecret()
  const { nonce, verifier, returnTo } = flow
  await db.delete(signInFlows).where(lte(signInFlows.expiresAt, now))
  await db.insert(signInFlows).values({
    stateHash: hashSecret(flow.state),
    purpose: flow.purpose,
    authority: flow.authority,
    organizationId: flow.organizationId ?? null,
    userId: flow.userId ?? null,
    sealed: seal('sign-in-flow', JSON.stringify({ nonce, verifier, browser, returnTo })),
    createdAt: now,
    expiresAt: new Date(now.getTime() + FLOW_SECONDS * 1000),
  })
  return browser
}

/** Takes the flow out. Throws expired when it is unknown, used, too old, or another browser's. */
export async function takeFlow(
  db: Db,
  { state, browser }: { state: string; browser: string | undefined },
  now: Date,
): Promise<Flow> {
  const [row] = await db
    .delete(signInFlows)
    .where(eq(signInFlows.stateHash, hashSecret(state)))
    .returning()
  if (!row || row.expiresAt <= now) throw new SignInError('flow_lost')
  const sealed = sealedSchema.parse(JSON.parse(unseal('sign-in-flow', row.sealed)))
  if (!browser || !sameSecret(browser, sealed.browser)) throw new SignInError('flow_lost')
  return {
    purpose: row.purpose,
    authority: row.authority,
    nonce: sealed.nonce,
    verifier: sealed.verifier,
    returnTo: sealed.returnTo,
    organizationId: row.organizationId,
    userId: row.userId,
  }
}
