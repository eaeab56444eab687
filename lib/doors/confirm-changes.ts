import type { SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '@/db/context'
import { confirmSql } from './confirm-sql'
import type { Confirmation } from './schemas'

const rowSchema = z.object({
  ref: z.string(),
  at: z.coerce.date(),
  propertyId: z.string(),
  property: z.string(),
  timeZone: z.string(),
  doors: z.number(),
  confirmed: z.number(),
  unasked: z.number(),
  confirmedAt: z.coerce.date().nullable(),
  silent: z.array(
    z.object({
      controller: z.string(),
      since: z.coerce.date(),
      count: z.number(),
      doors: z.array(z.string()),
    }),
  ),
})

/** What doors know of each change that `changes` selects (`confirm-sql.ts`), under its `ref`; one statement. */
export async function confirmChanges(
  ctx: Context,
  changes: SQL,
): Promise<(Confirmation & { ref: string })[]> {
  const { rows } = await ctx.db.execute(confirmSql(ctx.organizationId, changes))
  return z.array(rowSchema).parse(rows)
}
