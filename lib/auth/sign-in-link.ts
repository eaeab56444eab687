import { and, eq, gt, lte, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { verificationTokens } from '@/db/schema'
import { env } from '@/lib/platform/env'

/** Sign-in by e-mail: links that work once, for a quarter of an hour, a few at a time. */
export const LINK_SECONDS = 15 * 60
/** Unused links that one address may have at once, so that nobody's mailbox can be flooded. */
export const LIVING_LINKS_MAX = 5

export interface SignInLink {
  email: string
  /** Works once; a secret. */
  url: string
  now: Date
}

/** Puts the e-mail into the outbox, in the transaction it is given. */
export type SendSignInLink = (tx: Db, link: SignInLink) => Promise<void>

export async function hasTooManyLinks(db: Db, email: string, now: Date): Promise<boolean> {
  const living = await db.$count(
    verificationTokens,
    and(eq(verificationTokens.identifier, email), gt(verificationTokens.expires, now)),
  )
  return living >= LIVING_LINKS_MAX
}

export interface NewLink {
  identifier: string
  /** SHA-256 of the link's token, as next-auth made it. */
  token: string
  expires: Date
}

/**
 * Keeps a link's hash and its e-mail in one transaction. The lock makes the bound hold when many
 * ask at once; beyond it nothing is sent and the answer looks the same.
 */
export async function issueLink(
  db: Db,
  link: NewLink,
  send: (tx: Db) => Promise<void>,
): Promise<void> {
  const now = new Date()
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${link.identifier}, 0))`)
    await tx
      .delete(verificationTokens)
      .where(
        and(
          eq(verificationTokens.identifier, link.identifier),
          lte(verificationTokens.expires, now),
        ),
      )
    if (await hasTooManyLinks(tx, link.identifier, now)) return
    await tx.insert(verificationTokens).values(link)
    await send(tx)
  })
}

/**
 * What the e-mail links to: a page with a button, because mail scanners open every link and would
 * use it up. The origin is always our own, never the request's host header.
 */
export function confirmAddress(callbackUrl: string): string {
  const { searchParams } = new URL(callbackUrl)
  return `${env().appUrl}/sign-in/confirm?${searchParams}`
}
