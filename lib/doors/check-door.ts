import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import {
  activity,
  cards,
  doorControllers,
  doors,
  employees,
  invitations,
  mobileKeys,
  properties,
} from '@/db/schema'
import type { DoorAnswer } from '@/lib/kernel/door-answers'
import { newId } from '@/lib/kernel/ids'
import { cardCarried, keyCarried } from '@/lib/keys/carried-sql'
import { hashCardNumber } from '@/lib/keys/hash-card-number'
import { answerSql } from '@/lib/keys/may-open-sql'
import { readCardNumber } from '@/lib/keys/schemas'
import { hashSecret } from '@/lib/platform/secret'
import { noteAskerSql, noteHearingSql } from './hear-sql'
import type { DoorQuestion } from './schemas'

export interface DoorCheck {
  answer: DoorAnswer
  controllerId: string
}

/**
 * Answers a controller's question in one statement: who asks, which door, whose key or card, may it,
 * the entry in the activity log, and that the controller was heard on behalf of that door. An answer that
 * was given is in the log, because both are the same statement. Undefined when the credential is not one that works.
 * Every step finds its row by an index; the statement is prepared once per connection.
 */
export async function checkDoor(
  db: Db,
  input: { credential: string; question: DoorQuestion; now: Date; requestId: string },
): Promise<DoorCheck | undefined> {
  const { credential, question, now, requestId } = input
  const [row] = await doorStatement(db).execute({
    controllerHash: hashSecret(credential),
    door: question.door,
    key: question.key ?? '',
    deviceHash: question.credential === undefined ? '' : hashSecret(question.credential),
    cardHash: question.card === undefined ? '' : hashRead(question.card),
    now: now.toISOString(),
    activityId: newId('activity', now),
    requestId,
  })
  return row
}

/** What a reader says that can be no number belongs to no card either. */
function hashRead(card: string): string {
  return hashCardNumber(readCardNumber(card) ?? '')
}

const now = sql`${sql.placeholder('now')}::timestamptz`
/** The controller's place in the log may be a minute old, so that questions never queue for its row. */
const heardLongAgo = sql`(c.last_heard_at is null or c.last_heard_at < ${now} - interval '1 minute')`

const cardHash = sql`${sql.placeholder('cardHash')}::text`
const unknown = sql`case ${cardHash} when '' then 'unknown_key' else 'unknown_card' end`

function prepare(db: Db) {
  const controller = db.$with('controller', { id: doorControllers.id }).as(sql`
    select c.* from ${doorControllers} as c
    where c.hash = ${sql.placeholder('controllerHash')} and c.revoked_at is null`)
  const heard = db.$with('heard', {}).as(sql`
    update ${doorControllers} as c set last_heard_at = ${now}
    from controller where c.organization_id = controller.organization_id and c.id = controller.id
      and ${heardLongAgo}
    returning c.organization_id, c.id`)
  const noted = db.$with('noted', {}).as(noteHearingSql(now))
  const door = db.$with('door', {}).as(sql`
    select d.*, p.name as property from controller as c
    join ${doors} as d on d.organization_id = c.organization_id and d.id = ${sql.placeholder('door')}
      and (c.property_id is null or d.property_id = c.property_id)
    join ${properties} as p on p.organization_id = d.organization_id and p.id = d.property_id`)
  const asker = db.$with('asker', {}).as(noteAskerSql)
  // A device holds a key for each property that it was invited to; the door's own comes first. A card's
  // number means something at the door's property alone.
  const presented = db.$with('presented', {}).as(sql`
    select k.* from (
      select ${keyCarried} from controller as c
      join ${mobileKeys} as k on k.organization_id = c.organization_id and k.id = ${sql.placeholder('key')}
      union all
      select ${keyCarried} from controller as c
      join ${invitations} as i on i.device_hash = ${sql.placeholder('deviceHash')} and i.organization_id = c.organization_id
      join ${mobileKeys} as k on k.organization_id = i.organization_id and k.invitation_id = i.id
      union all
      select ${cardCarried} from door as d
      join ${cards} as c on c.organization_id = d.organization_id and c.property_id = d.property_id
        and c.number_hash = ${cardHash} and c.revoked_at is null
    ) as k
    order by k.property_id = (select property_id from door) desc nulls last, k.id desc
    limit 1`)
  const answered = db.$with('answered', {}).as(sql`
    select c.organization_id, c.id as controller_id, c.name as controller, c.property_id as at_property,
      d.id as door_id, d.name as door, d.property, d.property_id,
      e.id as employee_id, e.display_name as person, k.card,
      ${answerSql(now, { unknown })} as answer
    from controller as c
    left join door as d on true
    left join presented as k on true
    left join ${employees} as e on e.organization_id = c.organization_id and e.id = k.employee_id`)
  const logged = db.$with('logged', {}).as(sql`
    insert into ${activity} (organization_id, id, at, lens, kind, actor, subject_kind, subject_id, property_id, request_id, data)
    select organization_id, ${sql.placeholder('activityId')}, ${now}, 'people', 'door.asked',
      jsonb_build_object('kind', 'controller', 'controllerId', controller_id, 'name', controller),
      case when employee_id is not null then 'employee' end, employee_id,
      coalesce(property_id, at_property), ${sql.placeholder('requestId')},
      jsonb_build_object('door', door, 'property', property, 'name', person, 'answer', answer)
        || case when card is null then '{}' else jsonb_build_object('card', card) end
    from answered`)
  return db
    .with(controller, heard, noted, door, asker, presented, answered, logged)
    .select({
      answer: sql<DoorAnswer>`answer`,
      controllerId: sql<string>`controller_id`,
    })
    .from(sql`answered`)
    .prepare('check_door')
}

const prepared = new WeakMap<Db, ReturnType<typeof prepare>>()

/** Prepared once for each database; `check_door` is its name on every connection. */
export function doorStatement(db: Db): ReturnType<typeof prepare> {
  const known = prepared.get(db)
  if (known) return known
  const statement = prepare(db)
  prepared.set(db, statement)
  return statement
}
