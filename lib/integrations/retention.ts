import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { employees, integrations } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { AppError } from '@/lib/kernel/errors'
import { type RetentionInput, type RetentionView, retentionDays } from './schemas'

const DAY_MS = 24 * 60 * 60 * 1000

/** For how long deleted people are kept, and whose data each choice would remove. Undefined before the set-up. */
export async function readRetention(ctx: Context): Promise<RetentionView | undefined> {
  const [integration] = await ctx.db
    .select({ days: integrations.retentionDays })
    .from(integrations)
    .where(ofOrganization(ctx))
  if (!integration) return undefined
  const deleted = await ctx.db
    .select({
      age: sql<number>`${ageInDays(ctx)}`.mapWith(Number),
      people: sql`count(*)`.mapWith(Number),
    })
    .from(employees)
    .where(
      and(
        eq(employees.organizationId, ctx.organizationId),
        isNotNull(employees.deletedAt),
        isNull(employees.erasedAt),
      ),
    )
    .groupBy(sql`1`)
  const among = (from: number) =>
    deleted.reduce((sum, { age, people }) => (age >= from ? sum + people : sum), 0)
  return {
    days: integration.days,
    kept: among(0),
    choices: retentionDays.map((days) => ({ days, removed: among(days) })),
  }
}

/**
 * Sets for how long personal data of deleted people is kept. What is older goes within a minute and
 * cannot be brought back. Throws not_found before the set-up.
 */
export async function changeRetention(ctx: Context, { days }: RetentionInput): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const [before] = await tx.db
      .select({ days: integrations.retentionDays })
      .from(integrations)
      .where(ofOrganization(tx))
      .for('update')
    if (!before) {
      throw new AppError('not_found', 'Install the Microsoft Entra ID integration first.')
    }
    if (before.days === days) return
    await tx.db.update(integrations).set({ retentionDays: days }).where(ofOrganization(tx))
    await recordActivity(tx, [
      { kind: 'integration.retention', data: { days, before: before.days } },
    ])
  })
}

/** Whole days since somebody was deleted, as the job that removes their data counts them. */
function ageInDays(ctx: Context) {
  const seconds = sql`extract(epoch from ${ctx.now.toISOString()}::timestamptz - ${employees.deletedAt})`
  return sql`floor(${seconds} * 1000 / ${sql.raw(String(DAY_MS))})`
}

function ofOrganization(ctx: Context) {
  return and(eq(integrations.organizationId, ctx.organizationId), eq(integrations.kind, 'entra'))
}
