import { asc, eq } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { properties } from '@/db/schema'

/** The zone of times that belong to no property: the first property's, or UTC before there is one. */
export async function readHomeTimeZone(ctx: Context): Promise<string> {
  const [first] = await ctx.db
    .select({ timeZone: properties.timeZone })
    .from(properties)
    .where(eq(properties.organizationId, ctx.organizationId))
    .orderBy(asc(properties.createdAt), asc(properties.id))
    .limit(1)
  return first?.timeZone ?? 'UTC'
}
