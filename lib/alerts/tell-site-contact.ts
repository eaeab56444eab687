import { and, eq } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { employees, properties } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { readConfirmations } from '@/lib/doors/read-confirmations'
import type { Confirmation } from '@/lib/doors/schemas'
import { actorLabel } from '@/lib/kernel/actors'
import { AppError } from '@/lib/kernel/errors'
import { enqueue } from '@/lib/outbox/enqueue'
import type { TellContactInput } from './schemas'
import { contactName, readSiteContacts } from './site-contacts'

export const SITE_CONTACT = 'site-contact'

/**
 * *Tell the site contact* (product.md 3.6): an e-mail to whom the property names, about its doors
 * that do not know yet that a person's access was taken. Telling twice within an hour is telling
 * once. Throws not_found, or conflict in words.
 */
export async function tellSiteContact(ctx: Context, input: TellContactInput): Promise<void> {
  const { employeeId, propertyId } = input
  await withTransaction(ctx, async (tx) => {
    const site = await lockSite(tx, propertyId)
    const name = await readName(tx, employeeId)
    const contacts = await readSiteContacts(tx, input)
    if (contacts.some((one) => one.propertyId === propertyId && one.toldLately)) return
    const taken = await lastTaken(tx, input)
    if (!taken || taken.silent.length === 0) {
      throw new AppError('conflict', `Every door of ${site.property} has confirmed it by now.`)
    }
    await enqueue(tx, [
      {
        topic: SITE_CONTACT,
        payload: { ...input, at: taken.at, silent: taken.silent, askedBy: actorLabel(tx.actor) },
      },
    ])
    await recordActivity(tx, [
      {
        kind: 'door.contact_told',
        data: {
          name,
          property: site.property,
          contact: site.contact,
          doors: taken.silent.flatMap((one) => one.doors),
          count: taken.doors - taken.confirmed,
        },
        subject: { kind: 'employee', id: employeeId },
        propertyId,
      },
    ])
  })
}

/** Of two administrators who press at once the second one finds that the contact was told. */
async function lockSite(tx: Context, propertyId: string) {
  const [site] = await tx.db
    .select({
      property: properties.name,
      name: properties.contactName,
      email: properties.contactEmail,
    })
    .from(properties)
    .where(and(eq(properties.organizationId, tx.organizationId), eq(properties.id, propertyId)))
    .for('no key update')
  if (!site) throw new AppError('not_found', 'This property is not there any more.')
  const contact = contactName(site)
  if (!contact) {
    throw new AppError('conflict', `${site.property} names no contact with an e-mail address.`)
  }
  return { property: site.property, contact }
}

async function readName(tx: Context, employeeId: string): Promise<string> {
  const [person] = await tx.db
    .select({ name: employees.displayName })
    .from(employees)
    .where(and(eq(employees.organizationId, tx.organizationId), eq(employees.id, employeeId)))
  if (!person) throw new AppError('not_found', 'This person is not there any more.')
  return person.name
}

/** What ended last at the property: a door that knows of that knows of all before. */
async function lastTaken(
  tx: Context,
  { employeeId, propertyId }: TellContactInput,
): Promise<Confirmation | undefined> {
  const { keys, ended } = await readConfirmations(tx, { employeeId })
  return [...keys, ...ended]
    .filter((one) => one.propertyId === propertyId)
    .toSorted((left, right) => right.at.getTime() - left.at.getTime())[0]
}
