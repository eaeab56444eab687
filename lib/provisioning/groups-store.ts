import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { violatesUnique } from '@/db/errors'
import { directoryGroupMembers, directoryGroups, employees } from '@/db/schema'
import { brokenRuleEntries } from '@/lib/access/over-time/end-last-results'
import { learnMembers } from '@/lib/access/over-time/learn-members'
import { reconnectRules } from '@/lib/access/over-time/reconnect-rules'
import { reconcile } from '@/lib/access/reconcile'
import { newId } from '@/lib/kernel/ids'
import { groupNameTaken, resourceNotFound, versionIsStale } from '@/lib/scim/errors'
import type {
  GroupChange,
  GroupRead,
  GroupStore,
  ListQuery,
  ListResult,
  Member,
  MemberChange,
  NewGroup,
  Resource,
  StoredGroup,
  WriteOptions,
} from '@/lib/scim/store'
import { isStorable } from './filter-predicates'
import { filterToSql } from './filter-sql'
import { groupFilterTable } from './filter-table'
import { groupEntries } from './group-entries'
import { groupColumnsOf } from './group-mapping'
import { changeMembers, changeMembersAlone, type GroupRow } from './member-sql'
import { netMembers } from './net-members'
import { type PagedTable, sortKeyColumn } from './page-sql'
import { readPage } from './read-page'
import { type RequestScope, type RequestSubject, write } from './write-scope'

const pagedTable: PagedTable = {
  createdAt: directoryGroups.createdAt,
  id: directoryGroups.id,
  resource: directoryGroups.resource,
  folded: directoryGroups.folded,
  sortable: {
    id: directoryGroups.id,
    displayName: directoryGroups.displayNameKey,
    externalId: directoryGroups.externalId,
    'meta.created': directoryGroups.createdAt,
    'meta.lastModified': directoryGroups.lastModifiedAt,
  },
}

const storedColumns = {
  id: directoryGroups.id,
  version: directoryGroups.version,
  created: directoryGroups.createdAt,
  lastModified: directoryGroups.lastModifiedAt,
  resource: directoryGroups.resource,
}

const membersColumnSql = sql`(
  select coalesce(jsonb_agg(jsonb_build_object(
    'value', coalesce(u.scim_id, m.member_id), 'type', m.member_type, 'display', coalesce(u.edits -> 'displayName' ->> 'entra', u.display_name, n.display_name)
  ) order by m.added_at, m.member_id), '[]'::jsonb)
  from ${directoryGroupMembers} as m
  left join ${employees} as u on u.organization_id = m.organization_id and u.id = m.member_id
  left join ${directoryGroups} as n on n.organization_id = m.organization_id and n.id = m.member_id
  where m.organization_id = ${directoryGroups.organizationId} and m.group_id = ${directoryGroups.id}
)`
// Nested, because Drizzle drops the table's name from columns at the top of a selected expression.
const membersColumn = sql<Member[]>`${membersColumnSql}`

export function createGroupStore(scope: RequestScope): GroupStore {
  return {
    create: (input, read) => createGroup(scope, input, read),
    get: (id, read) => getGroup(scope.ctx, id, read),
    list: (query) => listGroups(scope.ctx, query),
    update: (id, change, options) => updateGroup(scope, { id, change, options }),
    delete: (id, options) => deleteGroup(scope, id, options),
  }
}

async function createGroup(
  scope: RequestScope,
  { resource, members, membersSent }: NewGroup,
  read: GroupRead,
): Promise<StoredGroup> {
  const columns = groupColumnsOf(resource)
  const id = newId('group', scope.ctx.now)
  await write(scope, async (tx) => {
    const [inserted] = await tx.db
      .insert(directoryGroups)
      .values({
        ...columns,
        organizationId: tx.organizationId,
        id,
        version: 1,
        createdAt: tx.now,
        lastModifiedAt: tx.now,
        membersKnownAt: membersSent ? tx.now : null,
      })
      .onConflictDoNothing()
      .returning({ id: directoryGroups.id })
    if (!inserted) throw groupNameTaken()
    const outcome = await changeMembers(tx, id, [{ op: 'add', members }])
    // Entra sends no members along, so it never pays for this.
    if (membersSent && columns.externalIdKey) await reconnectRules(tx)
    const entries = [
      ...groupEntries.created({ id, name: columns.displayName }),
      ...groupEntries.members({ id, name: columns.displayName }, outcome),
      scope.entryFor({ status: 201, subject: subjectOf(id, columns.displayName) }),
    ]
    await reconcile(tx, { kind: 'employees', ids: outcome.employees }, entries)
  })
  scope.logged = true
  scope.milestones.push({ kind: 'group' })
  const { now } = scope.ctx
  const stored = { id, version: '1', created: now, lastModified: now, resource }
  if (!read.withMembers) return stored
  if (members.length === 0) return { ...stored, members: [] }
  return (await getGroup(scope.ctx, id, read)) ?? stored
}

