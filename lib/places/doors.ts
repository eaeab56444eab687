import { and, eq } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { accessGroupDoors, doors, properties } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { AppError } from '@/lib/kernel/errors'
import { newId } from '@/lib/kernel/ids'
import { nameKey } from '@/lib/kernel/name-key'
import { counted } from '@/lib/kernel/words'
import { propertyName } from './property-name'
import { notFound, uniqueName, unlessUsed } from './refusals'
import type { DoorInput } from './schemas'

/** Throws conflict at `name` when the property has a door of that name. */
export async function createDoor(ctx: Context, input: DoorInput): Promise<{ id: string }> {
  const id = newId('door', ctx.now)
  const { name, propertyId } = input
  return withTransaction(ctx, async (tx) => {
    const property = await propertyName(tx, propertyId)
    await uniqueName(
      tx.db.insert(doors).values({
        organizationId: ctx.organizationId,
        id,
        propertyId,
        name,
        nameKey: nameKey(name),
        createdAt: ctx.now,
      }),
      'doors_name',
      nameTaken(property, name),
    )
    await recordActivity(tx, [
      {
        kind: 'place.created',
        data: { what: 'door', name },
        subject: { kind: 'place', id },
        propertyId,
      },
    ])
    return { id }
  })
}

export async function updateDoor(
  ctx: Context,
  { id, name }: { id: string; name: string },
): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const before = await readDoor(tx, id)
    await uniqueName(
      tx.db
        .update(doors)
        .set({ name, nameKey: nameKey(name) })
        .where(theDoor(ctx, id)),
      'doors_name',
      nameTaken(before.property, name),
    )
    await recordActivity(tx, [
      {
        kind: 'place.updated',
        data: { what: 'door', name, before: before.name },
        subject: { kind: 'place', id },
        propertyId: before.propertyId,
      },
    ])
  })
}

/** Throws in_use while an access group opens the door. */
export async function deleteDoor(ctx: Context, { id }: { id: string }): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const door = await readDoor(tx, id)
    const groups = await tx.db.$count(
      accessGroupDoors,
      and(eq(accessGroupDoors.organizationId, ctx.organizationId), eq(accessGroupDoors.doorId, id)),
    )
    if (groups > 0) {
      throw new AppError(
        'in_use',
        `${counted(groups, 'access group')} ${groups === 1 ? 'opens' : 'open'} this door. Take it out of ${groups === 1 ? 'it' : 'them'} first.`,
      )
    }
    await unlessUsed(tx.db.delete(doors).where(theDoor(ctx, id)))
    await recordActivity(tx, [
      {
        kind: 'place.deleted',
        data: { what: 'door', name: door.name },
        subject: { kind: 'place', id },
        propertyId: door.propertyId,
      },
    ])
  })
}

async function readDoor(tx: Context, id: string) {
  const [door] = await tx.db
    .select({ name: doors.name, propertyId: doors.propertyId, property: properties.name })
    .from(doors)
    .innerJoin(
      properties,
      and(eq(properties.organizationId, doors.organizationId), eq(properties.id, doors.propertyId)),
    )
    .where(theDoor(tx, id))
    .for('update', { of: doors })
  if (!door) throw notFound('door')
  return door
}

function theDoor(ctx: Context, id: string) {
  return and(eq(doors.organizationId, ctx.organizationId), eq(doors.id, id))
}

function nameTaken(property: string, name: string): string {
  return `${property} already has a door called ${name}.`
}
