import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { refersTo, textArray } from '@/db/predicates'
import { cards, employees, grants, properties } from '@/db/schema'
import type { EmployeeCard } from '@/lib/keys/schemas'
import { endedWith } from '../ending-causes'

/** More than anybody has. */
const CARDS_MAX = 50

/**
 * Per property the living cards of a person before those that ended, newest first. What ended with
 * the access does not come back with it: it is offered, to be given again with one press
 * (product.md 4.4).
 */
export async function listCards(
  ctx: Context,
  { employeeId }: { employeeId: string },
): Promise<EmployeeCard[]> {
  return ctx.db
    .select({
      id: cards.id,
      propertyId: cards.propertyId,
      property: properties.name,
      timeZone: properties.timeZone,
      ending: cards.ending,
      givenAt: cards.givenAt,
      givenBy: cards.givenBy,
      startsAt: cards.startsAt,
      suspendedAt: cards.suspendedAt,
      suspendedFor: cards.suspendedFor,
      revokedAt: cards.revokedAt,
      cause: cards.cause,
      offered: isOffered(ctx),
    })
    .from(cards)
    .innerJoin(properties, refersTo(properties, cards.organizationId, cards.propertyId))
    .innerJoin(employees, refersTo(employees, cards.organizationId, cards.employeeId))
    .where(and(eq(cards.organizationId, ctx.organizationId), eq(cards.employeeId, employeeId)))
    .orderBy(asc(properties.nameKey), sql`${cards.revokedAt} desc nulls first`, desc(cards.id))
    .limit(CARDS_MAX)
}

/** What an administrator ended or what was lost is not; nor what somebody else has by now, or they again. */
function isOffered(ctx: Context) {
  const now = sql`${ctx.now.toISOString()}::timestamptz`
  return sql<boolean>`(
    ${cards.revokedAt} is not null and coalesce(${cards.cause} = any(${textArray(Object.values(endedWith))}), false)
    and ${cards.suspendedFor} is distinct from 'lost'
    and ${employees.active} and ${employees.hold} is null and ${employees.deletedAt} is null
    and exists (
      select 1 from ${grants} as g
      where g.organization_id = ${cards.organizationId} and g.employee_id = ${cards.employeeId}
        and g.property_id = ${cards.propertyId} and (g.until is null or g.until > ${now}))
    and not exists (
      select 1 from ${cards} as c
      where c.organization_id = ${cards.organizationId} and c.property_id = ${cards.propertyId}
        and c.number_hash = ${cards.numberHash} and c.revoked_at is null)
    and not exists (
      select 1 from ${cards} as c
      where c.organization_id = ${cards.organizationId} and c.employee_id = ${cards.employeeId}
        and c.property_id = ${cards.propertyId} and c.number_hash = ${cards.numberHash}
        and c.given_at > ${cards.givenAt}))`
}