async function getGroup(
  ctx: Context,
  id: string,
  read: GroupRead,
): Promise<StoredGroup | undefined> {
  const [row] = await ctx.db
    .select({ ...storedColumns, ...(read.withMembers ? { members: membersColumn } : {}) })
    .from(directoryGroups)
    .where(byId(ctx, id))
  return row && toStored(row)
}

async function listGroups(
  ctx: Context,
  { filter, sort, page, withMembers }: ListQuery & GroupRead,
): Promise<ListResult<StoredGroup>> {
  const matching = and(
    visible(ctx),
    filter ? filterToSql(filter, groupFilterTable(ctx.organizationId)) : undefined,
  )
  const { total, rows, cursors } = await readPage(
    { sort, page },
    {
      table: pagedTable,
      count: () => countGroups(ctx, matching),
      select: (window, order) =>
        ctx.db
          .select({
            ...storedColumns,
            ...(withMembers ? { members: membersColumn } : {}),
            ...(sort ? { sortKey: sortKeyColumn(sort, pagedTable) } : {}),
            total: sql<number>`${totalOf(matching)}`.mapWith(Number),
          })
          .from(directoryGroups)
          .where(and(matching, window.bound))
          .orderBy(...order)
          .limit(window.limit)
          .offset(window.offset),
      keyOf: (row) => row.id,
    },
  )
  return { total, resources: rows.map(toStored), ...cursors }
}

interface Update {
  id: string
  change: GroupChange
  options: WriteOptions & GroupRead
}

async function updateGroup(scope: RequestScope, update: Update): Promise<StoredGroup> {
  const work = update.change.resource ? updateInside : updateMembers
  const { stored, changed } = await write(scope, (tx) => work(scope, tx, update)).catch(
    async (error: unknown) => {
      if (error instanceof Unchanged) return afterUnchanged(scope, update, error)
      throw violatesUnique(error, 'directory_groups_display_name') ? groupNameTaken() : error
    },
  )
  scope.logged ||= changed
  if (!update.options.withMembers) return stored
  return (await getGroup(scope.ctx, stored.id, update.options)) ?? stored
}

async function updateInside(scope: RequestScope, tx: Context, { id, change, options }: Update) {
  const [before] = await tx.db.select().from(directoryGroups).where(byId(tx, id)).for('update')
  if (!before) throw resourceNotFound('Group', id)
  if (options.ifMatch && !options.ifMatch.includes(String(before.version))) throw versionIsStale()
  const resource = change.resource?.(before.resource as Resource) ?? 'unchanged'
  const outcome = await changeMembers(tx, id, change.members)
  if (before.membersKnownAt === null) await learnFromList(tx, id, change.members)
  const membersChanged = outcome.added + outcome.removed > 0
  if (resource === 'unchanged' && !membersChanged) {
    return { stored: toStored(storedRow(before)), changed: false }
  }
  const [after] = await tx.db
    .update(directoryGroups)
    .set({
      ...(resource === 'unchanged' ? {} : groupColumnsOf(resource)),
      version: before.version + 1,
      lastModifiedAt: tx.now,
    })
    .where(and(eq(directoryGroups.organizationId, tx.organizationId), eq(directoryGroups.id, id)))
    .returning()
  if (!after) throw resourceNotFound('Group', id)
  await reconcile(tx, { kind: 'employees', ids: outcome.employees }, [
    ...groupEntries.updated(before, after),
    ...groupEntries.members({ id, name: after.displayName }, outcome),
    updatedEntry(scope, options, { id, name: after.displayName }),
  ])
  return { stored: toStored(storedRow(after)), changed: true }
}

/** Undoes the transaction of a change that came to nothing: the version stays (scim.md 4). */
class Unchanged extends Error {
  constructor(
    readonly stored: StoredGroup,
    readonly membersKnown: boolean,
  ) {
    super('Nothing changed.')
  }
}

/** A list that was already so may still be the first that says who is in the group. */
async function afterUnchanged(
  scope: RequestScope,
  { id, change }: Update,
  { stored, membersKnown }: Unchanged,
) {
  if (!membersKnown) await write(scope, (tx) => learnFromList(tx, id, change.members))
  return { stored, changed: false }
}

