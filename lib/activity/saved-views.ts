import { and, asc, eq } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { savedViews } from '@/db/schema'
import { AppError } from '@/lib/kernel/errors'
import { newId } from '@/lib/kernel/ids'
import { nameKey } from '@/lib/kernel/name-key'
import { activityQuerySchema, type NewSavedView, type SavedView } from './schemas'

/** More than a menu can show. */
const VIEWS_MAX = 20

/** The signed-in administrator's own views; nobody else sees them. */
export async function listSavedViews(ctx: Context): Promise<SavedView[]> {
  const rows = await ctx.db
    .select({ id: savedViews.id, name: savedViews.name, query: savedViews.query })
    .from(savedViews)
    .where(mine(ctx))
    .orderBy(asc(savedViews.nameKey))
    .limit(VIEWS_MAX)
  return rows.map((row) => ({ ...row, query: activityQuerySchema.parse(row.query) }))
}

/** Keeps the filters under a name; a view of that name takes the new ones. */
export async function saveView(ctx: Context, { name, query }: NewSavedView): Promise<void> {
  const userId = userOf(ctx)
  await withTransaction(ctx, async (tx) => {
    const kept = { ...query, page: '' }
    await tx.db
      .insert(savedViews)
      .values({
        organizationId: tx.organizationId,
        userId,
        id: newId('savedView', tx.now),
        name,
        nameKey: nameKey(name),
        query: kept,
        createdAt: tx.now,
      })
      .onConflictDoUpdate({
        target: [savedViews.organizationId, savedViews.userId, savedViews.nameKey],
        set: { name, query: kept },
      })
    if ((await tx.db.$count(savedViews, mine(tx))) > VIEWS_MAX) {
      throw new AppError(
        'invalid',
        `There are ${VIEWS_MAX} views already. Delete one first.`,
        'name',
      )
    }
  })
}

export async function deleteView(ctx: Context, { id }: { id: string }): Promise<void> {
  await ctx.db.delete(savedViews).where(and(mine(ctx), eq(savedViews.id, id)))
}

function mine(ctx: Context) {
  return and(eq(savedViews.organizationId, ctx.organizationId), eq(savedViews.userId, userOf(ctx)))
}

function userOf({ actor }: Context): string {
  if (actor.kind !== 'admin') throw new AppError('not_allowed', 'Only administrators have views.')
  return actor.userId
}
