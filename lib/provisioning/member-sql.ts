import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { directoryGroupMembers, directoryGroups, employees } from '@/db/schema'
import { Statement, textArrayNamed } from '@/db/statement'
import type { MemberChange } from '@/lib/scim/store'
import { type NetMembers, netMembers } from './net-members'

/** What a set of member changes did. */
export interface MemberOutcome {
  /** Ids of employees whose membership began or ended. */
  employees: string[]
  added: number
  removed: number
  /** Ids that name nobody here; skipped, because a refusal would lose the valid ones (profile 7.9). */
  unknown: string[]
}

/** The columns of a group that an answer and the log need. */
export interface GroupRow {
  id: string
  name: string
  version: number
  created: Date
  lastModified: Date
  resource: Record<string, unknown>
  /** Whether it is known who is in it, see `lib/access/over-time/learn-members.ts`. */
  membersKnown: boolean
}

type Row = {
  what: 'added' | 'removed' | 'unknown' | 'before' | 'after'
  id: string
  type: 'User' | 'Group' | null
  row: StoredJson | null
}
type StoredJson = Omit<GroupRow, 'created' | 'lastModified'> & {
  created: string
  lastModified: string
}

const NOTHING: MemberOutcome = { employees: [], added: 0, removed: 0, unknown: [] }
const UNKNOWN_KEPT_MAX = 20

/**
 * Applies changes of a group's members in one statement whose cost does not depend on the size of
 * the group (scim.md 5). The caller holds the group's row.
 */
export async function changeMembers(
  tx: Context,
  groupId: string,
  changes: readonly MemberChange[],
): Promise<MemberOutcome> {
  const net = netMembers(changes)
  if (net.othersStay && net.add.size + net.remove.size === 0) return NOTHING
  const statement = statementFor({ ...shapeOf(net), alone: false, ifMatch: false })
  return outcomeOf(await runFor(tx, statement, { groupId, net, ifMatch: [] }))
}

/**
 * The same for a request that changes nothing but members: the group's row is locked, its version
 * counted and the members changed, all in the one statement. `after` is missing when there is no such
 * group or its version is none of `ifMatch`. The caller undoes the transaction where nothing changed.
 */
export async function changeMembersAlone(
  tx: Context,
  groupId: string,
  {
    changes,
    ifMatch,
  }: { changes: readonly MemberChange[]; ifMatch: readonly string[] | undefined },
): Promise<{ before: GroupRow | undefined; after: GroupRow | undefined; outcome: MemberOutcome }> {
  const net = netMembers(changes)
  const statement = statementFor({ ...shapeOf(net), alone: true, ifMatch: ifMatch !== undefined })
  const rows = await runFor(tx, statement, { groupId, net, ifMatch: ifMatch ?? [] })
  return {
    before: groupRowOf(rows, 'before'),
    after: groupRowOf(rows, 'after'),
    outcome: outcomeOf(rows),
  }
}

/** Beyond these Postgres plans for their very number, see `Statement`. */
const FEW_MEMBERS = 20

async function runFor(
  tx: Context,
  statement: Statement<Row>,
  { groupId, net, ifMatch }: { groupId: string; net: NetMembers; ifMatch: readonly string[] },
): Promise<Row[]> {
  const wanted = [
    ...[...net.add].map((value) => ({ value, joins: true })),
    ...[...net.remove].map((value) => ({ value, joins: false })),
  ]
  const values = {
    organizationId: tx.organizationId,
    groupId,
    now: tx.now.toISOString(),
    // One parameter, whatever the number of values.
    wanted: JSON.stringify(wanted),
    ifMatch,
  }
  return statement.run(tx.db, values, { many: wanted.length > FEW_MEMBERS || !net.othersStay })
}

/** On what the text of the statement depends. */
interface Shape {
  joins: boolean
  leaves: boolean
  othersStay: boolean
  /** Whether the group's row is changed along with its members. */
  alone: boolean
  ifMatch: boolean
}

function shapeOf(net: NetMembers): Pick<Shape, 'joins' | 'leaves' | 'othersStay'> {
  return { joins: net.add.size > 0, leaves: net.remove.size > 0, othersStay: net.othersStay }
}

const statements = new Map<string, Statement<Row>>()

function statementFor(shape: Shape): Statement<Row> {
  const name = ['members', ...Object.entries(shape).flatMap(([key, on]) => (on ? key : []))].join(
    '_',
  )
  const known = statements.get(name)
  if (known) return known
  const statement = new Statement<Row>(
    () => (shape.alone ? aloneSql(shape) : withinSql(shape)),
    name,
  )
  statements.set(name, statement)
  return statement
}

