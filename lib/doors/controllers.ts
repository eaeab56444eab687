import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { doorControllers, properties } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { actorLabel } from '@/lib/kernel/actors'
import { AppError } from '@/lib/kernel/errors'
import { newId } from '@/lib/kernel/ids'
import { endingOf, makeCredential } from '@/lib/platform/credential'
import { hashSecret } from '@/lib/platform/secret'
import { findUnconfirmedDoors } from './find-unconfirmed'
import type { ControllerInput, ListedController, NewController } from './schemas'

export const CONTROLLER_PREFIX = 'sqr_door_'
/** A controller asks for many doors; more than this is a mistake that nobody would notice. */
const LIVE_CONTROLLERS_MAX = 200
const LISTED_MAX = 500

/** Makes a credential for what asks on behalf of doors. Throws not_found or conflict. */
export async function createController(
  ctx: Context,
  input: ControllerInput,
): Promise<NewController> {
  const credential = makeCredential(CONTROLLER_PREFIX)
  const ending = endingOf(credential)
  const id = newId('doorController', ctx.now)
  await withTransaction(ctx, async (tx) => {
    if (input.propertyId) await requireProperty(tx, input.propertyId)
    const live = await tx.db.$count(
      doorControllers,
      and(eq(doorControllers.organizationId, tx.organizationId), isNull(doorControllers.revokedAt)),
    )
    if (live >= LIVE_CONTROLLERS_MAX) {
      throw new AppError('conflict', `There are ${live} controllers already. Revoke one first.`)
    }
    await tx.db.insert(doorControllers).values({
      organizationId: tx.organizationId,
      id,
      propertyId: input.propertyId || null,
      name: input.name,
      hash: hashSecret(credential),
      ending,
      madeBy: actorLabel(ctx.actor),
      createdAt: ctx.now,
    })
    await recordActivity(tx, [
      {
        kind: 'controller.created',
        data: { controller: input.name, ending },
        subject: { kind: 'controller', id },
        ...(input.propertyId && { propertyId: input.propertyId }),
      },
    ])
  })
  return { credential, ending }
}

/** Ends it at once: the next question is answered with 401. Throws not_found. */
export async function revokeController(ctx: Context, input: { id: string }): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const [revoked] = await tx.db
      .update(doorControllers)
      .set({ revokedAt: ctx.now })
      .where(
        and(
          eq(doorControllers.organizationId, tx.organizationId),
          eq(doorControllers.id, input.id),
          isNull(doorControllers.revokedAt),
        ),
      )
      .returning({ name: doorControllers.name, ending: doorControllers.ending })
    if (!revoked)
      throw new AppError('not_found', 'This controller is not there, or has ended already.')
    await recordActivity(tx, [
      {
        kind: 'controller.revoked',
        data: { controller: revoked.name, ending: revoked.ending },
        subject: { kind: 'controller', id: input.id },
      },
    ])
  })
}

/** Those that work before those that ended, without anything that could be used. */
export async function listControllers(ctx: Context): Promise<ListedController[]> {
  const silent = new Map(
    (await findUnconfirmedDoors(ctx)).map(({ controllerId, since }) => [controllerId, since]),
  )
  const rows = await ctx.db
    .select({
      id: doorControllers.id,
      name: doorControllers.name,
      property: properties.name,
      ending: doorControllers.ending,
      madeBy: doorControllers.madeBy,
      createdAt: doorControllers.createdAt,
      revokedAt: doorControllers.revokedAt,
      lastHeardAt: doorControllers.lastHeardAt,
    })
    .from(doorControllers)
    .leftJoin(
      properties,
      and(
        eq(properties.organizationId, doorControllers.organizationId),
        eq(properties.id, doorControllers.propertyId),
      ),
    )
    .where(eq(doorControllers.organizationId, ctx.organizationId))
    .orderBy(sql`${doorControllers.revokedAt} desc nulls first`, asc(doorControllers.name))
    .limit(LISTED_MAX)
  return rows.map((row) => ({ ...row, unconfirmedSince: silent.get(row.id) ?? null }))
}

async function requireProperty(tx: Context, id: string): Promise<void> {
  const [found] = await tx.db
    .select({ id: properties.id })
    .from(properties)
    .where(and(eq(properties.organizationId, tx.organizationId), eq(properties.id, id)))
  if (!found) throw new AppError('not_found', 'This property is not there any more.')
}
