import { and, desc, eq, gt } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { activity, properties } from '@/db/schema'
import type { ActivityData } from '@/lib/activity/kinds'
import type { SiteContact } from './schemas'

/** Whoever was told looks at the door first. */
const AGAIN_AFTER_MS = 60 * 60 * 1000
/** A page tells of what was done about a person lately; the rest stands in the activity log. */
const LOOKS_BACK_MS = 30 * 24 * AGAIN_AFTER_MS
const PROPERTIES_MAX = 500

/** Of each property its contact, and whether that was told about this person; two statements. */
export async function readSiteContacts(
  ctx: Context,
  input: { employeeId: string },
): Promise<SiteContact[]> {
  const told = await readTold(ctx, input)
  const rows = await ctx.db
    .select({
      propertyId: properties.id,
      name: properties.contactName,
      email: properties.contactEmail,
    })
    .from(properties)
    .where(eq(properties.organizationId, ctx.organizationId))
    .limit(PROPERTIES_MAX)
  return rows.map(({ propertyId, ...contact }) => {
    const last = told.get(propertyId) ?? null
    return {
      propertyId,
      name: contactName(contact),
      told: last,
      toldLately: last !== null && ctx.now.getTime() - last.at.getTime() < AGAIN_AFTER_MS,
    }
  })
}

/** Nobody is told who has no address. */
export function contactName({
  name,
  email,
}: {
  name: string | null
  email: string | null
}): string | null {
  return email ? name || email : null
}

async function readTold(
  ctx: Context,
  { employeeId }: { employeeId: string },
): Promise<Map<string, { name: string; at: Date }>> {
  const rows = await ctx.db
    .select({ at: activity.at, data: activity.data, propertyId: activity.propertyId })
    .from(activity)
    .where(
      and(
        eq(activity.organizationId, ctx.organizationId),
        eq(activity.subjectId, employeeId),
        gt(activity.at, new Date(ctx.now.getTime() - LOOKS_BACK_MS)),
        eq(activity.kind, 'door.contact_told'),
      ),
    )
    .orderBy(desc(activity.at))
    .limit(PROPERTIES_MAX)
  return new Map(
    rows.toReversed().map(({ propertyId, at, data }) => {
      const { contact } = data as ActivityData['door.contact_told']
      return [propertyId ?? '', { name: contact, at }]
    }),
  )
}
