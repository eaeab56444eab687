import { and, eq, gt, isNull, or } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { refersTo } from '@/db/predicates'
import { employees, grants, properties } from '@/db/schema'
import { AppError } from '@/lib/kernel/errors'
import { startAfter } from '@/lib/rules/engine/dates'
import { startDateOf } from '../over-time/move-starts'

export interface AccessPlace {
  propertyId: string
  property: string
  /** When what is given there begins, where the person's first day is still to come. */
  startsAt: Date | null
}

/** A property where the person may open doors now. Throws conflict where a key or a card would open nothing. */
export async function requireAccess(
  tx: Context,
  {
    employeeId,
    propertyId,
    what,
  }: { employeeId: string; propertyId: string; what: 'key' | 'card' },
): Promise<AccessPlace> {
  const [place] = await tx.db
    .select({
      propertyId: properties.id,
      property: properties.name,
      timeZone: properties.timeZone,
      facts: employees.facts,
    })
    .from(grants)
    .innerJoin(properties, refersTo(properties, grants.organizationId, grants.propertyId))
    .innerJoin(employees, refersTo(employees, grants.organizationId, grants.employeeId))
    .where(
      and(
        eq(grants.organizationId, tx.organizationId),
        eq(grants.employeeId, employeeId),
        eq(grants.propertyId, propertyId),
        or(isNull(grants.until), gt(grants.until, tx.now)),
      ),
    )
    .limit(1)
  if (!place) {
    throw new AppError('conflict', `There is no access at this property that a ${what} could use.`)
  }
  const { timeZone, facts, ...rest } = place
  return { ...rest, startsAt: startAfter(tx.now, startDateOf(facts), timeZone) }
}
