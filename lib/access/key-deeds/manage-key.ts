import { and, eq, isNull } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { invitations, mobileKeys } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { inviteAtOnce } from '@/lib/invitations/invite'
import { keyRevokedNotice } from '@/lib/invitations/key-revoked'
import { actorLabel } from '@/lib/kernel/actors'
import { AppError } from '@/lib/kernel/errors'
import { enqueue } from '@/lib/outbox/enqueue'
import { about, addKeys, areKeys, endKeys } from './key-rows'
import { type LockedPerson, lockKey, lockKeys, lockPerson } from './lock-key'
import { requireAccess } from './require-access'

/** *Revoke*: this one key opens nothing from now on; what the person may use stays theirs. */
export async function revokeKey(ctx: Context, input: { keyId: string }): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const { person, key } = await lockKey(tx, input.keyId)
    const cause = `Revoked by ${actorLabel(tx.actor)}.`
    await recordActivity(tx, await endKeys(tx, { person, keys: [key], cause }))
    const told = { employeeId: person.id, propertyIds: [key.propertyId] }
    await enqueue(tx, [keyRevokedNotice(tx, told)])
  })
}

/**
 * *Replace phone*: every key on the old device ends, each property gets a new one, and one e-mail
 * carries them all. Throws conflict when no device has the key, or nobody can be written to.
 */
export async function replacePhone(ctx: Context, input: { keyId: string }): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const { person, key, onDevice } = await lockKey(tx, input.keyId)
    if (key.state !== 'active') {
      throw new AppError('conflict', 'This key is on no phone yet. Send it again instead.')
    }
    requireReachable(person)
    const ended = await endKeys(tx, {
      person,
      keys: onDevice,
      cause: 'A new phone replaces this one.',
    })
    if (key.invitationId) await endInvitation(tx, key.invitationId)
    const issued = await addKeys(tx, {
      person,
      places: onDevice,
      cause: 'Replaces the key of the old phone.',
    })
    await recordActivity(tx, [
      {
        kind: 'key.phone_replaced',
        data: { name: person.name, device: key.device ?? 'a device' },
        subject: { kind: 'employee', id: person.id },
      },
      ...ended,
      ...issued,
    ])
    await inviteAtOnce(tx, person.id)
  })
}

/**
 * Gives a key by hand to somebody who may open doors at the property and has none: after it was
 * revoked, or where the rules give doors without a key. Throws conflict when there is no need.
 */
export async function issueKey(
  ctx: Context,
  input: { employeeId: string; propertyId: string },
): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const person = await lockPerson(tx, input.employeeId)
    requireReachable(person)
    const place = await requireAccess(tx, { ...input, what: 'key' })
    const living = await lockKeys(tx, person.id)
    if (living.some((key) => key.propertyId === input.propertyId)) {
      throw new AppError('conflict', `${person.name} has a key for ${place.property} already.`)
    }
    const cause = `Given by ${actorLabel(tx.actor)}.`
    await recordActivity(tx, await addKeys(tx, { person, places: [place], cause }))
    await inviteAtOnce(tx, person.id)
  })
}

/** *It was found*: a key that was reported lost opens again, on the device that it was on. */
export async function liftSuspension(ctx: Context, input: { keyId: string }): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const { person, key, onDevice } = await lockKey(tx, input.keyId)
    if (!key.suspendedAt) throw new AppError('conflict', 'This key is not suspended.')
    if (!person.eligible) {
      throw new AppError(
        'conflict',
        `${person.name} may have no access now. Give access back first.`,
      )
    }
    await tx.db
      .update(mobileKeys)
      .set({
        stateAt: tx.now,
        suspendedAt: null,
        suspendedFor: null,
        cause: `Found; switched on again by ${actorLabel(tx.actor)}.`,
      })
      .where(areKeys(tx, onDevice))
    await recordActivity(
      tx,
      onDevice.map((one) => ({
        kind: 'key.resumed' as const,
        data: { name: person.name, property: one.property },
        ...about(person, one.propertyId),
      })),
    )
  })
}

function requireReachable(person: LockedPerson): void {
  if (!person.eligible) {
    throw new AppError('conflict', `${person.name} may have no access now, so no key either.`)
  }
  if (!person.email) {
    throw new AppError('conflict', `${person.name} has no e-mail address to send a key to.`)
  }
}

async function endInvitation(tx: Context, invitationId: string): Promise<void> {
  await tx.db
    .update(invitations)
    .set({ endedAt: tx.now })
    .where(
      and(
        eq(invitations.organizationId, tx.organizationId),
        eq(invitations.id, invitationId),
        isNull(invitations.endedAt),
      ),
    )
}
