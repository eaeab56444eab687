import { asc, eq } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { accessGroups, properties } from '@/db/schema'

/** What *Before you start* ticks by itself (D32). */
export interface Readiness {
  accessGroups: string[]
  properties: string[]
}

export async function readReadiness(ctx: Context): Promise<Readiness> {
  const groups = await ctx.db
    .select({ name: accessGroups.name })
    .from(accessGroups)
    .where(eq(accessGroups.organizationId, ctx.organizationId))
    .orderBy(asc(accessGroups.nameKey))
  const places = await ctx.db
    .select({ name: properties.name })
    .from(properties)
    .where(eq(properties.organizationId, ctx.organizationId))
    .orderBy(asc(properties.nameKey))
  return {
    accessGroups: [...new Set(groups.map((group) => group.name))],
    properties: places.map((place) => place.name),
  }
}
