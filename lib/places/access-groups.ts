import { and, eq, notInArray } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { violatesReference } from '@/db/errors'
import { accessGroupDoors, accessGroups, grants, properties, ruleAccessGroups } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { AppError } from '@/lib/kernel/errors'
import { newId } from '@/lib/kernel/ids'
import { nameKey } from '@/lib/kernel/name-key'
import { type HoursLine, hoursText } from '@/lib/kernel/opening-hours'
import { counted } from '@/lib/kernel/words'
import { propertyName } from './property-name'
import { notFound, uniqueName, unlessUsed } from './refusals'
import type { AccessGroupChange, AccessGroupInput } from './schemas'

/** Throws conflict at `name` when the property has a group of that name. */
export async function createAccessGroup(
  ctx: Context,
  { propertyId, name, doorIds, hours }: AccessGroupInput,
): Promise<{ id: string }> {
  const id = newId('accessGroup', ctx.now)
  return withTransaction(ctx, async (tx) => {
    const property = await propertyName(tx, propertyId)
    await uniqueName(
      tx.db.insert(accessGroups).values({
        organizationId: ctx.organizationId,
        id,
        propertyId,
        name,
        nameKey: nameKey(name),
        hours: scheduleOf(hours),
        createdAt: ctx.now,
      }),
      'access_groups_name',
      nameTaken(property, name),
    )
    await addDoors(tx, { id, propertyId }, doorIds)
    await recordActivity(tx, [
      {
        kind: 'place.created',
        data: { what: 'access group', name },
        subject: { kind: 'place', id },
        propertyId,
      },
    ])
    return { id }
  })
}

/**
 * Sets the name, the whole set of doors and the hours. Whoever has the group can open the new doors
 * at once, in the new hours.
 */
export async function updateAccessGroup(
  ctx: Context,
  { id, name, doorIds, hours }: AccessGroupChange,
): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const before = await readAccessGroup(tx, id)
    const { propertyId } = before
    await uniqueName(
      tx.db
        .update(accessGroups)
        .set({ name, nameKey: nameKey(name), hours: scheduleOf(hours) })
        .where(theAccessGroup(ctx, id)),
      'access_groups_name',
      nameTaken(before.property, name),
    )
    await tx.db
      .delete(accessGroupDoors)
      .where(
        and(
          eq(accessGroupDoors.organizationId, ctx.organizationId),
          eq(accessGroupDoors.accessGroupId, id),
          notInArray(accessGroupDoors.doorId, doorIds),
        ),
      )
    await addDoors(tx, { id, propertyId }, doorIds)
    const place = { subject: { kind: 'place' as const, id }, propertyId }
    const [was, is] = [hoursText(before.hours), hoursText(scheduleOf(hours))]
    await recordActivity(tx, [
      {
        kind: 'place.updated',
        data: { what: 'access group', name, before: before.name },
        ...place,
      },
      ...(was === is
        ? []
        : [{ kind: 'place.hours' as const, data: { name, before: was, after: is }, ...place }]),
    ])
  })
}

/** Throws in_use while a rule gives the group or a person has it. */
export async function deleteAccessGroup(ctx: Context, { id }: { id: string }): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const group = await readAccessGroup(tx, id)
    await refuseWhileUsed(tx, id)
    await unlessUsed(tx.db.delete(accessGroups).where(theAccessGroup(ctx, id)))
    await recordActivity(tx, [
      {
        kind: 'place.deleted',
        data: { what: 'access group', name: group.name },
        subject: { kind: 'place', id },
        propertyId: group.propertyId,
      },
    ])
  })
}

function scheduleOf(hours: HoursLine[]): HoursLine[] | null {
  return hours.length > 0 ? hours : null
}

async function refuseWhileUsed(tx: Context, id: string): Promise<void> {
  const rules = await tx.db.$count(
    ruleAccessGroups,
    and(
      eq(ruleAccessGroups.organizationId, tx.organizationId),
      eq(ruleAccessGroups.accessGroupId, id),
    ),
  )
  if (rules > 0) {
    throw new AppError(
      'in_use',
      `${counted(rules, 'rule')} ${rules === 1 ? 'gives' : 'give'} this access group. Choose another for ${rules === 1 ? 'it' : 'them'} first.`,
    )
  }
  const people = await tx.db.$count(
    grants,
    and(eq(grants.organizationId, tx.organizationId), eq(grants.accessGroupId, id)),
  )
  if (people > 0) {
    throw new AppError(
      'in_use',
      `${people === 1 ? '1 person has' : `${people} people have`} this access group. Take it from them first.`,
    )
  }
}

async function addDoors(
  tx: Context,
  group: { id: string; propertyId: string },
  doorIds: string[],
): Promise<void> {
  if (doorIds.length === 0) return
  const rows = doorIds.map((doorId) => ({
    organizationId: tx.organizationId,
    propertyId: group.propertyId,
    accessGroupId: group.id,
    doorId,
  }))
  try {
    await tx.db.insert(accessGroupDoors).values(rows).onConflictDoNothing()
  } catch (error) {
    // The composite reference names organisation and property: a door from elsewhere cannot enter.
    if (!violatesReference(error)) throw error
    throw new AppError('invalid', 'One of these doors is no longer at this property.', 'doorIds')
  }
}

async function readAccessGroup(tx: Context, id: string) {
  const [group] = await tx.db
    .select({
      name: accessGroups.name,
      hours: accessGroups.hours,
      propertyId: accessGroups.propertyId,
      property: properties.name,
    })
    .from(accessGroups)
    .innerJoin(
      properties,
      and(
        eq(properties.organizationId, accessGroups.organizationId),
        eq(properties.id, accessGroups.propertyId),
      ),
    )
    .where(theAccessGroup(tx, id))
    .for('update', { of: accessGroups })
  if (!group) throw notFound('access group')
  return group
}

function theAccessGroup(ctx: Context, id: string) {
  return and(eq(accessGroups.organizationId, ctx.organizationId), eq(accessGroups.id, id))
}

function nameTaken(property: string, name: string): string {
  return `${property} already has an access group called ${name}.`
}
