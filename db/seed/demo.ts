import { newId } from '@/lib/kernel/ids'
import { nameKey } from '@/lib/kernel/name-key'
import { practiceMaya, practiceTenantId } from '@/lib/kernel/practice-ids'
import type { Db } from '../client'
import * as schema from '../schema'
import { createOrganization } from './organization'

/** A believable organisation for a first run: two properties, their doors, and one administrator. */
interface SeedProperty {
  name: string
  address: string
  timeZone: string
  doors: string[]
  accessGroups: Record<string, string[]>
}

const seedProperties: SeedProperty[] = [
  {
    name: 'HQ Denver',
    address: '1801 California St, Denver, CO 80202',
    timeZone: 'America/Denver',
    doors: ['Main entrance', 'Loading dock', 'Lab 1', 'Lab 2', 'Server room', 'Executive floor'],
    accessGroups: {
      Employees: ['Main entrance', 'Lab 1', 'Lab 2'],
      Contractors: ['Main entrance', 'Loading dock'],
      'IT Admin': ['Main entrance', 'Server room', 'Lab 1', 'Lab 2'],
    },
  },
  {
    name: 'Austin',
    address: '500 W 2nd St, Austin, TX 78701',
    timeZone: 'America/Chicago',
    doors: ['Front door', 'Studio', 'Network closet', 'Roof terrace'],
    accessGroups: {
      Employees: ['Front door', 'Studio', 'Roof terrace'],
      Contractors: ['Front door'],
      'IT Admin': ['Front door', 'Network closet'],
    },
  },
]

export const demoAdmin = { name: 'Ana Ruiz', email: 'ana@contoso.example' }

/** Fills an empty database. Does nothing when an organisation exists. */
export async function seedDemo(db: Db, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const [existing] = await tx
      .select({ id: schema.organizations.id })
      .from(schema.organizations)
      .limit(1)
    if (existing) return
    const { organizationId, roleIds } = await createOrganization(tx, {
      name: 'Contoso',
      slug: 'contoso',
      now,
    })
    await seedAdmin(tx, { organizationId, roleId: roleIds.global_admin, now })
    for (const property of seedProperties) await seedProperty(tx, { organizationId, property, now })
  })
}

async function seedAdmin(
  tx: Db,
  { organizationId, roleId, now }: { organizationId: string; roleId: string; now: Date },
): Promise<void> {
  const userId = newId('user', now)
  await tx.insert(schema.users).values({ id: userId, ...demoAdmin, emailVerified: now })
  await tx.insert(schema.memberships).values({ organizationId, userId, roleId, createdAt: now })
  // Signing in with Microsoft works on a fresh clone: Maya of the practice directory is Ana.
  await tx.insert(schema.accounts).values({
    userId,
    type: 'oidc',
    provider: 'practice',
    providerAccountId: `${practiceTenantId}.${practiceMaya.objectId}`,
  })
}

async function seedProperty(
  tx: Db,
  { organizationId, property, now }: { organizationId: string; property: SeedProperty; now: Date },
): Promise<void> {
  const propertyId = newId('property', now)
  const common = { organizationId, createdAt: now }
  await tx.insert(schema.properties).values({
    ...common,
    id: propertyId,
    name: property.name,
    nameKey: nameKey(property.name),
    address: property.address,
    timeZone: property.timeZone,
  })
  const doorIds = new Map(property.doors.map((name) => [name, newId('door', now)]))
  await tx.insert(schema.doors).values(
    [...doorIds].map(([name, id]) => ({
      ...common,
      id,
      propertyId,
      name,
      nameKey: nameKey(name),
    })),
  )
  for (const [name, doorNames] of Object.entries(property.accessGroups)) {
    const accessGroupId = newId('accessGroup', now)
    await tx
      .insert(schema.accessGroups)
      .values({ ...common, id: accessGroupId, propertyId, name, nameKey: nameKey(name) })
    const members = doorNames.flatMap((door) => doorIds.get(door) ?? [])
    await tx
      .insert(schema.accessGroupDoors)
      .values(members.map((doorId) => ({ organizationId, propertyId, accessGroupId, doorId })))
  }
}
