import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { integrations, organizations } from '@/db/schema'
import { createOrganization } from '@/db/seed/organization'
import { startSetup } from './setup'

/**
 * Gives an operator, who has the database alone, an organisation with an installed integration:
 * the one with this slug, made when it is missing. Doors stay shut until somebody writes rules.
 */
export async function installForOperator(
  db: Db,
  { slug, now }: { slug: string; now: Date },
): Promise<Context> {
  return db.transaction(async (tx) => {
    const [found] = await tx
      .select({ id: organizations.id })
      .from(organizations)
      .where(eq(organizations.slug, slug))
    const organizationId =
      found?.id ?? (await createOrganization(tx, { slug, name: slug, now })).organizationId
    const ctx: Context = {
      db,
      organizationId,
      now,
      actor: { kind: 'system', name: 'Operator' },
    }
    await startSetup({ ...ctx, db: tx, inTransaction: true })
    await tx
      .update(integrations)
      .set({ installedAt: now })
      .where(and(eq(integrations.organizationId, organizationId), isNull(integrations.installedAt)))
    return ctx
  })
}
