import { and, eq, gt } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { activity, mobileKeys } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import {
  type FoundInvitation,
  findInvitation,
  hasEnded,
  isBoundTo,
  suspensionOf,
  type Visit,
} from '@/lib/invitations/find-invitation'
import { otherLinksOnDevice } from '@/lib/invitations/key-ring'
import { asDeviceName } from '@/lib/kernel/device-names'
import { AppError } from '@/lib/kernel/errors'
import { about, areKeys } from './key-rows'
import { type LockedKey, lockKeys, lockPerson } from './lock-key'

/** Entries of the log are never removed; whoever corrects a name needs no more in a day. */
const NAMES_PER_DAY = 10
const DAY_MS = 24 * 60 * 60 * 1000

interface Naming {
  name: string
  /** What Continue left on this phone for the link; without it nobody names the phone. */
  secret: string | undefined
  /** What it left there for other links, whose keys stand on the same page. */
  otherSecrets?: readonly string[]
}

/**
 * *Change name*: the person says which phone has the key, which an iPhone's browser never tells.
 * Every living key on the phone is known by that name from now on; it opens what it opened. Throws
 * not_found, expired, conflict (another device, suspended), invalid, or unavailable when it is
 * changed too often.
 */
export async function namePhone(
  visit: Visit,
  { name, secret, otherSecrets = [] }: Naming,
): Promise<void> {
  const found = await findInvitation(visit)
  if (!found) throw new AppError('not_found', 'This link is not known. It may have been cut short.')
  requireThisPhone(found, secret)
  const device = asDeviceName(name)
  if (!device) throw new AppError('invalid', 'This is not a name for a phone.', 'name')
  const { ctx, invitation } = found
  const links = [invitation.id, ...(await otherLinksOnDevice(found, otherSecrets))]
  await withTransaction(ctx, async (tx) => {
    const person = await lockPerson(tx, invitation.employeeId)
    const onPhone = (await lockKeys(tx, person.id)).filter(
      (key) => key.state === 'active' && key.invitationId && links.includes(key.invitationId),
    )
    const ofLink = onPhone.filter((key) => key.invitationId === invitation.id)
    if (ofLink.length === 0) throw new AppError('expired', 'This key has ended.')
    requireOneInUse(ofLink)
    const renamed = onPhone.filter((key) => key.device !== device)
    const [one] = renamed
    if (!one) return
    await requireSeldom(tx, { employeeId: person.id, propertyId: one.propertyId })
    await tx.db.update(mobileKeys).set({ device }).where(areKeys(tx, renamed))
    await recordActivity(
      tx,
      renamed.map((key) => ({
        kind: 'key.phone_named' as const,
        data: { name: person.name, property: key.property, device, before: key.device },
        ...about(person, key.propertyId),
      })),
    )
  })
}

/** In the order in which the page says it. */
function requireThisPhone(found: FoundInvitation, secret: string | undefined): void {
  if (found.invitation.replacedAt) {
    throw new AppError('expired', 'A newer e-mail has a newer link.')
  }
  if (hasEnded(found)) throw new AppError('expired', 'This key has ended.')
  if (suspensionOf(found)) throw new AppError('conflict', 'This key is suspended for now.')
  if (!isBoundTo(found, secret)) throw new AppError('conflict', 'This phone does not have the key.')
}

/** A push may have suspended them meanwhile. */
function requireOneInUse(keys: LockedKey[]): void {
  if (keys.every((key) => key.suspendedFor !== null)) {
    throw new AppError('conflict', 'This key is suspended for now.')
  }
}

/** Each naming tells of every key once, so those of one key are counted. */
async function requireSeldom(
  tx: Context,
  { employeeId, propertyId }: { employeeId: string; propertyId: string },
): Promise<void> {
  const told = await tx.db.$count(
    activity,
    and(
      eq(activity.organizationId, tx.organizationId),
      eq(activity.subjectId, employeeId),
      eq(activity.propertyId, propertyId),
      eq(activity.kind, 'key.phone_named'),
      gt(activity.at, new Date(tx.now.getTime() - DAY_MS)),
    ),
  )
  if (told >= NAMES_PER_DAY) {
    throw new AppError('unavailable', 'The name was changed often today. Try again tomorrow.')
  }
}
