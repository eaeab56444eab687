import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { employees, organizations, properties } from '@/db/schema'
import { type Reader, speechFor } from '@/lib/email/speech'
import type { Contact } from '@/lib/email/templates/contact-line'
import { chooseLanguage, type Language } from '@/lib/kernel/languages'
import { env } from '@/lib/platform/env'

/** Somebody who is written to. */
export interface Correspondent {
  employeeId: string
  name: string
  firstName: string
  email: string | null
  preferredLanguage: string | null
  fromEntra: boolean
  organization: string
}

/** What a property adds to the e-mails that speak of it. */
export interface Office {
  propertyId: string
  property: string
  address: string
  timeZone: string
  language: Language
  senderName: string
  dayOneNote: string
  contact: Contact | null
  quiet: boolean
}

/** In whose name an e-mail goes out, and how it speaks. */
export interface Letterhead {
  reader: Reader
  sender: string
  replyTo: string | null
  contact: Contact | null
}

const personColumns = {
  employeeId: employees.id,
  name: employees.displayName,
  givenName: employees.givenName,
  email: employees.primaryEmail,
  preferredLanguage: employees.preferredLanguage,
  source: employees.source,
  organization: organizations.name,
}

/** Whoever may have access. Somebody who leaves at this moment waits, or has left before. */
export async function lockPresent(
  tx: Context,
  employeeId: string,
): Promise<Correspondent | undefined> {
  const [person] = await tx.db
    .select(personColumns)
    .from(employees)
    .innerJoin(organizations, eq(organizations.id, employees.organizationId))
    .where(
      and(
        eq(employees.organizationId, tx.organizationId),
        eq(employees.id, employeeId),
        eq(employees.active, true),
        isNull(employees.hold),
        isNull(employees.deletedAt),
      ),
    )
    .for('share', { of: employees })
  return person && correspondentOf(person)
}

/** Also somebody who left: they are told that their access ended. `present`: may have access. */
export async function readAnybody(
  ctx: Context,
  employeeId: string,
): Promise<(Correspondent & { present: boolean }) | undefined> {
  const [person] = await ctx.db
    .select({
      ...personColumns,
      present: sql<boolean>`(${employees.active} and ${employees.hold} is null and ${employees.deletedAt} is null)`,
    })
    .from(employees)
    .innerJoin(organizations, eq(organizations.id, employees.organizationId))
    .where(and(eq(employees.organizationId, ctx.organizationId), eq(employees.id, employeeId)))
  return person && { ...correspondentOf(person), present: person.present }
}

interface PersonRow {
  employeeId: string
  name: string
  givenName: string | null
  email: string | null
  preferredLanguage: string | null
  source: 'entra' | 'local'
  organization: string
}

function correspondentOf({ givenName, source, ...person }: PersonRow): Correspondent {
  return { ...person, firstName: givenName ?? person.name, fromEntra: source === 'entra' }
}

/** In the order of their names; the first one gives an e-mail its zone and its contact. */
export async function readOffices(ctx: Context, propertyIds: string[]): Promise<Office[]> {
  const rows = await ctx.db
    .select({
      propertyId: properties.id,
      property: properties.name,
      address: properties.address,
      timeZone: properties.timeZone,
      language: properties.language,
      senderName: properties.senderName,
      dayOneNote: properties.dayOneNote,
      contactName: properties.contactName,
      contactEmail: properties.contactEmail,
      contactPhone: properties.contactPhone,
      quiet: properties.quiet,
    })
    .from(properties)
    .where(
      and(eq(properties.organizationId, ctx.organizationId), inArray(properties.id, propertyIds)),
    )
    .orderBy(asc(properties.nameKey))
  return rows.map(({ contactName: name, contactEmail: email, contactPhone: phone, ...office }) => ({
    ...office,
    contact:
      name || email || phone ? { name: name ?? '', email: email ?? '', phone: phone ?? '' } : null,
  }))
}

/** The person's own language, the first office's zone, sender and contact. */
export function letterheadFor(
  person: Pick<Correspondent, 'preferredLanguage' | 'organization'>,
  [office]: Office[],
): Letterhead {
  const language = chooseLanguage(person.preferredLanguage, office?.language ?? 'en')
  const reader = { language, timeZone: office?.timeZone ?? 'UTC' }
  const name = speechFor(reader).words.from(office?.senderName || person.organization)
  return {
    reader,
    sender: `"${headerText(name)}" <${senderAddress()}>`,
    replyTo: office?.contact?.email || null,
    contact: office?.contact ?? null,
  }
}

/** The address of EMAIL_FROM, which may carry a name. */
function senderAddress(): string {
  const { emailFrom } = env()
  return /<([^<>]+)>/.exec(emailFrom)?.[1] ?? emailFrom
}

/** What may not stand in a quoted name of a header. */
function headerText(name: string): string {
  return name.replaceAll(/["\\<>\r\n]/g, '')
}
