import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { properties, ruleVersions } from '@/db/schema'
import { actorLabel } from '@/lib/kernel/actors'
import { AppError } from '@/lib/kernel/errors'
import { idsInConditions, type Names, readNames } from './names'
import { readVersion, type VersionedRule, versionedRule } from './rule-content'
import type { RulePlan } from './rule-plan'
import { differenceOf, wordRules } from './rule-words'
import type { RuleVersion } from './schemas'
import type { StoredRule } from './stored-rules'

/** The screen shows the newest; older ones stay stored and can be restored by their number. */
export const VERSIONS_LISTED_MAX = 100

/**
 * Stores what an apply made of a property's rules under the next number. The caller holds the
 * property's lock, so numbers have no gap and no twin. Rules that were there before versions were
 * kept become the first one, so that there is always a way back.
 */
export async function recordVersion(
  tx: Context,
  plan: RulePlan,
  { gained, lost }: { gained: number; lost: number },
): Promise<{ number: number; difference: string[] }> {
  const propertyId = plan.property.id
  const latest = await readNewestVersion(tx, propertyId)
  const first = latest || plan.before.length === 0 ? [] : [firstVersion(tx, plan.before)]
  const number = (latest?.number ?? first.length) + 1
  const difference = await readDifference(tx, plan)
  await tx.db.insert(ruleVersions).values(
    [
      ...first,
      {
        number,
        content: plan.after.map(versionedRule),
        difference,
        gained,
        lost,
        madeBy: actorLabel(tx.actor),
        madeAt: tx.now,
      },
    ].map((row) => ({ organizationId: tx.organizationId, propertyId, ...row })),
  )
  return { number, difference }
}

/** Who made a property's rules what they are; undefined before the first version. */
export async function readNewestVersion(
  ctx: Context,
  propertyId: string,
): Promise<{ number: number; by: string; at: Date } | undefined> {
  const [newest] = await ctx.db
    .select({ number: ruleVersions.number, by: ruleVersions.madeBy, at: ruleVersions.madeAt })
    .from(ruleVersions)
    .where(ofProperty(ctx, propertyId))
    .orderBy(desc(ruleVersions.number))
    .limit(1)
  return newest
}

function firstVersion(tx: Context, before: StoredRule[]) {
  const newest = before.toSorted((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime())[0]
  return {
    number: 1,
    content: before.map(versionedRule),
    difference: ['The rules as they were when versions began to be kept.'],
    gained: 0,
    lost: 0,
    madeBy: newest?.updatedBy ?? '',
    madeAt: newest?.updatedAt ?? tx.now,
  }
}

async function readDifference(ctx: Context, { before, after }: RulePlan): Promise<string[]> {
  const [old, changed] = [before.map(versionedRule), after.map(versionedRule)]
  const names = await readNamesIn(ctx, [...old, ...changed])
  return differenceOf(wordRules(old, names), wordRules(changed, names))
}

/** Names for everything that these rules speak of by id. */
export async function readNamesIn(ctx: Context, rules: VersionedRule[]): Promise<Names> {
  return readNames(ctx, [
    ...idsInConditions(rules.map((rule) => rule.conditions)),
    ...rules.flatMap((rule) => rule.leftOut.map((one) => one.employeeId)),
  ])
}

/** A property's versions, the newest first. Throws not_found for a property of another organisation. */
export async function listVersions(
  ctx: Context,
  { propertyId }: { propertyId: string },
): Promise<RuleVersion[]> {
  await readPropertyName(ctx, propertyId)
  const rows = await ctx.db
    .select({
      number: ruleVersions.number,
      by: ruleVersions.madeBy,
      at: ruleVersions.madeAt,
      difference: ruleVersions.difference,
      gained: ruleVersions.gained,
      lost: ruleVersions.lost,
    })
    .from(ruleVersions)
    .where(ofProperty(ctx, propertyId))
    .orderBy(desc(ruleVersions.number))
    .limit(VERSIONS_LISTED_MAX)
  return rows.map((row, index) => ({ ...row, at: row.at.toISOString(), current: index === 0 }))
}

/** The rules of two versions, in the order asked for. Throws not_found when one does not exist. */
export async function readVersions(
  ctx: Context,
  { propertyId, from, to }: { propertyId: string; from: number; to: number },
): Promise<{ property: string; from: VersionedRule[]; to: VersionedRule[] }> {
  const property = await readPropertyName(ctx, propertyId)
  const rows = await ctx.db
    .select({ number: ruleVersions.number, content: ruleVersions.content })
    .from(ruleVersions)
    .where(and(ofProperty(ctx, propertyId), inArray(ruleVersions.number, [from, to])))
  const contentOf = (number: number) => {
    const row = rows.find((one) => one.number === number)
    if (!row) throw new AppError('not_found', `${property} has no version ${number}.`)
    return readVersion(row.content)
  }
  return { property, from: contentOf(from), to: contentOf(to) }
}

export async function readPropertyName(ctx: Context, propertyId: string): Promise<string> {
  const [property] = await ctx.db
    .select({ name: properties.name })
    .from(properties)
    .where(and(eq(properties.organizationId, ctx.organizationId), eq(properties.id, propertyId)))
  if (!property) throw new AppError('not_found', 'This property does not exist any more.')
  return property.name
}

function ofProperty(ctx: Context, propertyId: string) {
  return and(
    eq(ruleVersions.organizationId, ctx.organizationId),
    eq(ruleVersions.propertyId, propertyId),
  )
}
