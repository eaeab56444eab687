import { sql } from 'drizzle-orm'
import { cards, employees, grants, invitations, mobileKeys } from '@/db/schema'
import { textArrayNamed } from '@/db/statement'
import { ineligible, now, organization } from './applied-lists-sql'
import { endedWith } from './ending-causes'

/**
 * In each part `k` is the key or the card. An index finds those of everybody concerned; the rest is
 * looked up by hash, because a list compared within an `or` is compared row by row, which for ten
 * thousand people took longer than all the rest.
 */
const isConcerned = sql`k.organization_id = ${organization} and k.employee_id = any(${textArrayNamed('concerned')})
    and k.revoked_at is null`
const isHeld = sql`(k.employee_id in (select id from without_access where is_here))`
const hasLeft = sql`(k.employee_id in (select id from without_access where not is_here))`
const isAtOneOf = (list: 'dropped' | 'stopped') =>
  sql`((k.employee_id || ' ' || k.property_id) in (select unnest(${textArrayNamed(`${list}Places`)})))`
const isKeyStopped = isAtOneOf('stopped')
/** No rule gives access at the property any more, and nothing was given by hand. */
const hasNothingThere = sql`(${isAtOneOf('dropped')} and not ${isHeld} and not exists (
    select 1 from ${grants} as g
    where g.organization_id = k.organization_id and g.employee_id = k.employee_id
      and g.property_id = k.property_id and g.source = 'hand'
      and (g.until is null or g.until > ${now})
  ))`
const whyHeld = sql`(select case e.hold when 'conflict' then 'Somebody else has the same e-mail address.'
    else 'All access was taken away by hand.' end
    from ${employees} as e where e.organization_id = k.organization_id and e.id = k.employee_id)`

/**
 * Parts of the one applying statement: a key and a card end with the last access at their property
 * and with their person, and are suspended while the person is held; a key also ends where a change
 * of the rules says so. Gives `key_revoked`, `key_suspended`, `card_ended` and `card_suspended`.
 */
export const endKeysAndCards = sql`
    without_access as materialized (
      select id, active and deleted_at is null as is_here from ${employees}
      where organization_id = ${organization} and id = any(${ineligible})
    ),
    key_revoked as (
      update ${mobileKeys} as k
      set state = 'revoked', state_at = ${now}, revoked_at = ${now},
        cause = case when ${hasLeft} then ${endedWith.everything}
          when ${isKeyStopped} then 'The rules give no mobile key any more.'
          else ${endedWith.rules} end
      where ${isConcerned} and (${hasLeft} or ${isKeyStopped} or ${hasNothingThere})
      returning k.employee_id, k.property_id, k.cause
    ),
    key_suspended as (
      update ${mobileKeys} as k
      set suspended_at = ${now}, suspended_for = 'hold', cause = ${whyHeld}
      where ${isConcerned} and k.suspended_at is null and ${isHeld}
      returning k.employee_id, k.property_id, k.cause
    ),
    card_ended as (
      update ${cards} as k
      set revoked_at = ${now}, cause = case when ${hasLeft} then ${endedWith.everything} else ${endedWith.rules} end
      where ${isConcerned} and (${hasLeft} or ${hasNothingThere})
      returning k.employee_id, k.property_id, k.ending, k.cause
    ),
    card_suspended as (
      update ${cards} as k
      set suspended_at = ${now}, suspended_for = 'hold', cause = ${whyHeld}
      where ${isConcerned} and k.suspended_at is null and ${isHeld}
      returning k.employee_id, k.property_id, k.ending, k.cause
    ),
    uninvited as (
      update ${invitations} as k set ended_at = ${now}
      where k.organization_id = ${organization} and k.employee_id = any(${ineligible}) and k.ended_at is null and ${hasLeft}
    )`
