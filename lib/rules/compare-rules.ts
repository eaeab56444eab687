import type { Context } from '@/db/context'
import { type VersionedRule, versionedRule } from './rule-content'
import { differingParts, pairedByName, type WordedRule, wordRules } from './rule-words'
import type { ComparePropertiesInput, CompareVersionsInput, RulesComparison } from './schemas'
import { readRules } from './stored-rules'
import { readNamesIn, readPropertyName, readVersions } from './versions'

/** Two properties' rules side by side, matched by name. Throws not_found for one of another organisation. */
export async function compareProperties(
  ctx: Context,
  { leftId, rightId }: ComparePropertiesInput,
): Promise<RulesComparison> {
  const side = async (propertyId: string) => ({
    title: await readPropertyName(ctx, propertyId),
    rules: (await readRules(ctx, { propertyId })).map(versionedRule),
  })
  return compare(ctx, await side(leftId), await side(rightId))
}

/** Two versions of one property's rules side by side. Throws not_found when one does not exist. */
export async function compareVersions(
  ctx: Context,
  input: CompareVersionsInput,
): Promise<RulesComparison> {
  const { from, to } = await readVersions(ctx, input)
  return compare(
    ctx,
    { title: `Version ${input.from}`, rules: from },
    { title: `Version ${input.to}`, rules: to },
  )
}

interface Side {
  title: string
  rules: VersionedRule[]
}

async function compare(ctx: Context, left: Side, right: Side): Promise<RulesComparison> {
  const names = await readNamesIn(ctx, [...left.rules, ...right.rules])
  const pairs = pairedByName(wordRules(left.rules, names), wordRules(right.rules, names))
  return {
    left: { title: left.title },
    right: { title: right.title },
    rows: pairs.map((pair) => ({
      name: (pair.left ?? pair.right)?.name ?? '',
      left: shown(pair.left),
      right: shown(pair.right),
      differences: pair.left && pair.right ? differingParts(pair.left, pair.right) : [],
    })),
  }
}

function shown(rule: WordedRule | undefined) {
  if (!rule) return null
  const { ruleId: _id, name: _name, ...compared } = rule
  return compared
}
