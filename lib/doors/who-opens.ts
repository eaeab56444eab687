import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { containsText } from '@/db/predicates'
import {
  accessGroupDoors,
  accessGroups,
  cards,
  decisions,
  doors,
  employees,
  grants,
  mobileKeys,
  properties,
  ruleAccessGroups,
  rules,
} from '@/db/schema'
import type { DoorAnswer } from '@/lib/kernel/door-answers'
import { cardCarried, keyCarried } from '@/lib/keys/carried-sql'
import { answerSql } from '@/lib/keys/may-open-sql'
import { joinAccessGroup, withinHoursSql } from '@/lib/keys/within-hours-sql'
import {
  type DoorPlace,
  OPENER_PAGE_SIZE,
  type Opener,
  type OpenerGrant,
  type OpenerPage,
  type OpenerQuery,
} from './schemas'

/** An export is read whole; beyond this nobody looks at a list. */
export const EXPORT_MAX = 50_000

export async function readDoor(
  ctx: Context,
  input: { doorId: string },
): Promise<DoorPlace | undefined> {
  const groups = sql`(
    select coalesce(jsonb_agg(jsonb_build_object('name', a.name, 'hours', a.hours) order by a.name_key), '[]'::jsonb)
    from ${accessGroupDoors} as gd
    join ${accessGroups} as a on a.organization_id = gd.organization_id and a.id = gd.access_group_id
    where gd.organization_id = ${doors.organizationId} and gd.door_id = ${doors.id})`
  const [door] = await ctx.db
    .select({
      id: doors.id,
      name: doors.name,
      property: { id: properties.id, name: properties.name, timeZone: properties.timeZone },
      accessGroups: sql<DoorPlace['accessGroups']>`${groups}`,
    })
    .from(doors)
    .innerJoin(
      properties,
      and(eq(properties.organizationId, doors.organizationId), eq(properties.id, doors.propertyId)),
    )
    .where(and(eq(doors.organizationId, ctx.organizationId), eq(doors.id, input.doorId)))
  return door
}

/**
 * Who can open a door, and who may use it but cannot: one row a person with the answer that the
 * door itself would get now for the best of what they carry (`answerSql`), and by what they may.
 */
export async function whoOpens(
  ctx: Context,
  { doorId, ...query }: OpenerQuery & { doorId: string },
): Promise<OpenerPage> {
  const from = openers(ctx, { doorId, q: query.q })
  const totals = await countOpeners(ctx, from)
  const pages = Math.max(1, Math.ceil(totals[query.view] / OPENER_PAGE_SIZE))
  const page = Math.min(query.page, pages)
  const rows = await readOpeners(ctx, {
    doorId,
    people: sql`${from} where ${inView(query.view)} order by name_key, employee_id
      limit ${OPENER_PAGE_SIZE} offset ${(page - 1) * OPENER_PAGE_SIZE}`,
  })
  return { rows, totals, page }
}

/** Everybody of both views, for the export. */
export async function allOpeners(
  ctx: Context,
  { doorId, q }: { doorId: string; q: string },
): Promise<Opener[]> {
  const people = sql`${openers(ctx, { doorId, q })} order by name_key, employee_id limit ${EXPORT_MAX}`
  return readOpeners(ctx, { doorId, people })
}

const inView = (view: OpenerQuery['view']) =>
  view === 'open' ? sql`answer = 'open'` : sql`answer <> 'open'`

/** Everybody with a grant for the door that runs now, with the living key or card at its property. */
function openers(ctx: Context, { doorId, q }: { doorId: string; q: string }): SQL {
  const now = moment(ctx.now)
  const { organizationId } = ctx
  const matches = q
    ? sql`and (${containsText(sql`e.display_name`, q)} or ${containsText(sql`e.primary_email`, q)})`
    : sql``
  return sql`select * from (
    select e.id as employee_id, e.display_name as name, lower(e.display_name) as name_key,
      e.primary_email as email, k.since as carried_since, k.device, k.card,
      ${answerSql(now, { granted: { runs: sql`true`, opens: sql`granted.opens` } })} as answer
    from ${doors} as d
    join (
      with way as materialized (
        select gd.access_group_id, ${withinHoursSql(now)} as opens
        from ${accessGroupDoors} as gd ${joinAccessGroup(sql`gd`)}
        where gd.organization_id = ${organizationId} and gd.door_id = ${doorId}
      )
      select g.employee_id, bool_or(way.opens) as opens from way
      join ${grants} as g
        on g.organization_id = ${organizationId} and g.access_group_id = way.access_group_id
      where g.until is null or g.until > ${now}
      group by g.employee_id
    ) as granted on true
    join ${employees} as e
      on e.organization_id = d.organization_id and e.id = granted.employee_id
    left join (${carriedTo(ctx, doorId)}) as k on k.employee_id = e.id
    where d.organization_id = ${organizationId} and d.id = ${doorId} ${matches}
  ) as opener`
}

