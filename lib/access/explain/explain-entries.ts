import type { Context } from '@/db/context'
import { partsOf } from '@/lib/activity/entry-parts'
import type { AnyActivityRow } from '@/lib/activity/schemas'
import { type ExplainedPlace, explainAccess } from './explain'
import type { ReasonedRule } from './reasons'

/**
 * The rules behind entries about access or a key of one person, decided anew on the person's values
 * of today: those that give it, or the closest one where nothing does any more. Of a request, the
 * entries that it caused; who was caught by a rule for many people is told on their own entries.
 */
export async function explainEntries(
  ctx: Context,
  entries: AnyActivityRow[],
): Promise<ReasonedRule[]> {
  const about = entries
    .flatMap(partsOf)
    .filter(
      (part) =>
        /^(access|key)\./.test(part.kind) && part.subject?.kind === 'employee' && part.property,
    )
  const [employeeId, ...others] = new Set(about.map((entry) => entry.subject?.id))
  if (employeeId === undefined || others.length > 0) return []
  const places = await explainAccess(ctx, { employeeId })
  const rules = about.flatMap((entry) => rulesBehind(entry, places))
  return [...new Map(rules.map((rule) => [keyOf(rule), rule])).values()]
}

function rulesBehind(entry: AnyActivityRow, places: ExplainedPlace[]): ReasonedRule[] {
  const place = places.find((one) => one.propertyId === entry.property?.id)
  if (!place) return []
  const given = place.grants
    .filter(
      (grant) => !('accessGroup' in entry.data) || grant.accessGroup === entry.data.accessGroup,
    )
    .flatMap((grant) => grant.rules)
  if (given.length > 0 || !place.closest) return given
  // A rule that is met and gives nothing is not what stands in the way: the person has left, or is held.
  return isMet(place.closest) ? [] : [place.closest]
}

function isMet({ match, conditions }: ReasonedRule): boolean {
  return match === 'all'
    ? conditions.every((condition) => condition.met)
    : conditions.some((condition) => condition.met)
}

/** Rules of two properties may have one name, and one may ask for more than the other. */
function keyOf({ name, conditions }: ReasonedRule): string {
  return [name, ...conditions.map((condition) => condition.text)].join('\n')
}
