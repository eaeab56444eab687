import { and, asc, count, eq, exists, isNotNull, not, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { decisions, employees, integrations, properties, rules } from '@/db/schema'
import type { NeedsYouItem } from './schemas'

/** Properties to which the installed directory brings nobody: no rule there, or none that anybody meets. */
export async function findPropertyItems(ctx: Context): Promise<NeedsYouItem[]> {
  const [installed] = await ctx.db
    .select({ installedAt: integrations.installedAt, firstPersonAt: integrations.firstPersonAt })
    .from(integrations)
    .where(
      and(eq(integrations.organizationId, ctx.organizationId), isNotNull(integrations.installedAt)),
    )
  if (!installed) return []
  const places = await readPlaces(ctx)
  const people = places.some((place) => place.hasRules && !place.hasMatch)
    ? await countPresent(ctx)
    : 0
  return places.flatMap(({ hasRules, hasMatch, createdAt, ...property }): NeedsYouItem[] => {
    if (!hasRules) return [{ kind: 'no_rules', ...property, since: createdAt }]
    if (hasMatch || people === 0) return []
    return [{ kind: 'no_match', ...property, people, since: installed.firstPersonAt ?? ctx.now }]
  })
}

async function readPlaces(ctx: Context) {
  const rule = ctx.db
    .select({ one: sql`1` })
    .from(rules)
    .where(
      and(
        eq(rules.organizationId, properties.organizationId),
        eq(rules.propertyId, properties.id),
        rules.enabled,
      ),
    )
  const decision = ctx.db
    .select({ one: sql`1` })
    .from(decisions)
    .where(
      and(
        eq(decisions.organizationId, properties.organizationId),
        eq(decisions.propertyId, properties.id),
      ),
    )
  const places = await ctx.db
    .select({
      propertyId: properties.id,
      property: properties.name,
      createdAt: properties.createdAt,
      hasRules: sql<boolean>`${exists(rule)}`,
      hasMatch: sql<boolean>`${exists(decision)}`,
    })
    .from(properties)
    .where(eq(properties.organizationId, ctx.organizationId))
    .orderBy(asc(properties.nameKey))
  return places
}

async function countPresent(ctx: Context): Promise<number> {
  const [row] = await ctx.db
    .select({ people: count() })
    .from(employees)
    .where(
      and(
        eq(employees.organizationId, ctx.organizationId),
        eq(employees.source, 'entra'),
        employees.active,
        not(isNotNull(employees.deletedAt)),
      ),
    )
  return row?.people ?? 0
}
