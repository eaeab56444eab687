import { sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { directoryGroupMembers, directoryGroups, employees } from '@/db/schema'
import { datesOf, rawValues } from './engine/facts'
import { foldText } from './engine/fold'
import { foldValue } from './engine/fold-value'

/**
 * What people really have, by operand, so that a value is chosen rather than guessed; the domains of
 * addresses stand under `domain:` and the operand.
 */
export type SeenValues = Record<string, SeenOperand>

export interface SeenOperand {
  /** How many active people have any value. */
  people: number
  /** The most frequent ones; `value` is what a condition stores, `label` what people read. */
  values: SeenValue[]
  /** There are more values than these. */
  partial?: true
}

interface SeenValue {
  value: string
  label: string
  people: number
  /** What tells two of one label apart. */
  detail?: string
}

const VALUES_SUGGESTED_MAX = 50
/** A manager can be chosen only from this list, so it is longer. */
const MANAGERS_SUGGESTED_MAX = 1_000

/** Counts what active people have; values are spelled as Entra sent them. Three statements. */
export async function readSeenValues(ctx: Context): Promise<SeenValues> {
  const counted = await countFacts(ctx)
  const spelled = await readSpellings(ctx, [...new Set(counted.map((row) => row.sample))])
  const seen: SeenValues = {}
  for (const row of counted) {
    const entry = (seen[row.operand] ??= { people: Number(row.all_people), values: [] })
    const shown = spelled(row)
    if (shown) entry.values.push({ ...shown, people: Number(row.people) })
    if (Number(row.all_values) > listedMax(row.operand)) entry.partial = true
  }
  if (seen.manager) seen.manager.values = toldApart(seen.manager.values)
  const groups = await countGroups(ctx)
  return groups.people > 0 ? { ...seen, group: groups } : seen
}

function listedMax(operand: string): number {
  return operand === 'manager' ? MANAGERS_SUGGESTED_MAX : VALUES_SUGGESTED_MAX
}

type CountedFact = Record<'operand' | 'value' | 'sample', string> &
  Record<'people' | 'all_people' | 'all_values', number | string>

/**
 * Each folded value with one person who has it, whose document knows how it was spelled. Dates stand
 * among facts a second time, as rules compare them; those are nothing that anybody sent.
 */
async function countFacts(ctx: Context): Promise<CountedFact[]> {
  const { rows } = await ctx.db.execute<CountedFact>(sql`
    with fact as (
      select e.id, f.key as operand, v.value
      from ${employees} as e, jsonb_each(e.facts) as f, jsonb_array_elements_text(f.value) as v
      where e.organization_id = ${ctx.organizationId} and e.active and e.deleted_at is null
        and not starts_with(f.key, ${datesOf('')})
    ),
    told as (
      select id, operand, value from fact
      union all
      select id, 'domain:' || operand, regexp_replace(value, '^.*@', '')
      from fact where operand in ('email', 'userName') and value like '%@%'
    ),
    counted as (
      select operand, value, count(*) as people, min(id) as sample,
        row_number() over (partition by operand order by count(*) desc, value) as place,
        count(*) over (partition by operand) as all_values
      from told group by operand, value
    )
    select c.operand, c.value, c.people, c.sample, c.all_values, a.all_people
    from counted as c
    join (select operand, count(distinct id) as all_people from told group by operand) as a using (operand)
    where c.place <= case c.operand when 'manager' then ${listedMax('manager')}::int else ${VALUES_SUGGESTED_MAX}::int end
    order by c.operand, c.place`)
  return rows
}

/**
 * Gives the spelling of a folded value, and for a manager their name. A manager who is known by id
 * stands there by name as well where the directory sends one; that is nobody else.
 */
async function readSpellings(ctx: Context, samples: string[]) {
  const { rows } = await ctx.db.execute<{
    id: string
    resource: Record<string, unknown>
    manager: { id: string; name: string; address: string | null } | null
  }>(sql`
    select e.id, e.resource, case when m.id is null then null else jsonb_build_object(
      'id', m.scim_id, 'name', m.display_name, 'address', coalesce(m.primary_email, m.user_name)) end as manager
    from ${employees} as e
    left join ${employees} as m
      on m.organization_id = e.organization_id and m.scim_id = e.manager_scim_id
    where e.organization_id = ${ctx.organizationId}
      and e.id in (select jsonb_array_elements_text(${JSON.stringify(samples)}::jsonb))`)
  const people = new Map(
    rows.map((row) => [row.id, { values: rawValues(row.resource), manager: row.manager }]),
  )
  return ({ operand, value, sample }: CountedFact) => {
    const person = people.get(sample)
    const spelling =
      person?.values[operand]?.find((raw) => foldValue(operand, raw) === value) ?? value
    const manager = operand === 'manager' ? person?.manager : undefined
    if (!manager) return { value: spelling, label: spelling }
    if (foldValue(operand, manager.id) !== value) return undefined
    return {
      value: spelling,
      label: manager.name,
      ...(manager.address ? { detail: manager.address } : {}),
    }
  }
}

/** Where two have one name, their addresses stay; elsewhere the name is enough. */
function toldApart(values: SeenValue[]): SeenValue[] {
  const seen = new Set<string>()
  const shared = new Set<string>()
  for (const name of values.map((one) => foldText(one.label))) {
    if (seen.has(name)) shared.add(name)
    seen.add(name)
  }
  return values.map(({ detail, ...one }) =>
    detail && shared.has(foldText(one.label)) ? { ...one, detail } : one,
  )
}

async function countGroups(ctx: Context): Promise<SeenOperand> {
  const { rows } = await ctx.db.execute<{
    id: string
    name: string
    people: number | string
    all_people: number | string
  }>(sql`
    with membership as (
      select m.group_id, e.id as person
      from ${directoryGroupMembers} as m
      join ${employees} as e on e.organization_id = m.organization_id and e.id = m.member_id
      where m.organization_id = ${ctx.organizationId} and e.active and e.deleted_at is null
    )
    select g.id, g.display_name as name, count(m.person) as people,
      (select count(distinct person) from membership) as all_people
    from ${directoryGroups} as g
    left join membership as m on m.group_id = g.id
    where g.organization_id = ${ctx.organizationId} and g.deleted_at is null
    group by g.id, g.display_name, g.display_name_key
    order by g.display_name_key`)
  return {
    people: Number(rows[0]?.all_people ?? 0),
    values: rows.map((row) => ({ value: row.id, label: row.name, people: Number(row.people) })),
  }
}
