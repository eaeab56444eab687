import { and, eq, gt, lte } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { practiceGrants } from '@/db/schema'
import { hashSecret, randomSecret } from '@/lib/platform/secret'

/**
 * Codes live ten minutes and once; access tokens an hour; refresh tokens 90 days from their last
 * use, which replaces them (microsoft-side 2.3). Only their hashes are kept.
 */
const CODE_SECONDS = 600
export const ACCESS_SECONDS = 3600
const REFRESH_SECONDS = 90 * 86_400

const codeSchema = z.object({
  clientId: z.string(),
  personId: z.string(),
  redirectUri: z.string(),
  scopes: z.array(z.string()),
  nonce: z.string(),
  challenge: z.string(),
})
const accessSchema = z.object({ personId: z.string(), scopes: z.array(z.string()) })

const refreshSchema = z.object({ clientId: z.string(), personId: z.string() })

export type CodeGrant = z.output<typeof codeSchema>
export type AccessGrant = z.output<typeof accessSchema>
export type RefreshGrant = z.output<typeof refreshSchema>

export function issueCode(db: Db, grant: CodeGrant, now: Date): Promise<string> {
  return issue(db, { kind: 'code', document: grant, seconds: CODE_SECONDS }, now)
}

export function issueAccess(db: Db, grant: AccessGrant, now: Date): Promise<string> {
  return issue(db, { kind: 'access', document: grant, seconds: ACCESS_SECONDS }, now)
}

export function issueRefresh(db: Db, grant: RefreshGrant, now: Date): Promise<string> {
  return issue(db, { kind: 'refresh', document: grant, seconds: REFRESH_SECONDS }, now)
}

/** Takes the code out, whatever becomes of it: a second try finds nothing. */
export async function takeCode(db: Db, code: string, now: Date): Promise<CodeGrant | undefined> {
  const [row] = await db
    .delete(practiceGrants)
    .where(and(eq(practiceGrants.hash, hashSecret(code)), eq(practiceGrants.kind, 'code')))
    .returning()
  return row && row.expiresAt > now ? codeSchema.parse(row.document) : undefined
}

/** A refusal leaves it in place: the permission that is missing now may be given again. */
export async function readRefresh(
  db: Db,
  token: string,
  now: Date,
): Promise<RefreshGrant | undefined> {
  const row = await readLiving(db, { kind: 'refresh', token }, now)
  return row && refreshSchema.parse(row.document)
}

export async function endRefresh(db: Db, token: string): Promise<void> {
  await db
    .delete(practiceGrants)
    .where(and(eq(practiceGrants.hash, hashSecret(token)), eq(practiceGrants.kind, 'refresh')))
}

export async function readAccess(
  db: Db,
  token: string,
  now: Date,
): Promise<AccessGrant | undefined> {
  const row = await readLiving(db, { kind: 'access', token }, now)
  return row && accessSchema.parse(row.document)
}

async function readLiving(
  db: Db,
  { kind, token }: { kind: 'access' | 'refresh'; token: string },
  now: Date,
) {
  const [row] = await db
    .select()
    .from(practiceGrants)
    .where(
      and(
        eq(practiceGrants.hash, hashSecret(token)),
        eq(practiceGrants.kind, kind),
        gt(practiceGrants.expiresAt, now),
      ),
    )
  return row
}

async function issue(
  db: Db,
  grant: { kind: 'code' | 'access' | 'refresh'; document: unknown; seconds: number },
  now: Date,
): Promise<string> {
  const secret = randomSecret()
  await db.delete(practiceGrants).where(lte(practiceGrants.expiresAt, now))
  await db.insert(practiceGrants).values({
    hash: hashSecret(secret),
    kind: grant.kind,
    document: grant.document,
    expiresAt: new Date(now.getTime() + grant.seconds * 1000),
  })
  return secret
}
