import { and, asc, countDistinct, eq, inArray } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Context } from '@/db/context'
import { refersTo } from '@/db/predicates'
import { accessGroupDoors, accessGroups, doors, properties } from '@/db/schema'
import { AppError } from '@/lib/kernel/errors'
import { nameKey } from '@/lib/kernel/name-key'
import type { CopyPlan, CopyPlanInput } from './schemas'
import { readRules, type StoredRule } from './stored-rules'

/**
 * What has to be decided before rules are copied: for each property, which of the access groups they
 * give it has by the same name, and which of its rules would be replaced. Throws not_found for a
 * property or rule that is not there.
 */
export async function planCopies(ctx: Context, input: CopyPlanInput): Promise<CopyPlan[]> {
  const stored = await readRules(ctx)
  const rules = stored.filter(
    (rule) => rule.propertyId === input.fromPropertyId && input.ruleIds.includes(rule.id),
  )
  if (rules.length < new Set(input.ruleIds).size) {
    throw new AppError('not_found', 'A rule that is to be copied does not exist any more.')
  }
  const places = await readPlaces(ctx, input.propertyIds)
  const groups = await readGroups(ctx, input.propertyIds)
  const given = givenBy(rules)
  const doorsAt = await countDoorsIfMade(ctx, {
    fromIds: given.map((group) => group.id),
    propertyIds: input.propertyIds,
  })
  return places.map((place) => ({
    propertyId: place.id,
    property: place.name,
    groups: given.map(({ id, name }) => {
      const same = groups.find(
        (group) => group.propertyId === place.id && group.nameKey === nameKey(name),
      )
      return {
        fromId: id,
        name,
        matched: same ? { accessGroupId: same.id, name: same.name } : null,
        doorsIfMade: doorsAt.get(`${id} ${place.id}`) ?? 0,
      }
    }),
    replaces: stored
      .filter((rule) => rule.propertyId === place.id)
      .filter((rule) => rules.some((one) => nameKey(one.name) === nameKey(rule.name)))
      .map((rule) => rule.name),
  }))
}

function givenBy(rules: StoredRule[]): { id: string; name: string }[] {
  const names = new Map(
    rules.flatMap((rule) =>
      rule.outcome.accessGroupIds.map((id, index) => [id, rule.accessGroupNames[index] ?? '']),
    ),
  )
  return [...names].map(([id, name]) => ({ id, name }))
}

/** By access group and property: how many of the property's doors are called like one of the group's. */
async function countDoorsIfMade(
  ctx: Context,
  { fromIds, propertyIds }: { fromIds: string[]; propertyIds: string[] },
): Promise<Map<string, number>> {
  const ours = alias(doors, 'ours')
  const rows = await ctx.db
    .select({
      fromId: accessGroupDoors.accessGroupId,
      propertyId: ours.propertyId,
      doors: countDistinct(ours.id),
    })
    .from(accessGroupDoors)
    .innerJoin(doors, refersTo(doors, accessGroupDoors.organizationId, accessGroupDoors.doorId))
    .innerJoin(
      ours,
      and(eq(ours.organizationId, doors.organizationId), eq(ours.nameKey, doors.nameKey)),
    )
    .where(
      and(
        eq(accessGroupDoors.organizationId, ctx.organizationId),
        inArray(accessGroupDoors.accessGroupId, fromIds),
        inArray(ours.propertyId, propertyIds),
      ),
    )
    .groupBy(accessGroupDoors.accessGroupId, ours.propertyId)
  return new Map(rows.map((row) => [`${row.fromId} ${row.propertyId}`, row.doors]))
}

async function readPlaces(ctx: Context, propertyIds: string[]) {
  const places = await ctx.db
    .select({ id: properties.id, name: properties.name })
    .from(properties)
    .where(
      and(eq(properties.organizationId, ctx.organizationId), inArray(properties.id, propertyIds)),
    )
    .orderBy(asc(properties.nameKey))
  if (places.length < new Set(propertyIds).size) {
    throw new AppError('not_found', 'One of these properties does not exist any more.')
  }
  return places
}

async function readGroups(ctx: Context, propertyIds: string[]) {
  return ctx.db
    .select({
      id: accessGroups.id,
      name: accessGroups.name,
      nameKey: accessGroups.nameKey,
      propertyId: accessGroups.propertyId,
    })
    .from(accessGroups)
    .where(
      and(
        eq(accessGroups.organizationId, ctx.organizationId),
        inArray(accessGroups.propertyId, propertyIds),
      ),
    )
}
