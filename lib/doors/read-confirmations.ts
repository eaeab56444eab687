import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { activity, cards, employees, grants, mobileKeys } from '@/db/schema'
import { takesGroups } from '@/lib/activity/changed-sql'
import { confirmChanges } from './confirm-changes'
import type { Confirmation, PersonConfirmations } from './schemas'

/** More than anybody has; each bounds what one page asks about. */
const KEYS_MAX = 50
const GRANTS_MAX = 200

/**
 * Which doors know of what a person was given and of what was taken (docs/decisions/010); one
 * statement. A key is of its property, so every door there may remember it; a grant is about the
 * doors of its access group.
 */
export async function readConfirmations(
  ctx: Context,
  input: { employeeId: string },
): Promise<PersonConfirmations> {
  const changes = sql`
    (${stoppedKeys(ctx, input)}) union all (${runningGrants(ctx, input)}) union all (${ended(ctx, input)})`
  const told = await confirmChanges(ctx, changes)
  const of = (kind: string) =>
    told.flatMap(({ ref, ...one }) =>
      ref.startsWith(`${kind} `) ? [{ id: ref.slice(kind.length + 1), ...one }] : [],
    )
  const plain = ({ id: _id, ...one }: { id: string } & Confirmation): Confirmation => one
  return {
    keys: of('key').map(({ id, ...one }) => ({ keyId: id, ...one })),
    grants: of('grant').map(({ id, ...one }) => ({ grantId: id, ...one })),
    ended: of('end').map(plain),
  }
}

interface Who {
  employeeId: string
}

function stoppedKeys({ organizationId }: Context, { employeeId }: Who): SQL {
  return sql`
    select 'key ' || id as ref, property_id, coalesce(revoked_at, suspended_at) as at, null as access_group_id
    from ${mobileKeys}
    where organization_id = ${organizationId} and employee_id = ${employeeId}
      and coalesce(revoked_at, suspended_at) is not null
    order by at desc limit ${KEYS_MAX}`
}

function runningGrants({ organizationId, now }: Context, { employeeId }: Who): SQL {
  return sql`
    select 'grant ' || id, property_id, since, access_group_id
    from ${grants}
    where organization_id = ${organizationId} and employee_id = ${employeeId}
      and (until is null or until > ${now.toISOString()}::timestamptz)
    order by since desc limit ${GRANTS_MAX}`
}

/** Wherever a key, a card or an access group ended when the person did, also for one without a key. */
function ended({ organizationId }: Context, { employeeId }: Who): SQL {
  const of = (table: SQL) => sql`
    select property_id from ${table}
    where organization_id = ${organizationId} and employee_id = ${employeeId} and revoked_at >= e.ended_at`
  return sql`
    select 'end ' || lost.property_id, lost.property_id, e.ended_at, null
    from (
      select coalesce(deactivated_at, deleted_at) as ended_at from ${employees}
      where organization_id = ${organizationId} and id = ${employeeId}
        and (not active or deleted_at is not null)
    ) as e cross join lateral (
      ${of(sql`${mobileKeys}`)} union ${of(sql`${cards}`)} union
      select property_id from ${activity} as a
      where organization_id = ${organizationId} and subject_id = ${employeeId} and at >= e.ended_at
        and ${takesGroups(sql`a`)}
    ) as lost
    where lost.property_id is not null`
}
