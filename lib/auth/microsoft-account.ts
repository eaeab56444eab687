import { and, eq } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { accounts, integrations, memberships } from '@/db/schema'
import type { FlowAuthority } from './flows'
import { SignInError } from './sign-in-error'

/** Who signed in at Microsoft: `tid` and `oid` of a verified id token, never an e-mail (microsoft-side 0.4). */
export interface MicrosoftIdentity {
  authority: FlowAuthority
  tenantId: string
  objectId: string
}

/**
 * The user that a Microsoft account is linked to. Throws not_allowed when there is none, and when
 * an account of the practice directory would enter an organisation with a real one.
 */
export async function findLinkedUser(db: Db, identity: MicrosoftIdentity): Promise<string> {
  const [account] = await db
    .select({ userId: accounts.userId })
    .from(accounts)
    .where(
      and(
        eq(accounts.provider, identity.authority),
        eq(accounts.providerAccountId, accountIdOf(identity)),
      ),
    )
  if (!account) throw new SignInError('not_linked')
  if (identity.authority === 'practice') await refuseRealDirectories(db, account.userId)
  return account.userId
}

/**
 * Links a Microsoft account to a signed-in administrator. Linking it to the same person twice does
 * nothing. Throws conflict when it is somebody else's.
 */
export async function linkMicrosoftAccount(
  db: Db,
  userId: string,
  identity: MicrosoftIdentity,
): Promise<void> {
  const providerAccountId = accountIdOf(identity)
  const key = and(
    eq(accounts.provider, identity.authority),
    eq(accounts.providerAccountId, providerAccountId),
  )
  await db
    .insert(accounts)
    .values({ userId, type: 'oidc', provider: identity.authority, providerAccountId })
    .onConflictDoNothing()
  const [linked] = await db.select({ userId: accounts.userId }).from(accounts).where(key)
  if (linked?.userId !== userId) throw new SignInError('linked_elsewhere')
}

function accountIdOf({ tenantId, objectId }: MicrosoftIdentity): string {
  return `${tenantId}.${objectId}`
}

async function refuseRealDirectories(db: Db, userId: string): Promise<void> {
  const [real] = await db
    .select({ organizationId: memberships.organizationId })
    .from(memberships)
    .innerJoin(integrations, eq(integrations.organizationId, memberships.organizationId))
    .where(and(eq(memberships.userId, userId), eq(integrations.tenantKind, 'microsoft')))
    .limit(1)
  if (real) throw new SignInError('real_directory')
}
