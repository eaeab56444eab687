import { and, eq } from 'drizzle-orm'
import { actorRank } from '@/db/actor-rank'
import { type Context, withTransaction } from '@/db/context'
import { decisions, memberships, roles, rules } from '@/db/schema'
import { builtInRoles } from '@/db/seed/organization'
import { recordActivity } from '@/lib/activity/record'
import { AppError } from '@/lib/kernel/errors'
import { newId } from '@/lib/kernel/ids'
import { nameKey } from '@/lib/kernel/name-key'
import { countedList } from '@/lib/kernel/words'
import { notFound, uniqueName, unlessUsed } from './refusals'
import type { BaseRole, RoleInput } from './schemas'

/**
 * Copies a built-in role under another name. Throws not_allowed when the copied role is above the
 * maker's own, and conflict at `name` when the name is taken.
 */
export async function createRole(ctx: Context, input: RoleInput): Promise<{ id: string }> {
  const id = newId('role', ctx.now)
  return withTransaction(ctx, async (tx) => {
    const rank = rankOf(input.basedOn)
    await refuseAbove(tx, rank)
    await uniqueName(
      tx.db.insert(roles).values({
        organizationId: ctx.organizationId,
        id,
        ...input,
        nameKey: nameKey(input.name),
        builtIn: false,
        rank,
        createdAt: ctx.now,
      }),
      'roles_name',
      nameTaken(input.name),
    )
    await recordActivity(tx, [
      {
        kind: 'place.created',
        data: { what: 'role', name: input.name },
        subject: { kind: 'place', id },
      },
    ])
    return { id }
  })
}

/** Changes a custom role; whoever has it is affected at once. Both what it was and what it becomes must be within the changer's own role. */
export async function updateRole(
  ctx: Context,
  { id, ...input }: RoleInput & { id: string },
): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const before = await readCustomRole(tx, id, 'changed')
    const rank = rankOf(input.basedOn)
    await refuseAbove(tx, Math.max(before.rank, rank))
    await uniqueName(
      tx.db
        .update(roles)
        .set({ ...input, rank, nameKey: nameKey(input.name) })
        .where(theRole(ctx, id)),
      'roles_name',
      nameTaken(input.name),
    )
    await recordActivity(tx, [
      {
        kind: 'place.updated',
        data: { what: 'role', name: input.name, before: before.name },
        subject: { kind: 'place', id },
      },
    ])
  })
}

/** Throws in_use for a built-in role, and while anybody has the role or a rule gives it. */
export async function deleteRole(ctx: Context, { id }: { id: string }): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const role = await readCustomRole(tx, id, 'deleted')
    await refuseAbove(tx, role.rank)
    const uses = await usesOf(tx, id)
    if (uses) {
      throw new AppError('in_use', `${role.name} is used by ${uses}. Choose another role first.`)
    }
    await unlessUsed(tx.db.delete(roles).where(theRole(ctx, id)))
    await recordActivity(tx, [
      {
        kind: 'place.deleted',
        data: { what: 'role', name: role.name },
        subject: { kind: 'place', id },
      },
    ])
  })
}

async function usesOf(tx: Context, roleId: string): Promise<string> {
  const withRole = (table: typeof rules | typeof memberships | typeof decisions) =>
    tx.db.$count(table, and(eq(table.organizationId, tx.organizationId), eq(table.roleId, roleId)))
  return countedList([
    [await withRole(rules), 'rule'],
    [await withRole(memberships), 'administrator'],
    [await withRole(decisions), 'decision'],
  ])
}

/** Nobody makes or touches a role above their own (product.md 3.9). */
async function refuseAbove(tx: Context, rank: number): Promise<void> {
  if (rank <= (await actorRank(tx))) return
  throw new AppError(
    'not_allowed',
    'This role can do more than yours. Ask a Global Admin.',
    'basedOn',
  )
}

function rankOf(key: BaseRole): number {
  const role = builtInRoles.find((candidate) => candidate.key === key)
  if (!role) throw new Error(`No built-in role is called ${key}.`)
  return role.rank
}

async function readCustomRole(tx: Context, id: string, verb: 'changed' | 'deleted') {
  const [role] = await tx.db
    .select({ name: roles.name, rank: roles.rank, builtIn: roles.builtIn })
    .from(roles)
    .where(theRole(tx, id))
    .for('update')
  if (!role) throw notFound('role')
  if (role.builtIn) {
    throw new AppError('in_use', `${role.name} is built in and can't be ${verb}. Copy it instead.`)
  }
  return role
}

function theRole(ctx: Context, id: string) {
  return and(eq(roles.organizationId, ctx.organizationId), eq(roles.id, id))
}

function nameTaken(name: string): string {
  return `There is already a role called ${name}.`
}
