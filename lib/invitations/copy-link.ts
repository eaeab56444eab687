import { and, eq, gt, isNull } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { refersTo } from '@/db/predicates'
import { employees, invitations, mobileKeys, properties } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { AppError } from '@/lib/kernel/errors'
import { hashSecret } from '@/lib/platform/secret'
import { keyUrl, linkTokenFor } from './link-token'

export interface CopiedLink {
  link: string
  expiresAt: Date
}

/**
 * *Copy set-up link*: the very link of the e-mail, for somebody whom it did not reach. Whoever
 * opens it first has the key, so who took it is logged. Throws not_found, or conflict when no link
 * works.
 */
export async function copySetUpLink(ctx: Context, input: { keyId: string }): Promise<CopiedLink> {
  return withTransaction(ctx, async (tx) => {
    const [found] = await tx.db
      .select({
        employeeId: mobileKeys.employeeId,
        name: employees.displayName,
        propertyId: mobileKeys.propertyId,
        property: properties.name,
        emailId: invitations.emailId,
        tokenHash: invitations.tokenHash,
        expiresAt: invitations.expiresAt,
      })
      .from(mobileKeys)
      .innerJoin(employees, refersTo(employees, mobileKeys.organizationId, mobileKeys.employeeId))
      .innerJoin(properties, refersTo(properties, mobileKeys.organizationId, mobileKeys.propertyId))
      .innerJoin(
        invitations,
        and(
          eq(invitations.organizationId, mobileKeys.organizationId),
          eq(invitations.id, mobileKeys.invitationId),
          isNull(invitations.usedAt),
          isNull(invitations.endedAt),
          isNull(invitations.replacedAt),
          gt(invitations.expiresAt, tx.now),
        ),
      )
      .where(
        and(
          eq(mobileKeys.organizationId, tx.organizationId),
          eq(mobileKeys.id, input.keyId),
          isNull(mobileKeys.revokedAt),
          isNull(mobileKeys.suspendedAt),
        ),
      )
    const token = found?.emailId ? linkTokenFor(found.emailId) : undefined
    if (!found || !token || hashSecret(token) !== found.tokenHash) {
      throw new AppError('conflict', 'No link works for this key now. Send it again first.')
    }
    await recordActivity(tx, [
      {
        kind: 'key.link_copied',
        data: { name: found.name, property: found.property },
        subject: { kind: 'employee', id: found.employeeId },
        propertyId: found.propertyId,
      },
    ])
    return { link: keyUrl(token), expiresAt: found.expiresAt }
  })
}
