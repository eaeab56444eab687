import { type SQL, sql } from 'drizzle-orm'
import { escapeLike, textArray } from '@/db/predicates'

/**
 * What SQL asks of entries that tell of several things, beside those that tell of one (`kinds.ts`).
 * `a` is the entry's row.
 */

/** Where `access.changed` keeps what the other kinds of a noun tell of. */
const fieldsOf = new Map([
  ['access', ['given', 'taken']],
  ['key', ['key']],
  ['card', ['cards']],
  ['role', ['role']],
])

/** An entry of this noun, or one that tells of such a thing among others. */
export function tellsOfNoun(a: SQL, noun: string): SQL {
  const ofOne = sql`(${a}.kind like ${`${escapeLike(noun)}.%`} and ${a}.kind <> 'access.changed')`
  const fields = fieldsOf.get(noun)
  if (!fields) return ofOne
  return sql`(${ofOne} or (${a}.kind = 'access.changed' and ${a}.data ?| ${textArray(fields)}))`
}

/** An access group was taken from somebody. */
export const takesGroups = (a: SQL): SQL =>
  sql`(${a}.kind = 'access.taken' or (${a}.kind = 'access.changed' and ${a}.data ? 'taken'))`

/** Access groups, a key or a card: something opens no more. A key has a cause where it stopped. */
export const takesAccess = (a: SQL): SQL =>
  sql`(${takesGroups(a)} or ${a}.kind in ('key.revoked', 'key.suspended', 'card.ended', 'card.suspended')
    or (${a}.kind = 'access.changed' and (${a}.data ? 'cards' or ${a}.data #> '{key,cause}' is not null)))`

/** A row for each access group that the entry gives or takes: whether it gives it, and its name. */
export const groupsTold = (a: SQL): SQL => sql`(
    select ${a}.kind = 'access.given' as gives, ${a}.data ->> 'accessGroup' as access_group
    where ${a}.kind in ('access.given', 'access.taken')
    union all
    select true, one ->> 'accessGroup' from jsonb_array_elements(${a}.data -> 'given') as one
    where ${a}.kind = 'access.changed'
    union all
    select false, one from jsonb_array_elements_text(${a}.data -> 'taken') as one
    where ${a}.kind = 'access.changed'
  )`
