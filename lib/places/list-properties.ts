import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { accessGroups, doors, grants, mobileKeys, properties, rules } from '@/db/schema'
import type { ListedProperty, PropertyChoice } from './schemas'

/** More than any organisation has shown; what lies beyond is found by filter. */
export const LIST_MAX = 500

export async function listProperties(ctx: Context): Promise<ListedProperty[]> {
  const here = <T extends typeof doors | typeof accessGroups | typeof rules | typeof mobileKeys>(
    table: T,
  ) => and(eq(table.organizationId, properties.organizationId), eq(table.propertyId, properties.id))
  return ctx.db
    .select({
      id: properties.id,
      name: properties.name,
      address: properties.address,
      timeZone: properties.timeZone,
      emails: {
        language: properties.language,
        senderName: properties.senderName,
        contactName: sql<string>`coalesce(${properties.contactName}, '')`,
        contactEmail: sql<string>`coalesce(${properties.contactEmail}, '')`,
        contactPhone: sql<string>`coalesce(${properties.contactPhone}, '')`,
        dayOneNote: properties.dayOneNote,
        quiet: properties.quiet,
      },
      doors: ctx.db.$count(doors, here(doors)),
      accessGroups: ctx.db.$count(accessGroups, here(accessGroups)),
      rules: ctx.db.$count(rules, here(rules)),
      people: peopleOf(ctx),
      keys: ctx.db.$count(mobileKeys, and(here(mobileKeys), isNull(mobileKeys.revokedAt))),
    })
    .from(properties)
    .where(eq(properties.organizationId, ctx.organizationId))
    .orderBy(asc(properties.nameKey))
    .limit(LIST_MAX)
}

/** For drop-downs and filters. */
export async function listPropertyChoices(ctx: Context): Promise<PropertyChoice[]> {
  return ctx.db
    .select({ id: properties.id, name: properties.name })
    .from(properties)
    .where(eq(properties.organizationId, ctx.organizationId))
    .orderBy(asc(properties.nameKey))
    .limit(LIST_MAX)
}

function peopleOf(ctx: Context) {
  return sql<number>`(
    select count(distinct ${grants.employeeId})::int from ${grants}
    where ${grants.organizationId} = ${ctx.organizationId}
      and ${grants.propertyId} = ${sql`${properties}.${sql.identifier(properties.id.name)}`}
      and (${grants.until} is null or ${grants.until} > ${ctx.now.toISOString()}::timestamptz)
  )`
}
