import { and, arrayContains, asc, eq, or, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { emails, properties } from '@/db/schema'
import type { HeldEmails } from '@/lib/email/schemas'

/** Properties in quiet mode, and those that left it with e-mails that nobody has sent yet. */
export async function listHeld(ctx: Context): Promise<HeldEmails[]> {
  const isHeld = and(
    eq(emails.organizationId, ctx.organizationId),
    eq(emails.state, 'held'),
    arrayContains(emails.heldFor, sql`array[${sql`${properties}.id`}]`),
  )
  const held = ctx.db.$count(emails, isHeld)
  return ctx.db
    .select({
      propertyId: properties.id,
      property: properties.name,
      quiet: properties.quiet,
      count: held,
    })
    .from(properties)
    .where(
      and(
        eq(properties.organizationId, ctx.organizationId),
        or(eq(properties.quiet, true), sql`${held} > 0`),
      ),
    )
    .orderBy(asc(properties.nameKey))
}
