import { and, asc, eq, gt, ne, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { type Context, withTransaction } from '@/db/context'
import { employees, organizations } from '@/db/schema'
import { FACTS_VERSION, factsFromScim } from '@/lib/rules/engine/facts'
import { reconcile } from '../reconcile'

/** One transaction's worth: its people are locked for some milliseconds. */
const BATCH = 500

/**
 * Folds anew what rules look at, where it was folded by another version of `engine/facts.ts`: SQL
 * compares what is stored, so memory and SQL would disagree until every row follows. Each batch is
 * decided in its own transaction; one that fails is begun again, since folding twice changes
 * nothing. Returns how many people's facts changed.
 */
export async function refoldFacts(db: Db, now: Date): Promise<number> {
  const due = await db
    .select({ id: organizations.id })
    .from(organizations)
    .where(ne(organizations.factsVersion, FACTS_VERSION))
  let changed = 0
  for (const { id: organizationId } of due) {
    const actor = { kind: 'system', name: 'Sequr' } as const
    changed += await refoldOrganization({ db, organizationId, now, actor })
  }
  return changed
}

async function refoldOrganization(ctx: Context): Promise<number> {
  let changed = 0
  for (let after: string | undefined = ''; after !== undefined; ) {
    const batch: Batch = await refoldBatch(ctx, after)
    changed += batch.changed
    after = batch.last
  }
  await ctx.db
    .update(organizations)
    .set({ factsVersion: FACTS_VERSION })
    .where(eq(organizations.id, ctx.organizationId))
  return changed
}

interface Batch {
  changed: number
  /** The id up to which it went; undefined after the last. */
  last: string | undefined
}

async function refoldBatch(ctx: Context, after: string): Promise<Batch> {
  return withTransaction(ctx, async (tx) => {
    // Whoever has no document has facts that nothing can be folded from.
    const people = await tx.db
      .select({ id: employees.id, resource: employees.resource, facts: employees.facts })
      .from(employees)
      .where(
        and(
          eq(employees.organizationId, tx.organizationId),
          sql`${employees.resource} <> '{}'::jsonb`,
          gt(employees.id, after),
        ),
      )
      .orderBy(asc(employees.id))
      .limit(BATCH)
      .for('no key update')
    const rows = people.map(({ id, resource }) => ({ id, facts: factsFromScim(resource) }))
    const { rows: changed } = await tx.db.execute<{ id: string }>(sql`
      update ${employees} as e set facts = folded.facts
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as folded (id text, facts jsonb)
      where e.organization_id = ${tx.organizationId} and e.id = folded.id and e.facts <> folded.facts
      returning e.id`)
    await reconcile(tx, { kind: 'employees', ids: changed.map((row) => row.id) })
    return { changed: changed.length, last: people.at(-1)?.id }
  })
}
