import { and, asc, eq, isNotNull, isNull, max, min } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { refersTo } from '@/db/predicates'
import { cardRequests, employees, mobileKeys } from '@/db/schema'
import { isPresent } from '@/lib/directory/employee-predicates'
import type { NeedsYouItem } from './schemas'

/** Each is one person's errand; beyond this many the newest wait their turn. */
const ITEMS_MAX = 50

/** What people asked for on the page of their key: a card, or that a lost phone opens nothing. */
export async function findKeyItems(ctx: Context): Promise<NeedsYouItem[]> {
  const lost = await ctx.db
    .select({
      employeeId: employees.id,
      name: employees.displayName,
      device: max(mobileKeys.device),
      since: min(mobileKeys.suspendedAt),
    })
    .from(mobileKeys)
    .innerJoin(employees, refersTo(employees, mobileKeys.organizationId, mobileKeys.employeeId))
    .where(
      and(
        eq(mobileKeys.organizationId, ctx.organizationId),
        eq(mobileKeys.suspendedFor, 'lost'),
        isNotNull(mobileKeys.suspendedAt),
        isNull(mobileKeys.revokedAt),
      ),
    )
    .groupBy(employees.id, employees.displayName)
    .orderBy(asc(min(mobileKeys.suspendedAt)))
    .limit(ITEMS_MAX)
  const cards = await ctx.db
    .select({
      employeeId: employees.id,
      name: employees.displayName,
      since: cardRequests.askedAt,
    })
    .from(cardRequests)
    .innerJoin(
      employees,
      and(
        eq(employees.organizationId, cardRequests.organizationId),
        eq(employees.id, cardRequests.employeeId),
        employees.active,
        isPresent(),
      ),
    )
    .where(and(eq(cardRequests.organizationId, ctx.organizationId), isNull(cardRequests.settledAt)))
    .orderBy(asc(cardRequests.askedAt))
    .limit(ITEMS_MAX)
  return [
    ...lost.map(({ since, ...row }) => ({
      kind: 'key_lost' as const,
      ...row,
      since: since ?? ctx.now,
    })),
    ...cards.map((row) => ({ kind: 'card_asked' as const, ...row })),
  ]
}
