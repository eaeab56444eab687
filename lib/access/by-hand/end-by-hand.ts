import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { type Context, withTransaction } from '@/db/context'
import { textArray } from '@/db/predicates'
import { accessGroups, cards, employees, grants, mobileKeys, properties } from '@/db/schema'
import { type ActivityEntry, recordActivity } from '@/lib/activity/record'
import { accessNotices } from '@/lib/invitations/access-notices'
import { AppError } from '@/lib/kernel/errors'
import { enqueue } from '@/lib/outbox/enqueue'
import { endedWith } from '../ending-causes'
import { lockPerson } from '../key-deeds/lock-key'
import type { EndHandGrantInput } from '../schemas'

/** In one transaction; what is left is ended in the next minute. */
const ENDED_AT_ONCE_MAX = 1_000

/** *Remove*: what was given by hand ends now. Throws not_found when it has ended already. */
export async function endByHand(ctx: Context, input: EndHandGrantInput): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    await lockPlaces(tx, [input.employeeId])
    await lockPerson(tx, input.employeeId)
    const ended = await endGrants(tx, { ...input, why: 'ended' })
    if (ended === 0) throw new AppError('not_found', 'This access has ended already.')
  })
}

/**
 * Ends what was given by hand up to a day that is over. No door opens by it from that moment on, by
 * the clock alone; this takes keys and cards where nothing is left, and tells. Returns how many ended.
 */
export async function endDueByHand(db: Db, now: Date): Promise<number> {
  const { rows } = await db.execute<{ organization_id: string; people: string[] }>(sql`
    select organization_id, array_agg(distinct employee_id) as people
    from (
      select organization_id, employee_id from ${grants}
      where source = 'hand' and until <= ${now.toISOString()}::timestamptz
      order by until limit ${ENDED_AT_ONCE_MAX}
    ) as due
    group by organization_id`)
  let ended = 0
  for (const { organization_id: organizationId, people } of rows) {
    const actor = { kind: 'system', name: 'Sequr' } as const
    ended += await withTransaction({ db, organizationId, now, actor }, async (tx) => {
      await lockPlaces(tx, people)
      await lockPeople(tx, people)
      return endGrants(tx, { people, why: 'ran out' })
    })
  }
  return ended
}

/**
 * A change of a property's rules has its end first, or comes after: else each would count on the key
 * that the other ends or leaves. Before the people, whom such a change waits for in its midst.
 */
async function lockPlaces(tx: Context, employeeIds: string[]): Promise<void> {
  await tx.db.execute(sql`
    select 1 from ${properties} as p
    where p.organization_id = ${tx.organizationId} and p.id in (
      select g.property_id from ${grants} as g
      where g.organization_id = ${tx.organizationId} and g.source = 'hand'
        and g.employee_id = any(${textArray(employeeIds)}))
    order by p.id for share`)
}

/** Before what they have, as every change of access does it, and in one order. */
async function lockPeople(tx: Context, ids: string[]): Promise<void> {
  await tx.db.execute(sql`
    select 1 from ${employees}
    where organization_id = ${tx.organizationId} and id = any(${textArray(ids)})
    order by id for update`)
}

type Ending = (EndHandGrantInput & { why: 'ended' }) | { people: string[]; why: 'ran out' }

type Row = {
  what: 'access' | 'key' | 'card'
  employee_id: string
  name: string
  property_id: string
  property: string
  access_group: string | null
  card: string | null
}

/** Keys and cards end with the last access at their property, as `end-keys-and-cards-sql.ts` has it for rules. */
async function endGrants(tx: Context, ending: Ending): Promise<number> {
  const now = sql`${tx.now.toISOString()}::timestamptz`
  const which =
    ending.why === 'ended'
      ? sql`g.employee_id = ${ending.employeeId} and g.access_group_id = ${ending.accessGroupId}`
      : sql`g.employee_id = any(${textArray(ending.people)}) and g.until <= ${now}`
  const isUseless = sql`k.organization_id = ${tx.organizationId} and k.revoked_at is null
    and (k.employee_id, k.property_id) in (select employee_id, property_id from ended)
    and not exists (
      select 1 from ${grants} as g
      where g.organization_id = k.organization_id and g.employee_id = k.employee_id
        and g.property_id = k.property_id and (g.until is null or g.until > ${now})
        and g.id not in (select id from ended))`
  const { rows } = await tx.db.execute<Row>(sql`
    with ended as (
      delete from ${grants} as g
      where g.organization_id = ${tx.organizationId} and g.source = 'hand' and ${which}
      returning g.id, g.employee_id, g.property_id, g.access_group_id
    ),
    key_ended as (
      update ${mobileKeys} as k
      set state = 'revoked', state_at = ${now}, revoked_at = ${now}, cause = ${endedWith.byHand}
      where ${isUseless}
      returning k.employee_id, k.property_id
    ),
    card_ended as (
      update ${cards} as k set revoked_at = ${now}, cause = ${endedWith.byHand}
      where ${isUseless}
      returning k.employee_id, k.property_id, k.ending
    ),
    effect as (
      select 'access' as what, employee_id, property_id, access_group_id, null as card from ended
      union all select 'key', employee_id, property_id, null, null from key_ended
      union all select 'card', employee_id, property_id, null, ending from card_ended
    )
    select f.what, f.employee_id, e.display_name as name, f.property_id, p.name as property, a.name as access_group, f.card
    from effect as f
    join ${employees} as e on e.organization_id = ${tx.organizationId} and e.id = f.employee_id
    join ${properties} as p on p.organization_id = ${tx.organizationId} and p.id = f.property_id
    left join ${accessGroups} as a on a.organization_id = ${tx.organizationId} and a.id = f.access_group_id
    order by f.what, f.employee_id, a.name_key`)
  await recordActivity(
    tx,
    rows.map((row) => entryOf(row, ending.why)),
  )
  const people = [...new Set(rows.map((row) => row.employee_id))]
  if (people.length > 0) await enqueue(tx, accessNotices(tx, people))
  return rows.filter((row) => row.what === 'access').length
}

function entryOf(row: Row, why: Ending['why']): ActivityEntry {
  const about = {
    subject: { kind: 'employee', id: row.employee_id },
    propertyId: row.property_id,
  } as const
  const who = { name: row.name, property: row.property }
  const cause = endedWith.byHand
  switch (row.what) {
    case 'key':
      return { kind: 'key.revoked', data: { ...who, cause }, ...about }
    case 'card':
      return { kind: 'card.ended', data: { ...who, card: row.card ?? '', cause }, ...about }
    case 'access':
      return {
        kind: 'access.taken',
        data: { ...who, accessGroup: row.access_group ?? '', byHand: why },
        ...about,
      }
  }
}
