import { and, eq } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { properties } from '@/db/schema'
import { AppError } from '@/lib/kernel/errors'
import type { Clock } from './engine/dates'

/** The moment as a property's own days have it. Throws not_found for a property of nobody or another. */
export async function clockAt(ctx: Context, propertyId: string): Promise<Clock> {
  const [property] = await ctx.db
    .select({ timeZone: properties.timeZone })
    .from(properties)
    .where(and(eq(properties.organizationId, ctx.organizationId), eq(properties.id, propertyId)))
  if (!property) throw new AppError('not_found', 'This property does not exist any more.')
  return { now: ctx.now, timeZone: property.timeZone }
}
