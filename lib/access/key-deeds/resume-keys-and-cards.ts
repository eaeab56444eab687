import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { cards, grants, mobileKeys, properties } from '@/db/schema'
import { type ActivityEntry, recordActivity } from '@/lib/activity/record'
import { renewLinks } from '@/lib/invitations/renew-links'
import { endedWith } from '../ending-causes'
import { about } from './key-rows'
import { type LockedPerson, lockPerson } from './lock-key'

type Row = {
  what: 'key_ended' | 'key_resumed' | 'card_ended' | 'card_resumed'
  property_id: string
  property: string
  /** Whether the key waited for its e-mail. */
  waiting: boolean
  card: string | null
}

/**
 * Brings the keys and cards of somebody who was held back to what they were, once the rules have
 * decided: active on the same phone, or waiting with the same link. Where they give no access any
 * more they end, and what was reported lost stays suspended. A link whose e-mail never left because
 * of the hold is sent anew. One statement, because a push from Entra may settle a conflict.
 */
export async function resumeKeysAndCards(
  tx: Context,
  input: { employeeId: string },
): Promise<void> {
  const person = await lockPerson(tx, input.employeeId)
  const { rows } = await tx.db.execute<Row>(resume(tx, person.id))
  await recordActivity(
    tx,
    rows.map((row) => entryOf(person, row)),
  )
  if (rows.some((row) => row.what === 'key_resumed' && row.waiting)) {
    await renewLinks(tx, [person.id])
  }
}

function resume(tx: Context, employeeId: string): SQL {
  const now = sql`${tx.now.toISOString()}::timestamptz`
  const mine = sql`k.organization_id = ${tx.organizationId} and k.employee_id = ${employeeId}
    and k.suspended_for = 'hold' and k.revoked_at is null`
  const useful = sql`exists (
    select 1 from ${grants} as g
    where g.organization_id = k.organization_id and g.employee_id = k.employee_id
      and g.property_id = k.property_id and (g.until is null or g.until > ${now}))`
  const ended = sql`revoked_at = ${now}, cause = ${endedWith.rules}`
  const resumed = sql`suspended_at = null, suspended_for = null, cause = 'Access was given back.'`
  const key = sql`returning k.property_id, k.state = 'waiting' as waiting, null as card`
  const card = sql`returning k.property_id, false as waiting, k.ending as card`
  return sql`
    with key_ended as (
      update ${mobileKeys} as k set state = 'revoked', state_at = ${now}, ${ended}
      where ${mine} and not ${useful} ${key}
    ),
    key_resumed as (
      update ${mobileKeys} as k set state_at = ${now}, ${resumed} where ${mine} and ${useful} ${key}
    ),
    card_ended as (
      update ${cards} as k set ${ended} where ${mine} and not ${useful} ${card}
    ),
    card_resumed as (
      update ${cards} as k set ${resumed} where ${mine} and ${useful} ${card}
    ),
    effect as (
      select 'key_ended' as what, * from key_ended
      union all select 'key_resumed', * from key_resumed
      union all select 'card_ended', * from card_ended
      union all select 'card_resumed', * from card_resumed
    )
    select f.*, p.name as property from effect as f
    join ${properties} as p on p.organization_id = ${tx.organizationId} and p.id = f.property_id
    order by f.what, p.name_key`
}

function entryOf(person: LockedPerson, row: Row): ActivityEntry {
  const who = { name: person.name, property: row.property }
  const card = row.card ?? ''
  const place = about(person, row.property_id)
  switch (row.what) {
    case 'key_ended':
      return { kind: 'key.revoked', data: { ...who, cause: endedWith.rules }, ...place }
    case 'key_resumed':
      return { kind: 'key.resumed', data: who, ...place }
    case 'card_ended':
      return { kind: 'card.ended', data: { ...who, card, cause: endedWith.rules }, ...place }
    case 'card_resumed':
      return { kind: 'card.resumed', data: { ...who, card }, ...place }
  }
}
