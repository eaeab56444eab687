import { and, asc, eq, gte } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { memberships, type RoleKey, roles, users } from '@/db/schema'
import { builtInRoles } from '@/db/seed/organization'
import { AppError } from '@/lib/kernel/errors'
import type { SignedInAdmin } from './read-session'

/** Throws not_allowed, saying which role may and whom to ask, when the person's role is too low. */
export async function authorize(db: Db, admin: SignedInAdmin, minimum: RoleKey): Promise<void> {
  const refusal = await refusalFor(db, admin, minimum)
  if (refusal) throw new AppError('not_allowed', refusal)
}

/** Why the person's role is too low, as a sentence; undefined when it is not. */
export async function refusalFor(
  db: Db,
  admin: SignedInAdmin,
  minimum: RoleKey,
): Promise<string | undefined> {
  const needed = builtInRole(minimum)
  if (admin.role.rank >= needed.rank) return undefined
  const able = await peopleWithRank(db, admin.organization.id, needed.rank)
  return notAllowedSentence(needed.name, able)
}

/** `able` is the names of those who may, longest-serving first. */
export function notAllowedSentence(roleName: string, able: string[]): string {
  const [first, ...others] = able
  const ask = first
    ? ` Ask ${first}${others.length > 0 ? ` or ${others.length} other${others.length > 1 ? 's' : ''}` : ''}.`
    : ''
  return `Only ${roleName}s can do this.${ask}`
}

function builtInRole(key: RoleKey) {
  const role = builtInRoles.find((candidate) => candidate.key === key)
  if (!role) throw new Error(`No built-in role is called ${key}.`)
  return role
}

async function peopleWithRank(db: Db, organizationId: string, rank: number): Promise<string[]> {
  const rows = await db
    .select({ name: users.name, email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .innerJoin(
      roles,
      and(eq(roles.organizationId, memberships.organizationId), eq(roles.id, memberships.roleId)),
    )
    .where(and(eq(memberships.organizationId, organizationId), gte(roles.rank, rank)))
    .orderBy(asc(memberships.createdAt))
  return rows.map((row) => row.name ?? row.email)
}
