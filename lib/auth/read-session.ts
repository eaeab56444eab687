import { and, asc, eq, gt } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { memberships, organizations, type RoleKey, roles, sessions, users } from '@/db/schema'
import { hashSecret } from '@/lib/platform/secret'

export interface SignedInAdmin {
  user: { id: string; name: string; email: string }
  organization: { id: string; name: string; slug: string }
  role: { key: RoleKey; name: string; rank: number }
  /** When they proved who they are in this browser. */
  signedInAt: Date | null
}

/**
 * Who holds the session that a cookie's value names, and where they work: one statement, found by
 * the value's SHA-256. A person of several organisations works in the one they joined first.
 */
export async function readSession(
  db: Db,
  sessionToken: string,
  now: Date,
): Promise<SignedInAdmin | undefined> {
  const [row] = await db
    .select({
      user: { id: users.id, name: users.name, email: users.email },
      organization: {
        id: organizations.id,
        name: organizations.name,
        slug: organizations.slug,
      },
      role: { key: roles.basedOn, name: roles.name, rank: roles.rank },
      signedInAt: sessions.signedInAt,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .innerJoin(
      roles,
      and(eq(roles.organizationId, memberships.organizationId), eq(roles.id, memberships.roleId)),
    )
    .where(and(eq(sessions.sessionToken, hashSecret(sessionToken)), gt(sessions.expires, now)))
    .orderBy(asc(memberships.createdAt), asc(memberships.organizationId))
    .limit(1)
  if (!row) return undefined
  return { ...row, user: { ...row.user, name: row.user.name ?? row.user.email } }
}
