import { DrizzleAdapter } from '@auth/drizzle-adapter'
import { eq } from 'drizzle-orm'
import type { Adapter, AdapterUser, VerificationToken } from 'next-auth/adapters'
import type { Db } from '@/db/client'
import { accounts, sessions, users, verificationTokens } from '@/db/schema'
import { newId } from '@/lib/kernel/ids'
import { hashSecret } from '@/lib/platform/secret'
import { ensureOrganization } from './first-organization'

/** What our adapter always has; next-auth's own type leaves each of them open. */
export type AuthAdapter = Adapter &
  Required<
    Pick<
      Adapter,
      'createUser' | 'createSession' | 'getSessionAndUser' | 'updateSession' | 'deleteSession'
    >
  >

/**
 * next-auth's Drizzle adapter over our tables, with three differences: a session's token is stored
 * as its SHA-256 alone; two links of a new person that are used at once meet one user; and a
 * session never begins for a person without an organisation.
 */
export function createAdapter(
  db: Db,
  createVerificationToken: (token: VerificationToken) => Promise<VerificationToken>,
): AuthAdapter {
  const base = DrizzleAdapter(db, {
    usersTable: users,
    accountsTable: accounts,
    sessionsTable: sessions,
    verificationTokensTable: verificationTokens,
  })
  return {
    ...base,
    createVerificationToken,
    createUser: (data) => createUser(db, data),
    async createSession(session) {
      await beginSession(db, session)
      return session
    },
    async getSessionAndUser(sessionToken) {
      const found = await base.getSessionAndUser?.(hashSecret(sessionToken))
      return found ? { ...found, session: { ...found.session, sessionToken } } : null
    },
    async updateSession(session) {
      const sessionToken = hashSecret(session.sessionToken)
      const updated = await base.updateSession?.({ ...session, sessionToken })
      return updated ? { ...updated, sessionToken: session.sessionToken } : null
    },
    async deleteSession(sessionToken) {
      await base.deleteSession?.(hashSecret(sessionToken))
    },
  }
}

export interface NewSession {
  sessionToken: string
  userId: string
  expires: Date
}

/** Stores a session by its hash; the person's first one also creates their organisation. */
export async function beginSession(db: Db, session: NewSession): Promise<void> {
  const now = new Date()
  await db.transaction(async (tx) => {
    await ensureOrganization({ db: tx, now }, session.userId)
    await tx.insert(sessions).values({
      ...session,
      sessionToken: hashSecret(session.sessionToken),
      signedInAt: now,
    })
  })
}

async function createUser(db: Db, data: AdapterUser): Promise<AdapterUser> {
  const { name = null, email, emailVerified } = data
  await db
    .insert(users)
    .values({ id: newId('user'), name, email, emailVerified })
    .onConflictDoNothing({ target: users.email })
  const [user] = await db.select().from(users).where(eq(users.email, email))
  if (!user) throw new Error('A new user was deleted while signing in.')
  return user
}
