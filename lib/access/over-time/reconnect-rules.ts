import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { directoryGroups, properties, ruleDrafts, rules } from '@/db/schema'
import { type ActivityEntry, recordActivity } from '@/lib/activity/record'
import { settleRulesNaming } from './plan-settling'

/** A deleted group that rules name, and the one that Entra sends in its place. */
type Returned = { gone: string; living: string; name: string }

/**
 * Rules keep a group by its object id in Entra (product.md 4.1). A group that is taken out of the
 * application and put back is deleted here and made anew under another id, since ids are never given
 * twice: rules and drafts that name the old one name the new one from now on, without anybody's
 * doing. Until its members are known the rules keep their last result; what they say then passes the
 * guard. Versions stay as they were applied.
 */
export async function reconnectRules(tx: Context): Promise<void> {
  const returned = await findReturned(tx)
  if (returned.length === 0) return
  const entries: ActivityEntry[] = []
  for (const group of returned) entries.push(...(await reconnect(tx, group)))
  await settleRulesNaming(
    tx,
    returned.map((group) => group.living),
  )
  await recordActivity(tx, entries)
}

/** Only an object id of Entra's is sure to name the same group; of two that share one nobody can tell. */
async function findReturned(tx: Context): Promise<Returned[]> {
  const { organizationId } = tx
  const isNamed = (column: SQL) => sql`strpos(${column}::text, to_json(gone.id)::text) > 0`
  const { rows } = await tx.db.execute<Returned>(sql`
    select gone.id as gone, min(living.id) as living, min(living.display_name) as name
    from ${directoryGroups} as gone
    join ${directoryGroups} as living on living.organization_id = gone.organization_id
      and living.external_id_key = gone.external_id_key and living.deleted_at is null
    where gone.organization_id = ${organizationId} and gone.deleted_at is not null
      and gone.external_id_key ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
      and (exists (select 1 from ${rules} as r where r.organization_id = ${organizationId} and ${isNamed(sql`r.conditions`)})
        or exists (select 1 from ${ruleDrafts} as d where d.organization_id = ${organizationId} and ${isNamed(sql`d.content`)}))
    group by gone.id
    having count(*) = 1 and bool_and(living.members_known_at is not null)`)
  return rows
}

/** An id stands in conditions as a text of its own, so it can be exchanged wherever it stands. */
async function reconnect(tx: Context, { gone, living, name }: Returned): Promise<ActivityEntry[]> {
  const { organizationId } = tx
  const [before, after] = [JSON.stringify(gone), JSON.stringify(living)]
  const exchanged = (column: SQL) =>
    sql`replace(${column}::text, ${before}::text, ${after}::text)::jsonb`
  await tx.db.execute(sql`
    update ${ruleDrafts} as d set content = ${exchanged(sql`d.content`)}
    where d.organization_id = ${organizationId} and strpos(d.content::text, ${before}) > 0`)
  const { rows } = await tx.db.execute<{
    id: string
    rule: string
    property_id: string
    property: string
  }>(sql`
    update ${rules} as r set conditions = ${exchanged(sql`r.conditions`)}
    from ${properties} as p
    where r.organization_id = ${organizationId} and strpos(r.conditions::text, ${before}) > 0
      and p.organization_id = r.organization_id and p.id = r.property_id
    returning r.id, r.name as rule, p.id as property_id, p.name as property`)
  return rows.map(({ id, rule, property_id: propertyId, property }) => ({
    kind: 'rule.reconnected',
    data: { rule, property, group: name },
    subject: { kind: 'rule', id },
    propertyId,
  }))
}