/** A whole list says who is in the group; one who joins says nothing about those who may follow. */
async function learnFromList(
  tx: Context,
  id: string,
  changes: readonly MemberChange[],
): Promise<void> {
  if (netMembers(changes).othersStay) return
  await learnMembers(tx, eq(directoryGroups.id, id))
  await reconnectRules(tx)
}

/** Members alone, which is nearly all that Entra ever sends of groups. */
async function updateMembers(scope: RequestScope, tx: Context, { id, change, options }: Update) {
  if (!isStorable(id)) throw resourceNotFound('Group', id)
  const { before, after, outcome } = await changeMembersAlone(tx, id, {
    changes: change.members,
    ifMatch: options.ifMatch,
  })
  if (!after) throw before && options.ifMatch ? versionIsStale() : resourceNotFound('Group', id)
  if (before && outcome.added + outcome.removed === 0) {
    throw new Unchanged(toStored(before), before.membersKnown)
  }
  if (before && !before.membersKnown) await learnFromList(tx, id, change.members)
  await reconcile(tx, { kind: 'employees', ids: outcome.employees }, [
    ...groupEntries.members(after, outcome),
    updatedEntry(scope, options, after),
  ])
  return { stored: toStored(after), changed: true }
}

function updatedEntry(
  scope: RequestScope,
  options: GroupRead,
  { id, name }: Pick<GroupRow, 'id' | 'name'>,
) {
  const status = options.withMembers ? 200 : 204
  return scope.entryFor({ status, subject: subjectOf(id, name) })
}

/**
 * The group is gone for SCIM, and from the groups it was in. Its own members stay as they were, because a rule that names it is
 * marked broken and keeps its last result for a while (product.md 4.3): never a silent lock-out.
 */
async function deleteGroup(scope: RequestScope, id: string, options: WriteOptions): Promise<void> {
  await write(scope, async (tx) => {
    const [before] = await tx.db
      .select({ version: directoryGroups.version, name: directoryGroups.displayName })
      .from(directoryGroups)
      .where(byId(tx, id))
      .for('update')
    if (!before) throw resourceNotFound('Group', id)
    if (options.ifMatch && !options.ifMatch.includes(String(before.version))) {
      throw versionIsStale()
    }
    await tx.db
      .update(directoryGroups)
      .set({ deletedAt: tx.now, version: before.version + 1, lastModifiedAt: tx.now })
      .where(and(eq(directoryGroups.organizationId, tx.organizationId), eq(directoryGroups.id, id)))
    await tx.db
      .delete(directoryGroupMembers)
      .where(
        and(
          eq(directoryGroupMembers.organizationId, tx.organizationId),
          eq(directoryGroupMembers.memberId, id),
        ),
      )
    await reconcile(tx, { kind: 'employees', ids: [] }, [
      ...groupEntries.deleted({ id, name: before.name }),
      ...(await brokenRuleEntries(tx, { id, name: before.name })),
      scope.entryFor({ status: 204, subject: subjectOf(id, before.name) }),
    ])
  })
  scope.logged = true
}

function subjectOf(id: string, name: string): RequestSubject {
  return { kind: 'group', id, scimId: id, name }
}

function visible(ctx: Context): SQL | undefined {
  return and(
    eq(directoryGroups.organizationId, ctx.organizationId),
    isNull(directoryGroups.deletedAt),
  )
}

/** An id that Postgres cannot even hold names no group. */
function byId(ctx: Context, id: string): SQL | undefined {
  return isStorable(id) ? and(visible(ctx), eq(directoryGroups.id, id)) : sql`false`
}

async function countGroups(ctx: Context, matching: SQL | undefined): Promise<number> {
  const [row] = await ctx.db
    .select({ total: sql<number>`count(*)`.mapWith(Number) })
    .from(directoryGroups)
    .where(matching)
  return row?.total ?? 0
}

const totalOf = (matching: SQL | undefined) =>
  sql`(select count(*) from ${directoryGroups} where ${matching ?? sql`true`})`

type StoredRow = {
  id: string
  version: number
  created: Date
  lastModified: Date
  resource: Record<string, unknown>
  members?: Member[]
}

function storedRow(row: typeof directoryGroups.$inferSelect): StoredRow {
  return { ...row, created: row.createdAt, lastModified: row.lastModifiedAt }
}

function toStored({
  id,
  version,
  created,
  lastModified,
  resource,
  members,
}: StoredRow): StoredGroup {
  return {
    id,
    version: String(version),
    created,
    lastModified,
    resource: resource as Resource,
    ...(members ? { members } : {}),
  }
}
