import { sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { doorControllers } from '@/db/schema'
import { hashSecret } from '@/lib/platform/secret'
import { noteHearingSql } from './hear-sql'

/** A controller in a loop is written down so often; every few minutes is usual. */
const NOTED_AFTER_SECONDS = 10

/**
 * A controller says that it is there, without a question. From then on it is expected to, so that
 * silence means that it is cut off. False when the credential is not one that works.
 */
export async function reportPresence(
  db: Db,
  { credential, now }: { credential: string; now: Date },
): Promise<boolean> {
  const at = sql`${now.toISOString()}::timestamptz`
  const { rows } = await db.execute(sql`
    with controller as (
      select * from ${doorControllers} where hash = ${hashSecret(credential)} and revoked_at is null
    ),
    heard as (
      update ${doorControllers} as c set last_heard_at = ${at}, reports_at = ${at}
      from controller where c.organization_id = controller.organization_id and c.id = controller.id
        and (c.reports_at is null or c.last_heard_at is null
          or c.last_heard_at < ${at} - ${NOTED_AFTER_SECONDS}::int * interval '1 second')
      returning c.organization_id, c.id
    ),
    noted as (${noteHearingSql(at)})
    select id from controller`)
  return rows.length > 0
}
