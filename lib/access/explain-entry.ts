import type { Context } from '@/db/context'
import type { AnyActivityRow } from '@/lib/activity/schemas'
import { explainAccess } from './explain'
import type { ReasonedRule } from './reasons'

/**
 * The rules behind an entry about access or a key, decided anew on the person's values of today:
 * those that give it, or the closest one where nothing does any more.
 */
export async function explainEntry(ctx: Context, entry: AnyActivityRow): Promise<ReasonedRule[]> {
  const aboutAccess = /^(access|key)\./.test(entry.kind)
  if (!aboutAccess || entry.subject?.kind !== 'employee' || !entry.property) return []
  const places = await explainAccess(ctx, { employeeId: entry.subject.id })
  const place = places.find((one) => one.propertyId === entry.property?.id)
  if (!place) return []
  const given = place.grants
    .filter(
      (grant) => !('accessGroup' in entry.data) || grant.accessGroup === entry.data.accessGroup,
    )
    .flatMap((grant) => grant.rules)
  const rules = given.length > 0 || !place.closest ? given : [place.closest]
  return [...new Map(rules.map((rule) => [rule.name, rule])).values()]
}
