import { and, desc, eq, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { ruleVersions } from '@/db/schema'
import { readVersion, type VersionedRule } from './rule-content'
import { differenceOf, wordRules } from './rule-words'
import type { RuleVersion } from './schemas'
import { readNamesIn, readPropertyName, VERSIONS_LISTED_MAX } from './versions'

/**
 * The versions of a property in which one of its rules changed, the newest first, with what
 * happened to that rule alone. The first of them is the rule as it is today. Throws not_found for a
 * property of another organisation.
 */
export async function listRuleVersions(
  ctx: Context,
  { propertyId, ruleId }: { propertyId: string; ruleId: string },
): Promise<RuleVersion[]> {
  await readPropertyName(ctx, propertyId)
  const versions = await readVersionsOf(ctx, propertyId, ruleId)
  const names = await readNamesIn(
    ctx,
    versions.flatMap((one) => one.rule),
  )
  const changed = versions.flatMap(({ rule, ...version }, index) => {
    // The oldest that is read has nothing to be compared with; its own sentences stand for it.
    const before = versions[index + 1]
    const difference = before
      ? differenceOf(wordRules(before.rule, names), wordRules(rule, names))
      : version.difference
    const tells = before ? difference.length > 0 : rule.length > 0
    return tells ? [{ ...version, difference }] : []
  })
  return changed.map((one, index) => ({ ...one, current: index === 0 }))
}

interface OneRule extends Omit<RuleVersion, 'current'> {
  /** The rule in that version; empty where it was not there. */
  rule: VersionedRule[]
}

async function readVersionsOf(
  ctx: Context,
  propertyId: string,
  ruleId: string,
): Promise<OneRule[]> {
  const rows = await ctx.db
    .select({
      number: ruleVersions.number,
      by: ruleVersions.madeBy,
      at: ruleVersions.madeAt,
      difference: ruleVersions.difference,
      gained: ruleVersions.gained,
      lost: ruleVersions.lost,
      rule: sql<unknown>`(
        select coalesce(jsonb_agg(one), '[]'::jsonb)
        from jsonb_array_elements(${ruleVersions.content}) as one
        where one ->> 'ruleId' = ${ruleId})`,
    })
    .from(ruleVersions)
    .where(
      and(
        eq(ruleVersions.organizationId, ctx.organizationId),
        eq(ruleVersions.propertyId, propertyId),
      ),
    )
    .orderBy(desc(ruleVersions.number))
    .limit(VERSIONS_LISTED_MAX)
  return rows.map((row) => ({ ...row, at: row.at.toISOString(), rule: readVersion(row.rule) }))
}
