import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { activity, controllerHearings, organizations, requestBodies } from '@/db/schema'
import { firstIdAt } from '@/lib/kernel/ids'

/** How long the log is kept (product.md 3.10), and what requests carried (scim.md 10). */
const ACTIVITY_KEPT_DAYS = 400
const BODIES_KEPT_DAYS = 30
/** For how long it can be told since when a door knows of a change (docs/decisions/010). */
const HEARINGS_KEPT_DAYS = 30
const DAY_MS = 24 * 60 * 60 * 1000
/** One statement takes so many, of each organisation where it goes by them; a day's worth is gone in a few. */
const BATCH = 5_000
const EVERY_MS = 60 * 60 * 1000

const shared = globalThis as { sequrPruned?: { db: Db; at: number } }

/** Once an hour, and at the first look after a start: it is cheap where nothing is old. */
export async function pruneLogsWhenDue(db: Db, now: Date): Promise<void> {
  const last = shared.sequrPruned
  if (last?.db === db && now.getTime() - last.at < EVERY_MS) return
  shared.sequrPruned = { db, at: now.getTime() }
  await pruneLogs(db, now)
}

/** Deletes what is older than its time. Several processes may do it at once. */
export async function pruneLogs(db: Db, now: Date): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS)
  await untilNone(db, oldActivity(before(ACTIVITY_KEPT_DAYS)))
  await untilNone(db, oldBodies(before(BODIES_KEPT_DAYS)))
  await untilNone(db, oldHearings(before(HEARINGS_KEPT_DAYS)))
}

async function untilNone(db: Db, statement: SQL): Promise<void> {
  for (;;) {
    const { rows } = await db.execute(statement)
    if (rows.length === 0) return
  }
}

/** Per organisation, along its own index: nothing is read that stays. */
function oldActivity(before: Date): SQL {
  return sql`
    delete from ${activity} as a using ${organizations} as o, lateral (
      select id from ${activity}
      where organization_id = o.id and lens in ('people', 'sync', 'changes')
        and at < ${before.toISOString()}::timestamptz
      limit ${BATCH}
    ) as old
    where a.organization_id = o.id and a.id = old.id
    returning 1`
}

function oldBodies(before: Date): SQL {
  return sql`
    delete from ${requestBodies} as b using ${organizations} as o, lateral (
      select request_id from ${requestBodies}
      where organization_id = o.id and request_id < ${firstIdAt('request', before)}
      order by request_id limit ${BATCH}
    ) as old
    where b.organization_id = o.id and b.request_id = old.request_id
    returning 1`
}

/** Of every organisation at once, by age: there are few, and none refers to another row. */
function oldHearings(before: Date): SQL {
  return sql`
    delete from ${controllerHearings} as h using (
      select organization_id, controller_id, at from ${controllerHearings}
      where at < ${before.toISOString()}::timestamptz
      order by at limit ${BATCH}
    ) as old
    where h.organization_id = old.organization_id and h.controller_id = old.controller_id
      and h.at = old.at
    returning 1`
}
