import { type SQL, sql } from 'drizzle-orm'
import { integrations } from '@/db/schema'

/** The details that Sequr owns, as a JSON list, read within the statement that stores what Entra sent. */
export const sequrOwnsSql: SQL = sql`coalesce((
    select to_jsonb(o.sequr_owns) from ${integrations} as o
    where o.organization_id = ${sql.placeholder('organizationId')} and o.kind = 'entra'
  ), '[]'::jsonb)`
