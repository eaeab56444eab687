import {
  and,
  eq,
  exists,
  gt,
  inArray,
  isNotNull,
  isNull,
  not,
  notInArray,
  or,
  type SQL,
  type SQLWrapper,
  sql,
} from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Context } from '@/db/context'
import { containsText } from '@/db/predicates'
import { decisions, emails, employees, grants, mobileKeys } from '@/db/schema'
import type { EmailState } from '@/lib/kernel/email-states'
import type { EmployeeView, KeyState } from './schemas'

/** What the views, the search and the inbox mean by their words, each as one predicate over `employees`. */
const DAY_MS = 24 * 60 * 60 * 1000
const NEW_DAYS = 7
/** Nothing arrived, and nothing will unless somebody does something. */
export const DEAD_STATES: EmailState[] = ['failed', 'bounced', 'complained', 'suppressed']
/** Fewer digits than this would match nearly every phone number. */
const PHONE_DIGITS_MIN = 3

/** At a property, views of what people lack ask what they lack there; all others, who may open a door there. */
export function inView(
  ctx: Context,
  { view, property }: { view: EmployeeView; property: string },
): SQL | undefined {
  const at = property || undefined
  if (view === 'no_access') return and(isPresent(), not(hasGrant(ctx, at)))
  if (view === 'no_rule') return matchesNoRule(ctx, at)
  return and(whoIs(ctx, view), at ? hasGrant(ctx, at) : undefined)
}

function whoIs(ctx: Context, view: Exclude<EmployeeView, 'no_access' | 'no_rule'>) {
  switch (view) {
    case 'all':
      return isNull(employees.deletedAt)
    case 'new':
      return and(
        isNull(employees.deletedAt),
        gt(employees.createdAt, new Date(ctx.now.getTime() - NEW_DAYS * DAY_MS)),
      )
    case 'key_waiting':
      return and(
        isPresent(),
        hasLivingKey(ctx, ['sent', 'delivered', 'opened', 'bounced', 'expired']),
      )
    case 'deactivated':
      return and(not(isPresent()), isNull(employees.erasedAt))
    case 'needs_you':
      return or(isConflict(), wantsKeyWithoutEmail(ctx), hasDeadEmail(ctx))
  }
}

/** In the directory today: neither deactivated nor deleted. */
export function isPresent(): SQL<boolean> {
  return sql<boolean>`(${employees.active} and ${employees.deletedAt} is null)`
}

/**
 * Waits until an administrator says whether this is somebody else. A second account of somebody
 * does so only once the first has ended.
 */
export function isConflict(): SQL | undefined {
  return and(
    isPresent(),
    eq(sql`coalesce(${employees.hold}, '')`, 'conflict'),
    sql`not exists (
      select 1 from ${employees} as "first"
      where "first".organization_id = ${employees.organizationId} and "first".id = ${employees.sameAs}
        and "first".active and "first".deleted_at is null)`,
  )
}

/** The rules decide about this person, and none matches; with `propertyId`, at that property. */
export function matchesNoRule(ctx: Context, propertyId?: string): SQL | undefined {
  const decided = ctx.db
    .select({ employeeId: decisions.employeeId })
    .from(decisions)
    .where(
      and(
        eq(decisions.organizationId, ctx.organizationId),
        propertyId ? eq(decisions.propertyId, propertyId) : undefined,
      ),
    )
  // Whoever is held, or a second account of somebody, is no rule's business.
  return and(isPresent(), isNull(employees.hold), isNull(employees.sameAs), not(isAmong(decided)))
}

/** A rule says yes to a mobile key, but there is no address to send it to (product.md 4.4). */
export function wantsKeyWithoutEmail(ctx: Context): SQL | undefined {
  const wanted = ctx.db
    .select({ employeeId: decisions.employeeId })
    .from(decisions)
    .where(and(eq(decisions.organizationId, ctx.organizationId), decisions.mobileKey))
  return and(isPresent(), isNull(employees.primaryEmail), isAmong(wanted))
}

/** Nothing of an e-mail arrived and none has gone out since, or the key's own bounced. */
export function hasDeadEmail(ctx: Context): SQL | undefined {
  const later = alias(emails, 'later')
  const sentSince = ctx.db
    .select({ one: sql`1` })
    .from(later)
    .where(
      and(
        eq(later.organizationId, emails.organizationId),
        eq(later.employeeId, emails.employeeId),
        notInArray(later.state, DEAD_STATES),
        gt(later.createdAt, emails.createdAt),
      ),
    )
  const failed = ctx.db
    .select({ employeeId: emails.employeeId })
    .from(emails)
    .where(
      and(
        eq(emails.organizationId, ctx.organizationId),
        inArray(emails.state, DEAD_STATES),
        isNotNull(emails.employeeId),
        not(exists(sentSince)),
      ),
    )
  return and(isPresent(), or(isAmong(failed), hasLivingKey(ctx, ['bounced'])))
}

/** May use at least one access group now; with `propertyId`, at that property. */
export function hasGrant(ctx: Context, propertyId?: string): SQL<boolean> {
  return isAmong(
    ctx.db
      .select({ employeeId: grants.employeeId })
      .from(grants)
      .where(
        and(
          eq(grants.organizationId, ctx.organizationId),
          isRunning(ctx),
          propertyId ? eq(grants.propertyId, propertyId) : undefined,
        ),
      ),
  )
}

/** A grant that has not reached its end. */
export function isRunning(ctx: Context): SQL | undefined {
  return or(isNull(grants.until), gt(grants.until, ctx.now))
}

/** Name, e-mail, phone or employee number contains the text; a phone also by its digits alone. */
export function matchesSearch(search: string): SQL | undefined {
  if (search === '') return undefined
  const digits = search.replace(/\D/g, '')
  return or(
    containsText(employees.displayName, search),
    containsText(employees.primaryEmailKey, search),
    containsText(employees.employeeNumber, search),
    containsText(employees.phone, search),
    digits.length >= PHONE_DIGITS_MIN && /^[\d\s()+./-]+$/.test(search)
      ? containsText(sql`regexp_replace(${employees.phone}, '[^0-9]', '', 'g')`, digits)
      : undefined,
  )
}

/** A suspended key is in none of these states until it comes back. */
function hasLivingKey(ctx: Context, states: Exclude<KeyState, 'suspended'>[]): SQL<boolean> {
  return isAmong(
    ctx.db
      .select({ employeeId: mobileKeys.employeeId })
      .from(mobileKeys)
      .where(
        and(
          eq(mobileKeys.organizationId, ctx.organizationId),
          isNull(mobileKeys.revokedAt),
          isNull(mobileKeys.suspendedAt),
          inArray(mobileKeys.state, states),
        ),
      ),
  )
}

/**
 * The person is one of those that a query of ids returns. Written so that Postgres gathers the ids
 * once and looks them up by hash: a plain `exists` or `in` is made into a join, and on an embedded
 * database, which never gathers statistics, that join took 40 s for 5,000 people; this takes 30 ms.
 */
function isAmong(ids: SQLWrapper): SQL<boolean> {
  return sql<boolean>`((${employees.id} in (${ids})) is true)`
}