/** Of each person what opens doors at the property, or would first: a key that works before a card, a card before a key that does not. */
function carriedTo(ctx: Context, doorId: string): SQL {
  const { organizationId } = ctx
  const there = sql`(select property_id from ${doors} where organization_id = ${organizationId} and id = ${doorId})`
  return sql`
    select distinct on (k.employee_id) k.* from (
      select ${keyCarried} from ${mobileKeys} as k
      where k.organization_id = ${organizationId} and k.property_id = ${there} and k.revoked_at is null
      union all
      select ${cardCarried} from ${cards} as c
      where c.organization_id = ${organizationId} and c.property_id = ${there} and c.revoked_at is null
    ) as k
    order by k.employee_id,
      (k.suspended_at is null and k.state = 'active' and coalesce(k.starts_at <= ${moment(ctx.now)}, true)) desc,
      k.kind desc, k.id`
}

async function countOpeners(ctx: Context, from: SQL): Promise<OpenerPage['totals']> {
  const { rows } = await ctx.db.execute<{ open: number; shut: number }>(sql`
    select (count(*) filter (where ${inView('open')}))::int as open,
      (count(*) filter (where ${inView('shut')}))::int as shut
    from (${from}) as counted`)
  return rows[0] ?? { open: 0, shut: 0 }
}

interface OpenerRow {
  employee_id: string
  name: string
  email: string | null
  carried_since: string | Date | null
  device: string | null
  card: string | null
  answer: DoorAnswer
  grants: (Omit<OpenerGrant, 'since' | 'until'> & { since: string; until: string | null })[]
}

async function readOpeners(
  ctx: Context,
  { doorId, people }: { doorId: string; people: SQL },
): Promise<Opener[]> {
  const { rows } = await ctx.db.execute<OpenerRow & Record<string, unknown>>(sql`
    with person as materialized (${people})
    select person.*, (${grantsOf(ctx, doorId)}) as grants
    from person order by name_key, employee_id`)
  return rows.map((row) => ({
    employeeId: row.employee_id,
    name: row.name,
    email: row.email,
    answer: row.answer,
    carriedSince: row.carried_since === null ? null : new Date(row.carried_since),
    device: row.device,
    card: row.card,
    grants: row.grants.map((grant) => ({
      ...grant,
      since: new Date(grant.since),
      until: grant.until === null ? null : new Date(grant.until),
    })),
  }))
}

/** The running grants of one `person` for the door, each with the rules that give it. */
function grantsOf(ctx: Context, doorId: string): SQL {
  const rulesOf = sql`
    select coalesce(jsonb_agg(r.name order by r.position), '[]'::jsonb)
    from ${decisions} as c
    join ${rules} as r on r.organization_id = c.organization_id and r.id = any(c.rule_ids)
    join ${ruleAccessGroups} as ra on ra.organization_id = r.organization_id and ra.rule_id = r.id
    where g.source = 'rule' and c.organization_id = g.organization_id
      and c.employee_id = g.employee_id and c.property_id = g.property_id
      and ra.access_group_id = g.access_group_id`
  return sql`
    select jsonb_agg(jsonb_build_object('accessGroup', a.name, 'hours', a.hours, 'source', g.source,
        'rules', (${rulesOf}), 'givenBy', g.given_by, 'since', g.since, 'until', g.until)
      order by a.name_key, g.source)
    from ${grants} as g
    join ${accessGroupDoors} as gd
      on gd.organization_id = g.organization_id and gd.access_group_id = g.access_group_id
    join ${accessGroups} as a on a.organization_id = g.organization_id and a.id = g.access_group_id
    where g.organization_id = ${ctx.organizationId} and g.employee_id = person.employee_id
      and gd.door_id = ${doorId} and (g.until is null or g.until > ${moment(ctx.now)})`
}

function moment(at: Date): SQL {
  return sql`${at.toISOString()}::timestamptz`
}
