import { newId } from '@/lib/kernel/ids'
import { nameKey } from '@/lib/kernel/name-key'
import type { Db } from '../client'
import type { RoleKey } from '../schema'
import * as schema from '../schema'

/** The roles that every organisation begins with (product.md 3.9), strongest first. */
export const builtInRoles: {
  key: RoleKey
  name: string
  rank: number
  description: string
}[] = [
  {
    key: 'global_admin',
    name: 'Global Admin',
    rank: 100,
    description: 'Can do everything at every property, including integrations and roles.',
  },
  {
    key: 'admin',
    name: 'Admin',
    rank: 80,
    description: 'Can manage people, doors and access groups of a property.',
  },
  {
    key: 'security',
    name: 'Security',
    rank: 60,
    description: 'Can see who opened a door and take access away.',
  },
  {
    key: 'user_manager',
    name: 'User Manager',
    rank: 40,
    description: 'Can add people and send keys.',
  },
  {
    key: 'front_desk',
    name: 'Front Desk',
    rank: 20,
    description: 'Can see who is expected and call doors open.',
  },
  {
    key: 'user',
    name: 'User',
    rank: 0,
    description: 'Opens doors with a key. Cannot sign in to the web application.',
  },
]

/** Creates an organisation with its built-in roles. The slug must be free. */
export async function createOrganization(
  db: Db,
  input: { name: string; slug: string; now: Date },
): Promise<{ organizationId: string; roleIds: Record<RoleKey, string> }> {
  const organizationId = newId('organization', input.now)
  const ids = builtInRoles.map((role) => [role.key, newId('role', input.now)] as const)
  const roleIds = Object.fromEntries(ids) as Record<RoleKey, string>
  await db.insert(schema.organizations).values({
    id: organizationId,
    slug: input.slug,
    name: input.name,
    createdAt: input.now,
  })
  await db.insert(schema.roles).values(
    builtInRoles.map((role) => ({
      organizationId,
      id: roleIds[role.key],
      name: role.name,
      nameKey: nameKey(role.name),
      description: role.description,
      basedOn: role.key,
      builtIn: true,
      rank: role.rank,
      createdAt: input.now,
    })),
  )
  return { organizationId, roleIds }
}
