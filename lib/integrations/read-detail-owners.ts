import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { textArray } from '@/db/predicates'
import { employees, integrations } from '@/db/schema'
import { type EditableDetail, ownedDetails } from '@/lib/kernel/editable-details'
import type { DetailOwnerView } from './schemas'

/** Who owns which details (D29), and of how many people Sequr shows a value of its own. */
export async function readDetailOwners(ctx: Context): Promise<DetailOwnerView[]> {
  const [integration] = await ctx.db
    .select({ sequrOwns: integrations.sequrOwns })
    .from(integrations)
    .where(and(eq(integrations.organizationId, ctx.organizationId), eq(integrations.kind, 'entra')))
  const counts = ownedDetails.map(({ id, details }) => [
    id,
    sql<number>`count(*) filter (where ${showsOwn(details)})`.mapWith(Number),
  ])
  const [counted] = await ctx.db
    .select(Object.fromEntries(counts) as Record<string, SQL<number>>)
    .from(employees)
    .where(isKnown(ctx))
  return ownedDetails.map(({ id, label, details }) => ({
    id,
    label,
    owner: details.some((one) => integration?.sequrOwns.includes(one)) ? 'sequr' : 'entra',
    ownValues: counted?.[id] ?? 0,
  }))
}

/** Sequr shows another value of one of these than Entra has. */
export function showsOwn(details: readonly EditableDetail[]): SQL<boolean> {
  return sql<boolean>`${employees.edits} ?| ${textArray(details)}`
}

export function isKnown(ctx: Context): SQL | undefined {
  return and(eq(employees.organizationId, ctx.organizationId), isNull(employees.deletedAt))
}
