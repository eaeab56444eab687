import { and, eq, exists, isNull, not, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { refersTo } from '@/db/predicates'
import { grants, mobileKeys, properties } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { renewLinks } from '@/lib/invitations/renew-links'
import { about } from './key-rows'
import { lockPerson } from './lock-key'

const ENDED = 'No rule gives access any more.'

/**
 * Brings the keys of somebody who was held back to what they were, once the rules have decided:
 * active on the same phone, or waiting with the same link. Where they give no access any more the
 * key ends, and a key that was reported lost stays suspended. A link whose e-mail never left
 * because of the hold is sent anew.
 */
export async function resumeKeys(tx: Context, input: { employeeId: string }): Promise<void> {
  const person = await lockPerson(tx, input.employeeId)
  const mine = and(
    eq(mobileKeys.organizationId, tx.organizationId),
    eq(mobileKeys.employeeId, person.id),
    eq(mobileKeys.suspendedFor, 'hold'),
    isNull(mobileKeys.revokedAt),
  )
  const useful = exists(runningGrant(tx))
  const returned = {
    propertyId: mobileKeys.propertyId,
    property: sql<string>`(${propertyOfKey(tx)})`,
    state: mobileKeys.state,
  }
  const ended = await tx.db
    .update(mobileKeys)
    .set({ state: 'revoked', stateAt: tx.now, revokedAt: tx.now, cause: ENDED })
    .where(and(mine, not(useful)))
    .returning(returned)
  const resumed = await tx.db
    .update(mobileKeys)
    .set({
      stateAt: tx.now,
      suspendedAt: null,
      suspendedFor: null,
      cause: 'Access was given back.',
    })
    .where(mine)
    .returning(returned)
  await recordActivity(tx, [
    ...ended.map(({ propertyId, property }) => ({
      kind: 'key.revoked' as const,
      data: { name: person.name, property, cause: ENDED },
      ...about(person, propertyId),
    })),
    ...resumed.map(({ propertyId, property }) => ({
      kind: 'key.resumed' as const,
      data: { name: person.name, property },
      ...about(person, propertyId),
    })),
  ])
  if (resumed.some((key) => key.state === 'waiting')) await renewLinks(tx, [person.id])
}

function propertyOfKey(tx: Context) {
  return tx.db
    .select({ name: properties.name })
    .from(properties)
    .where(refersTo(properties, mobileKeys.organizationId, mobileKeys.propertyId))
}

function runningGrant(tx: Context) {
  return tx.db
    .select({ one: sql`1` })
    .from(grants)
    .where(
      and(
        eq(grants.organizationId, tx.organizationId),
        eq(grants.employeeId, mobileKeys.employeeId),
        eq(grants.propertyId, mobileKeys.propertyId),
        sql`(${grants.until} is null or ${grants.until} > ${tx.now.toISOString()}::timestamptz)`,
      ),
    )
}
