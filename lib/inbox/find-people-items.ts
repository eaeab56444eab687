import { and, asc, count, eq, inArray, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { emails, employees } from '@/db/schema'
import {
  DEAD_STATES,
  hasDeadEmail,
  wantsKeyWithoutEmail,
} from '@/lib/directory/employee-predicates'
import { findConflicts } from './find-conflicts'
import type { NeedsYouItem } from './schemas'

const NAMES_MAX = 3
const REASONS_MAX = 3

export async function findPeopleItems(ctx: Context): Promise<NeedsYouItem[]> {
  const conflicts = await findConflicts(ctx)
  const items: NeedsYouItem[] = conflicts.map((one) => ({ kind: 'conflict', ...one }))
  const noEmail = await summarise(ctx, wantsKeyWithoutEmail(ctx))
  if (noEmail) items.push({ kind: 'no_email', ...noEmail })
  const failed = await summarise(ctx, hasDeadEmail(ctx))
  if (failed) items.push({ kind: 'email_failed', ...failed, reasons: await reasonsOf(ctx) })
  return items
}

/** Why nothing arrived, as the provider's codes, each once. */
async function reasonsOf(ctx: Context): Promise<string[]> {
  const rows = await ctx.db
    .selectDistinct({ error: emails.error })
    .from(emails)
    .innerJoin(
      employees,
      and(eq(employees.organizationId, emails.organizationId), eq(employees.id, emails.employeeId)),
    )
    .where(
      and(
        eq(emails.organizationId, ctx.organizationId),
        inArray(emails.state, DEAD_STATES),
        isNotNull(emails.error),
        hasDeadEmail(ctx),
      ),
    )
    .orderBy(asc(emails.error))
    .limit(REASONS_MAX)
  return rows.flatMap(({ error }) => error ?? [])
}

/** People with one and the same trouble are one item: five hundred of them are still one errand. */
async function summarise(ctx: Context, predicate: SQL | undefined) {
  const [row] = await ctx.db
    .select({
      people: count(),
      names: sql<
        string[] | null
      >`to_jsonb((array_agg(${employees.displayName} order by ${employees.createdAt}, ${employees.id}))[1:${sql.raw(String(NAMES_MAX))}])`,
      since: sql<Date | null>`min(${employees.lastModifiedAt})`.mapWith(employees.lastModifiedAt),
    })
    .from(employees)
    .where(and(eq(employees.organizationId, ctx.organizationId), predicate))
  if (!row || row.people === 0) return undefined
  return { people: row.people, names: row.names ?? [], since: row.since ?? ctx.now }
}
