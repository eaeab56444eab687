import { eq } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { memberships, properties, users } from '@/db/schema'
import { createOrganization } from '@/db/seed/organization'
import { recordActivity } from '@/lib/activity/record'
import { newId } from '@/lib/kernel/ids'
import { nameKey } from '@/lib/kernel/name-key'

const FIRST_PROPERTY = 'Main office'
const SLUG_SUFFIX_LENGTH = 6
const NAME_LENGTH_MAX = 60

/**
 * Gives a person who works for no organisation one of their own, with its first property, and
 * makes them its Global Admin. Runs in the caller's transaction; the person's row is locked first,
 * so that two links used at once create one organisation.
 */
export async function ensureOrganization(
  tx: Pick<Context, 'db' | 'now'>,
  userId: string,
): Promise<void> {
  const [user] = await tx.db
    .select({ name: users.name, email: users.email })
    .from(users)
    .where(eq(users.id, userId))
    .for('update')
  if (!user) throw new Error('A session begins for a person who does not exist.')
  const [member] = await tx.db
    .select({ organizationId: memberships.organizationId })
    .from(memberships)
    .where(eq(memberships.userId, userId))
    .limit(1)
  if (member) return
  await createFor(tx, { id: userId, name: user.name ?? user.email, email: user.email })
}

async function createFor(
  { db, now }: Pick<Context, 'db' | 'now'>,
  user: { id: string; name: string; email: string },
): Promise<void> {
  const name = organizationNameFor(user.email)
  const { organizationId, roleIds } = await createOrganization(db, {
    name,
    slug: slugFor(name),
    now,
  })
  const propertyId = newId('property', now)
  await db.insert(properties).values({
    organizationId,
    id: propertyId,
    name: FIRST_PROPERTY,
    nameKey: nameKey(FIRST_PROPERTY),
    address: '',
    timeZone: 'UTC',
    createdAt: now,
  })
  await db
    .insert(memberships)
    .values({ organizationId, userId: user.id, roleId: roleIds.global_admin, createdAt: now })
  const actor = { kind: 'admin', userId: user.id, name: user.name } as const
  await recordActivity({ db, now, organizationId, actor }, [
    { kind: 'organization.created', data: { organization: name } },
    {
      kind: 'place.created',
      data: { what: 'property', name: FIRST_PROPERTY },
      subject: { kind: 'place', id: propertyId },
      propertyId,
    },
  ])
}

/** `ana@contoso.example` begins “Contoso”; the name can be changed later. */
export function organizationNameFor(email: string): string {
  const label = email.slice(email.lastIndexOf('@') + 1).split('.')[0] ?? ''
  const name = label.slice(0, NAME_LENGTH_MAX)
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** The suffix keeps it free without asking, and does not tell which names are taken. */
function slugFor(name: string): string {
  const base = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return `${base || 'organisation'}-${newId('organization').slice(-SLUG_SUFFIX_LENGTH)}`
}
