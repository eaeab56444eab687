import { actorRank } from '@/db/actor-rank'
import { type Context, withTransaction } from '@/db/context'
import { memberships } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { AppError } from '@/lib/kernel/errors'
import { lockPerson } from '../key-deeds/lock-key'
import { readHadRole } from './read-had-role'

/**
 * *Give back*: somebody who is back signs in as an administrator again, with the role of before.
 * Throws not_found when there is nothing to give back, any more or at all, and not_allowed for a
 * role above the giver's own (product.md 3.9).
 */
export async function giveRoleBack(
  ctx: Context,
  { employeeId }: { employeeId: string },
): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const person = await lockPerson(tx, employeeId)
    const had = await readHadRole(tx, { employeeId })
    if (!had) throw new AppError('not_found', `${person.name} has no role to be given back.`)
    const { userId, roleId, role } = had
    if (had.rank > (await actorRank(tx))) {
      throw new AppError('not_allowed', `Only somebody who holds ${role} can give it.`)
    }
    const { organizationId, now: createdAt } = tx
    await tx.db.insert(memberships).values({ organizationId, userId, roleId, createdAt })
    await recordActivity(tx, [
      {
        kind: 'employee.admin_again',
        data: { name: person.name, userId, roleId, role },
        subject: { kind: 'employee', id: person.id },
      },
    ])
  })
}
