import { sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { ruleVersions } from '@/db/schema'
import { confirmChanges } from './confirm-changes'
import type { Confirmation } from './schemas'

/** Whether every door knows is asked of the newest; what is older is long known or long told. */
const VERSIONS_MAX = 20

/**
 * Of each version of a property's rules that took access from somebody: which of the property's
 * doors know of it (product.md 4.5, docs/decisions/010). By the version's number.
 */
export async function readVersionConfirmations(
  ctx: Context,
  { propertyId }: { propertyId: string },
): Promise<Map<number, Confirmation>> {
  const told = await confirmChanges(
    ctx,
    sql`
      select number::text as ref, property_id, made_at as at, null as access_group_id
      from ${ruleVersions}
      where organization_id = ${ctx.organizationId} and property_id = ${propertyId} and lost > 0
      order by number desc limit ${VERSIONS_MAX}`,
  )
  return new Map(told.map(({ ref, ...one }) => [Number(ref), one]))
}
