import { and, desc, eq } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { activity, properties } from '@/db/schema'
import type { ActivityData } from '@/lib/activity/kinds'
import type { DoorTouch } from './schemas'

/** A page shows so many; the whole is behind a link. */
const TOUCHES_MAX = 20

/** The doors that somebody's keys were held to last, newest first, under the names of then. */
export async function readRecentDoors(
  ctx: Context,
  input: { employeeId: string },
): Promise<DoorTouch[]> {
  const rows = await ctx.db
    .select({
      id: activity.id,
      at: activity.at,
      data: activity.data,
      timeZone: properties.timeZone,
    })
    .from(activity)
    .leftJoin(
      properties,
      and(
        eq(properties.organizationId, activity.organizationId),
        eq(properties.id, activity.propertyId),
      ),
    )
    .where(
      and(
        eq(activity.organizationId, ctx.organizationId),
        eq(activity.subjectId, input.employeeId),
        eq(activity.kind, 'door.asked'),
      ),
    )
    .orderBy(desc(activity.at), desc(activity.id))
    .limit(TOUCHES_MAX)
  return rows.map(({ data, ...touch }) => {
    const { door, property, answer } = data as ActivityData['door.asked']
    return { ...touch, door, property, answer }
  })
}
