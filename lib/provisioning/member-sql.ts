import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { directoryGroupMembers, directoryGroups, employees } from '@/db/schema'
import type { MemberChange } from '@/lib/scim/store'

/** What one set of member changes did. */
export interface MemberOutcome {
  /** Ids of employees whose membership began or ended. */
  employees: string[]
  added: number
  removed: number
  /** Ids that name nobody here; skipped, because a refusal would lose the valid ones (profile 7.9). */
  unknown: string[]
}

type Row = { what: 'added' | 'removed' | 'unknown'; id: string; type: 'User' | 'Group' | null }

const NOTHING: MemberOutcome = { employees: [], added: 0, removed: 0, unknown: [] }
const UNKNOWN_KEPT_MAX = 20

/**
 * Applies one change of a group's members in one statement whose cost does not depend on the size
 * of the group (scim.md 5). The caller holds the group's row.
 */
export async function changeMembers(
  tx: Context,
  groupId: string,
  change: MemberChange,
): Promise<MemberOutcome> {
  const values = change.op === 'clear' ? [] : [...new Set(change.members.map((m) => m.value))]
  if (values.length === 0 && (change.op === 'add' || change.op === 'remove')) return NOTHING
  const { rows } = await tx.db.execute<Row>(statementFor(tx, groupId, { op: change.op, values }))
  return outcomeOf(rows)
}

export function joinOutcomes(outcomes: MemberOutcome[]): MemberOutcome {
  return {
    employees: [...new Set(outcomes.flatMap((outcome) => outcome.employees))],
    added: outcomes.reduce((sum, outcome) => sum + outcome.added, 0),
    removed: outcomes.reduce((sum, outcome) => sum + outcome.removed, 0),
    unknown: [...new Set(outcomes.flatMap((outcome) => outcome.unknown))].slice(
      0,
      UNKNOWN_KEPT_MAX,
    ),
  }
}

function statementFor(
  tx: Context,
  groupId: string,
  { op, values }: { op: MemberChange['op']; values: string[] },
): SQL {
  const organizationId = tx.organizationId
  const members = directoryGroupMembers
  // One parameter, whatever the number of values.
  const wanted = sql`select value from jsonb_array_elements_text(${JSON.stringify(values)}::jsonb)`
  // Who joins is held until the commit: a delete waits and then sees the membership it has to end,
  // or it came first and the one who is gone does not join. A person is held against other pushes
  // too: two that change what one rule asks for are decided one after the other, so the second sees
  // both. They are held in order, so that two groups of the same people do not wait for each other.
  const joining = op === 'add' || op === 'replace'
  const users = sql`
    select e.id as id, 'User' as type, e.scim_id as value
    from ${employees} as e join wanted on wanted.value = e.scim_id
    where e.organization_id = ${organizationId} and e.deleted_at is null and e.user_name is not null
    order by e.id
    for no key update of e`
  const groups = sql`
    select g.id, 'Group', g.id
    from ${directoryGroups} as g join wanted on wanted.value = g.id
    where g.organization_id = ${organizationId} and g.deleted_at is null and g.id <> ${groupId}
    ${joining ? sql`for key share of g` : sql``}`
  const insert = sql`
    insert into ${members} (organization_id, group_id, member_id, member_type, added_at)
    select ${organizationId}, ${groupId}, id, type, ${tx.now.toISOString()}::timestamptz from resolved
    on conflict do nothing
    returning member_id, member_type`
  const remove = (which: SQL) => sql`
    delete from ${members}
    where organization_id = ${organizationId} and group_id = ${groupId} and ${which}
    returning member_id, member_type`
  const nothing = sql`select null::text as member_id, null::text as member_type where false`
  const parts = {
    add: { added: insert, removed: nothing },
    remove: { added: nothing, removed: remove(sql`member_id in (select id from resolved)`) },
    replace: { added: insert, removed: remove(sql`member_id not in (select id from resolved)`) },
    clear: { added: nothing, removed: remove(sql`true`) },
  }[op]
  return sql`
    with wanted as (${wanted}), users as (${users}), groups (id, type, value) as (${groups}),
      resolved as (select * from users union all select * from groups),
      added as (${parts.added}), removed as (${parts.removed})
    select 'added' as what, member_id as id, member_type as type from added
    union all select 'removed', member_id, member_type from removed
    union all select 'unknown', w.value, null from wanted as w
      where not exists (select 1 from resolved as r where r.value = w.value)`
}

function outcomeOf(rows: Row[]): MemberOutcome {
  const changed = rows.filter((row) => row.what !== 'unknown')
  return {
    employees: changed.filter((row) => row.type === 'User').map((row) => row.id),
    added: changed.filter((row) => row.what === 'added').length,
    removed: changed.filter((row) => row.what === 'removed').length,
    unknown: rows
      .filter((row) => row.what === 'unknown')
      .map((row) => row.id)
      .slice(0, UNKNOWN_KEPT_MAX),
  }
}
