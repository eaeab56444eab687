import { and, eq } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { accessGroups, grants, memberships, properties, roles } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { accessNotices } from '@/lib/invitations/access-notices'
import { actorLabel } from '@/lib/kernel/actors'
import { AppError } from '@/lib/kernel/errors'
import { newId } from '@/lib/kernel/ids'
import { enqueue } from '@/lib/outbox/enqueue'
import { addDays, dayAt, startOfDay } from '@/lib/rules/engine/dates'
import { lockPerson } from '../key-deeds/lock-key'
import { HAND_DAYS_MAX, type HandGrantInput } from '../schemas'

/**
 * Gives one access group to one person beside the rules, or gives what was given by hand another
 * last day (product.md 4.4). Rules never take it away; leaving and *Take access away now* do. A key
 * is given apart from it. Throws not_found; conflict for somebody who may have no access;
 * not_allowed for no end, unless a Global Admin says so; invalid for a day that is over or too far.
 */
export async function giveByHand(ctx: Context, input: HandGrantInput): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const person = await lockPerson(tx, input.employeeId)
    if (!person.eligible) {
      throw new AppError('conflict', `${person.name} may have no access now.`)
    }
    const place = await readPlace(tx, input.accessGroupId)
    const until = await endOf(tx, input, place.timeZone)
    const isNew = await storeGrant(tx, { ...input, propertyId: place.propertyId, until })
    const byHand = { lastDay: until ? input.lastDay : null, reason: input.reason }
    const { propertyId, property, accessGroup } = place
    const about = { subject: { kind: 'employee', id: person.id }, propertyId } as const
    const data = { name: person.name, accessGroup, property, byHand }
    await recordActivity(tx, [
      isNew
        ? { kind: 'access.given', data: { ...data, rules: [] }, ...about }
        : { kind: 'access.extended', data, ...about },
    ])
    if (isNew) await enqueue(tx, accessNotices(tx, [person.id]))
  })
}

async function readPlace(tx: Context, accessGroupId: string) {
  const [place] = await tx.db
    .select({
      accessGroup: accessGroups.name,
      propertyId: properties.id,
      property: properties.name,
      timeZone: properties.timeZone,
    })
    .from(accessGroups)
    .innerJoin(
      properties,
      and(
        eq(properties.organizationId, accessGroups.organizationId),
        eq(properties.id, accessGroups.propertyId),
      ),
    )
    .where(
      and(eq(accessGroups.organizationId, tx.organizationId), eq(accessGroups.id, accessGroupId)),
    )
    .for('share', { of: accessGroups })
  if (!place) {
    throw new AppError('not_found', 'This access group was deleted meanwhile.', 'accessGroupId')
  }
  return place
}

/** When the last day is over where the doors are; null without an end. */
async function endOf(
  tx: Context,
  { noEnd, lastDay }: HandGrantInput,
  timeZone: string,
): Promise<Date | null> {
  if (noEnd) {
    await requireGlobalAdmin(tx)
    return null
  }
  const today = dayAt(tx.now, timeZone)
  if (lastDay < today)
    throw new AppError('invalid', 'This day is over. Choose a later one.', 'lastDay')
  if (lastDay > addDays(today, HAND_DAYS_MAX)) {
    throw new AppError('invalid', 'Choose a day within a year, or write a rule.', 'lastDay')
  }
  return new Date(startOfDay(addDays(lastDay, 1), timeZone))
}

async function requireGlobalAdmin(tx: Context): Promise<void> {
  if (tx.actor.kind === 'system') return
  const [held] = await tx.db
    .select({ role: roles.basedOn })
    .from(memberships)
    .innerJoin(
      roles,
      and(eq(roles.organizationId, memberships.organizationId), eq(roles.id, memberships.roleId)),
    )
    .where(
      and(
        eq(memberships.organizationId, tx.organizationId),
        eq(memberships.userId, tx.actor.kind === 'admin' ? tx.actor.userId : ''),
      ),
    )
  if (held?.role !== 'global_admin') {
    throw new AppError(
      'not_allowed',
      'Only a Global Admin can give access without an end.',
      'noEnd',
    )
  }
}

interface HandGrant {
  employeeId: string
  accessGroupId: string
  propertyId: string
  until: Date | null
  reason: string
}

/** Returns whether it is new; what has run out is, although its row may still be there. */
async function storeGrant(tx: Context, { until, reason, ...place }: HandGrant): Promise<boolean> {
  const { organizationId, now: since } = tx
  const is = and(
    eq(grants.organizationId, organizationId),
    eq(grants.employeeId, place.employeeId),
    eq(grants.accessGroupId, place.accessGroupId),
    eq(grants.source, 'hand'),
  )
  const said = { until, reason, givenBy: actorLabel(tx.actor) }
  const [before] = await tx.db.select({ until: grants.until }).from(grants).where(is)
  const isNew = !before || (before.until !== null && before.until <= since)
  if (before) {
    await tx.db
      .update(grants)
      .set({ ...said, ...(isNew ? { since } : {}) })
      .where(is)
  } else {
    const id = newId('grant', since)
    await tx.db
      .insert(grants)
      .values({ organizationId, id, ...place, source: 'hand', since, ...said })
  }
  return isNew
}
