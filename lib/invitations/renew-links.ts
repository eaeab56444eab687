import { and, eq, isNull, ne } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { isAny } from '@/db/predicates'
import { employees, invitations, mobileKeys } from '@/db/schema'
import { inviteAtOnce } from './invite'

/**
 * Plans another link for every key of these people that is on no phone yet, and ends the links
 * that they had. Returns the people for whom one was planned; nobody who left or is held is among
 * them.
 */
export async function renewLinks(tx: Context, employeeIds: string[]): Promise<string[]> {
  const present = await tx.db
    .select({ id: employees.id })
    .from(employees)
    .where(
      and(
        eq(employees.organizationId, tx.organizationId),
        isAny(employees.id, employeeIds),
        eq(employees.active, true),
        isNull(employees.hold),
        isNull(employees.deletedAt),
      ),
    )
    .for('share')
  const keys = await tx.db
    .update(mobileKeys)
    .set({ state: 'waiting', stateAt: tx.now, invitationId: null, cause: null })
    .where(
      and(
        eq(mobileKeys.organizationId, tx.organizationId),
        isAny(
          mobileKeys.employeeId,
          present.map(({ id }) => id),
        ),
        isNull(mobileKeys.revokedAt),
        ne(mobileKeys.state, 'active'),
      ),
    )
    .returning({ employeeId: mobileKeys.employeeId })
  const renewed = [...new Set(keys.map((key) => key.employeeId))]
  await endUnusedLinks(tx, renewed)
  for (const employeeId of renewed) await inviteAtOnce(tx, employeeId)
  return renewed
}

async function endUnusedLinks(tx: Context, employeeIds: string[]): Promise<void> {
  await tx.db
    .update(invitations)
    .set({ replacedAt: tx.now })
    .where(
      and(
        eq(invitations.organizationId, tx.organizationId),
        isAny(invitations.employeeId, employeeIds),
        isNull(invitations.usedAt),
        isNull(invitations.endedAt),
        isNull(invitations.replacedAt),
      ),
    )
}
