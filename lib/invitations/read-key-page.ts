import { and, inArray, isNull } from 'drizzle-orm'
import { withTransaction } from '@/db/context'
import { invitations, mobileKeys } from '@/db/schema'
import { doorsOf } from '@/lib/keys/doors'
import { cardAskedAt } from './card-requests'
import { readOffices } from './correspondence'
import {
  type FoundInvitation,
  findInvitation,
  hasEnded,
  isBoundTo,
  isCoveredBy,
  isInvitation,
  suspensionOf,
  type Visit,
} from './find-invitation'
import { type RingKey, readKeyRing } from './key-ring'
import { maskEmail } from './mask-email'
import type { KeyPage, KeyPlace } from './schemas'

/**
 * What the link of an invitation shows. Opening it uses nothing up, because mail scanners open
 * every link; only Continue binds it to the person's device (product.md 5.1). `deviceSecret` is
 * what Continue left on the device, if it was this one; `otherSecrets` is what it left there for
 * other links, whose keys stand on the same page: the key ring (product.md 4.4).
 */
export async function readKeyPage(
  visit: Visit,
  deviceSecret: string | undefined,
  otherSecrets: readonly string[] = [],
): Promise<KeyPage> {
  const found = await findInvitation(visit)
  if (!found) return { kind: 'unknown' }
  const { invitation, organization, name, ctx } = found
  if (isReplaced(found)) {
    const onItsWay = found.elsewhere === 'waiting'
    return { kind: 'replaced', organization, onItsWay, email: maskEmail(found.email) }
  }
  if (hasEnded(found)) return { kind: 'ended', organization, name }
  const because = suspensionOf(found)
  if (because) return { kind: 'suspended', organization, name, because }
  if (invitation.usedAt && !isBoundTo(found, deviceSecret)) {
    return { kind: 'taken', organization }
  }
  const cardAsked = (await cardAskedAt(ctx, invitation.employeeId)) !== null
  if (!invitation.usedAt && invitation.expiresAt <= ctx.now) {
    return { kind: 'expired', organization, email: maskEmail(found.email), cardAsked }
  }
  if (!invitation.openedAt) await markOpened(found)
  const ring = invitation.usedAt ? await readKeyRing(found, otherSecrets) : []
  const page = { organization, name, places: await placesOf(found, ring) }
  if (invitation.usedAt) {
    return { kind: 'active', ...page, since: invitation.usedAt, device: deviceOf(found) }
  }
  return {
    kind: 'ready',
    ...page,
    email: maskEmail(found.email),
    worksUntil: invitation.expiresAt,
    cardAsked,
  }
}

function isReplaced({ invitation, elsewhere }: FoundInvitation): boolean {
  return invitation.replacedAt !== null && invitation.endedAt === null && elsewhere !== 'none'
}

function deviceOf({ keys }: FoundInvitation): string | null {
  return keys.find((key) => key.device !== null)?.device ?? null
}

/** One for each key that is not suspended, with what it opens now and whom to ask there. */
async function placesOf(
  { ctx, invitation, keys }: FoundInvitation,
  ring: RingKey[],
): Promise<KeyPlace[]> {
  const usable = [...keys, ...ring].filter((key) => key.suspendedFor === null)
  const propertyIds = usable.map((key) => key.propertyId)
  const open = await doorsOf(ctx, { employeeId: invitation.employeeId, propertyIds })
  const offices = await readOffices(ctx, propertyIds)
  return offices.map((office) => {
    const key = usable.find((one) => one.propertyId === office.propertyId)
    const startsAt = key?.startsAt ? new Date(key.startsAt) : null
    return {
      propertyId: office.propertyId,
      property: office.property,
      address: office.address,
      timeZone: office.timeZone,
      openings: open.find((place) => place.propertyId === office.propertyId)?.openings ?? [],
      firstDay: startsAt && startsAt > ctx.now ? startsAt : null,
      note: office.dayOneNote,
      contact: office.contact,
    }
  })
}

async function markOpened(found: FoundInvitation): Promise<void> {
  const { ctx } = found
  await withTransaction(ctx, async (tx) => {
    await tx.db
      .update(invitations)
      .set({ openedAt: ctx.now })
      .where(and(isInvitation(found), isNull(invitations.openedAt)))
    await tx.db
      .update(mobileKeys)
      .set({ state: 'opened', stateAt: ctx.now, cause: null })
      .where(
        and(
          isCoveredBy(found),
          isNull(mobileKeys.revokedAt),
          // Whoever has the link open got it, whatever the provider said of the e-mail.
          inArray(mobileKeys.state, ['waiting', 'sent', 'delivered', 'bounced']),
        ),
      )
  })
}
