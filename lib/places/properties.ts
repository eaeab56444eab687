import { and, eq } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { accessGroups, cards, doors, mobileKeys, properties, rules } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { AppError } from '@/lib/kernel/errors'
import { newId } from '@/lib/kernel/ids'
import { nameKey } from '@/lib/kernel/name-key'
import { countedList } from '@/lib/kernel/words'
import { notFound, uniqueName, unlessUsed } from './refusals'
import type { PropertyInput } from './schemas'

/** Throws conflict at `name` when the organisation has a property of that name. */
export async function createProperty(ctx: Context, input: PropertyInput): Promise<{ id: string }> {
  const id = newId('property', ctx.now)
  return withTransaction(ctx, async (tx) => {
    await uniqueName(
      tx.db.insert(properties).values({
        organizationId: ctx.organizationId,
        id,
        ...input,
        nameKey: nameKey(input.name),
        createdAt: ctx.now,
      }),
      'properties_name',
      nameTaken(input.name),
    )
    await recordActivity(tx, [
      {
        kind: 'place.created',
        data: { what: 'property', name: input.name },
        subject: { kind: 'place', id },
        propertyId: id,
      },
    ])
    return { id }
  })
}

/** What has to happen where a property's days begin at another moment; in the same transaction. */
type FollowTimeZone = (tx: Context, property: { propertyId: string }) => Promise<void>

/** Rules and keys go by the property's days, so whoever changes it says how they follow. */
export async function updateProperty(
  ctx: Context,
  { id, ...input }: PropertyInput & { id: string },
  followTimeZone: FollowTimeZone,
): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const before = await readProperty(tx, id)
    await uniqueName(
      tx.db
        .update(properties)
        .set({ ...input, nameKey: nameKey(input.name) })
        .where(theProperty(ctx, id)),
      'properties_name',
      nameTaken(input.name),
    )
    await recordActivity(tx, [
      {
        kind: 'place.updated',
        data: { what: 'property', name: input.name, before: before.name },
        subject: { kind: 'place', id },
        propertyId: id,
      },
    ])
    if (before.timeZone !== input.timeZone) await followTimeZone(tx, { propertyId: id })
  })
}

/** Throws in_use, naming what stands in the way, while anything belongs to the property. */
export async function deleteProperty(ctx: Context, { id }: { id: string }): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const { name } = await readProperty(tx, id)
    const uses = await usesOf(tx, id)
    if (uses) {
      throw new AppError('in_use', `${name} still has ${uses}. Delete what belongs to it first.`)
    }
    await unlessUsed(tx.db.delete(properties).where(theProperty(ctx, id)))
    await recordActivity(tx, [
      {
        kind: 'place.deleted',
        data: { what: 'property', name },
        subject: { kind: 'place', id },
        propertyId: id,
      },
    ])
  })
}

/** Keys and cards that have ended count too: the log of who could open what refers to them. */
async function usesOf(tx: Context, propertyId: string): Promise<string> {
  const here = (
    table: typeof doors | typeof accessGroups | typeof rules | typeof mobileKeys | typeof cards,
  ) =>
    tx.db.$count(
      table,
      and(eq(table.organizationId, tx.organizationId), eq(table.propertyId, propertyId)),
    )
  return countedList([
    [await here(doors), 'door'],
    [await here(accessGroups), 'access group'],
    [await here(rules), 'rule'],
    [await here(mobileKeys), 'mobile key'],
    [await here(cards), 'card'],
  ])
}

async function readProperty(tx: Context, id: string): Promise<{ name: string; timeZone: string }> {
  const [property] = await tx.db
    .select({ name: properties.name, timeZone: properties.timeZone })
    .from(properties)
    .where(theProperty(tx, id))
    .for('update')
  if (!property) throw notFound('property')
  return property
}

function theProperty(ctx: Context, id: string) {
  return and(eq(properties.organizationId, ctx.organizationId), eq(properties.id, id))
}

function nameTaken(name: string): string {
  return `There is already a property called ${name}.`
}
