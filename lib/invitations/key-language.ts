import { desc, eq, sql } from 'drizzle-orm'
import { employees, invitations, mobileKeys, properties } from '@/db/schema'
import { acceptedLanguage, chooseLanguage, type Language } from '@/lib/kernel/languages'
import { hashSecret } from '@/lib/platform/secret'
import type { Visit } from './find-invitation'

/**
 * What the page of a link speaks: the person's own language when we have it, else that of the
 * property of the key, as its e-mails do; of a link that nobody knows, what the browser asks for.
 */
export async function readKeyLanguage(
  { db, token }: Visit,
  acceptLanguage: string | null,
): Promise<Language> {
  const [found] = await db
    .select({ preferred: employees.preferredLanguage, ofProperty: properties.language })
    .from(invitations)
    .innerJoin(
      employees,
      sql`${employees.organizationId} = ${invitations.organizationId} and ${employees.id} = ${invitations.employeeId}`,
    )
    .leftJoin(
      mobileKeys,
      sql`${mobileKeys.organizationId} = ${invitations.organizationId} and ${mobileKeys.employeeId} = ${invitations.employeeId}`,
    )
    .leftJoin(
      properties,
      sql`${properties.organizationId} = ${mobileKeys.organizationId} and ${properties.id} = ${mobileKeys.propertyId}`,
    )
    .where(eq(invitations.tokenHash, hashSecret(token)))
    // A link that was replaced covers no key any more; the person's others tell as much.
    .orderBy(
      desc(sql`coalesce(${mobileKeys.invitationId} = ${invitations.id}, false)`),
      properties.nameKey,
    )
    .limit(1)
  const asked = acceptedLanguage(acceptLanguage)
  return found ? chooseLanguage(found.preferred, found.ofProperty ?? asked) : asked
}