const organization = sql.placeholder('organizationId')
const group = sql.placeholder('groupId')
const now = sql`${sql.placeholder('now')}::timestamptz`

function withinSql(shape: Shape): SQL {
  return sql`
    with ${memberParts(shape, sql`true`)}
    ${effects}`
}

/**
 * The update's own condition is plain on purpose. Where two requests meet, Postgres evaluates it
 * anew on the row that the other one left, and could not do that with the members inside it.
 */
function aloneSql(shape: Shape): SQL {
  const own = sql`g.organization_id = ${organization} and g.id = ${group} and g.deleted_at is null`
  const row = sql`jsonb_build_object('id', g.id, 'name', g.display_name, 'version', g.version, 'created', g.created_at,
    'lastModified', g.last_modified_at, 'resource', g.resource, 'membersKnown', g.members_known_at is not null)`
  return sql`
    with touched as (
      update ${directoryGroups} as g
      set version = g.version + 1, last_modified_at = ${now}
      where ${own} ${shape.ifMatch ? sql`and g.version::text = any(${textArrayNamed('ifMatch')})` : sql``}
      returning ${row} as row
    ),
    ${memberParts(shape, sql`exists (select 1 from touched)`)}
    ${effects}
    union all select 'after', null, null, row from touched
    union all select 'before', null, null, ${row} from ${directoryGroups} as g where ${own}`
}

/** Nothing is written unless `when` holds. */
function memberParts({ joins, leaves, othersStay }: Shape, when: SQL): SQL {
  // Who joins is held until the commit: a delete waits and then sees the membership it has to end,
  // or it came first and the one who is gone does not join. A person is held against other pushes
  // too: two that change what one rule asks for are decided one after the other, so the second sees
  // both. They are held in order, so that two groups of the same people do not wait for each other.
  const holdGroups = joins ? sql`for key share of g` : sql``
  const leaving = othersStay
    ? sql`member_id in (select id from resolved where not joins)`
    : sql`member_id not in (select id from resolved where joins)`
  const removed = sql`
    delete from ${directoryGroupMembers}
    where organization_id = ${organization} and group_id = ${group} and ${leaving} and ${when}
    returning member_id, member_type`
  const nobody = sql`select null::text as member_id, null::text as member_type where false`
  return sql`
    wanted as (
      select * from jsonb_to_recordset(${sql.placeholder('wanted')}::jsonb) as w (value text, joins boolean)
    ),
    users as (
      select e.id as id, 'User' as type, e.scim_id as value, w.joins
      from ${employees} as e join wanted as w on w.value = e.scim_id
      where e.organization_id = ${organization} and e.deleted_at is null and e.user_name is not null and ${when}
      order by e.id
      for no key update of e
    ),
    groups (id, type, value, joins) as (
      select g.id, 'Group', g.id, w.joins
      from ${directoryGroups} as g join wanted as w on w.value = g.id
      where g.organization_id = ${organization} and g.deleted_at is null and g.id <> ${group} and ${when}
      ${holdGroups}
    ),
    resolved as (select * from users union all select * from groups),
    added as (
      insert into ${directoryGroupMembers} (organization_id, group_id, member_id, member_type, added_at)
      select ${organization}, ${group}, id, type, ${now} from resolved where joins
      on conflict do nothing
      returning member_id, member_type
    ),
    removed as (${leaves || !othersStay ? removed : nobody})`
}

const effects = sql`
  select 'added' as what, member_id as id, member_type as type, null::jsonb as row from added
  union all select 'removed', member_id, member_type, null from removed
  union all select 'unknown', w.value, null, null from wanted as w
    where not exists (select 1 from resolved as r where r.value = w.value)`

function outcomeOf(rows: Row[]): MemberOutcome {
  const idsOf = (...kinds: Row['what'][]) =>
    rows.filter((row) => kinds.includes(row.what)).map((row) => row.id)
  const people = rows.filter((row) => row.type === 'User').map((row) => row.id)
  return {
    employees: people,
    added: idsOf('added').length,
    removed: idsOf('removed').length,
    unknown: idsOf('unknown').slice(0, UNKNOWN_KEPT_MAX),
  }
}

function groupRowOf(rows: Row[], what: 'before' | 'after'): GroupRow | undefined {
  const stored = rows.find((row) => row.what === what)?.row
  if (!stored) return undefined
  const { created, lastModified, ...row } = stored
  return { ...row, created: new Date(created), lastModified: new Date(lastModified) }
}
