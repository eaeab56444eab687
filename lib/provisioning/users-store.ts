import { and, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { violatesUnique } from '@/db/errors'
import { directoryGroupMembers, employees } from '@/db/schema'
import { followAddress } from '@/lib/access/key-deeds/follow-address'
import { resumeKeysAndCards } from '@/lib/access/key-deeds/resume-keys-and-cards'
import { moveStarts } from '@/lib/access/over-time/move-starts'
import { reconcile } from '@/lib/access/reconcile'
import { pathName } from '@/lib/scim/attribute'
import { resourceNotFound, userNameTaken, versionIsStale } from '@/lib/scim/errors'
import type {
  Change,
  GroupReference,
  ListQuery,
  ListResult,
  Resource,
  StoredUser,
  UserRead,
  UserStore,
  WriteOptions,
} from '@/lib/scim/store'
import { isStorable } from './filter-predicates'
import { filterToSql } from './filter-sql'
import { userFilterTable } from './filter-table'
import { findUser, groupsColumn, storedColumns } from './find-user'
import { insertUser } from './insert-user'
import { keepDetails } from './kept-details'
import { textKey } from './keys'
import { type PagedTable, sortKeyColumn } from './page-sql'
import { readPage } from './read-page'
import { lockUser, storeUser } from './update-user'
import { userEntries } from './user-entries'
import { columnsOf } from './user-mapping'
import { type RequestScope, type RequestSubject, write } from './write-scope'

/** SCIM users are the employees that Entra has sent and not deleted. */
export const pagedUsers: PagedTable = {
  createdAt: employees.createdAt,
  id: employees.id,
  resource: employees.resource,
  folded: employees.folded,
  sortable: {
    id: employees.scimId,
    userName: employees.userNameKey,
    externalId: employees.externalId,
    'meta.created': employees.createdAt,
    'meta.lastModified': employees.lastModifiedAt,
  },
}

export function createUserStore(scope: RequestScope): UserStore {
  return {
    create: (resource, read) => createUser(scope, resource, read),
    get: (id, read) => getUser(scope.ctx, id, read),
    list: (query) => listUsers(scope.ctx, query),
    update: (id, change, options) => updateUser(scope, { id, change, options }),
    delete: (id, options) => deleteUser(scope, id, options),
  }
}

async function createUser(
  scope: RequestScope,
  resource: Resource,
  read: UserRead,
): Promise<StoredUser> {
  const { stored, isNew } = await write(scope, (tx) => createInside(scope, tx, resource)).catch(
    nameTaken,
  )
  scope.logged = true
  if (!read.withGroups) return stored
  return isNew ? { ...stored, groups: [] } : ((await getUser(scope.ctx, stored.id, read)) ?? stored)
}

async function createInside(scope: RequestScope, tx: Context, resource: Resource) {
  const inserted = await insertUser(tx, resource)
  if (!inserted) throw userNameTaken()
  if (inserted.how === 'same') {
    const change = () => resource
    const update = { id: inserted.id, change, options: {}, sentAsNew: true }
    return { stored: (await updateInside(scope, tx, update)).stored, isNew: false }
  }
  const { employeeId, id, name, version, kept, lost } = inserted
  await reconcile(tx, { kind: 'employees', ids: [employeeId, ...kept.map((one) => one.id)] }, [
    ...userEntries.created(inserted),
    ...userEntries.keptByHand(kept),
    ...userEntries.overwritten({ id: employeeId, name }, lost),
    scope.entryFor({ status: 201, subject: subjectOf({ employeeId, scimId: id, name }) }),
  ])
  scope.milestones.push({ kind: 'person', name })
  const stored = {
    id,
    version: String(version),
    created: scope.ctx.now,
    lastModified: scope.ctx.now,
    resource,
  }
  return { stored, isNew: inserted.how === 'new' }
}

async function getUser(ctx: Context, id: string, read: UserRead): Promise<StoredUser | undefined> {
  const row = isStorable(id) ? await findUser(ctx, { scimId: id }, read) : undefined
  return row && toStored(row)
}

async function listUsers(
  ctx: Context,
  { filter, sort, page, withGroups }: ListQuery & UserRead,
): Promise<ListResult<StoredUser>> {
  const userName = sort ? undefined : matchedUserName(filter, page)
  if (userName !== undefined) {
    const row = await findUser(ctx, { userNameKey: textKey(userName) }, { withGroups })
    return { total: row ? 1 : 0, resources: row ? [toStored(row)] : [] }
  }
  const matching = and(
    visible(ctx),
    filter ? filterToSql(filter, userFilterTable(ctx.organizationId)) : undefined,
  )
  const { total, rows, cursors } = await readPage(
    { sort, page },
    {
      table: pagedUsers,
      count: () => countUsers(ctx, matching),
      select: (window, order) =>
        ctx.db
          .select({
            ...storedColumns,
            ...(withGroups ? { groups: groupsColumn } : {}),
            ...(sort ? { sortKey: sortKeyColumn(sort, pagedUsers) } : {}),
            total: sql<number>`${totalOf(matching)}`.mapWith(Number),
          })
          .from(employees)
          .where(and(matching, window.bound))
          .orderBy(...order)
          .limit(window.limit)
          .offset(window.offset),
      keyOf: (row) => row.employeeId,
    },
  )
  return { total, resources: rows.map(toStored), ...cursors }
}

/** The user name that a list asks for and nothing else: Entra's match, of each person in each cycle. */
function matchedUserName(filter: ListQuery['filter'], page: ListQuery['page']): string | undefined {
  if (filter?.kind !== 'compare' || filter.operator !== 'eq') return undefined
  if (page.kind !== 'index' || page.startIndex !== 1 || page.count === 0) return undefined
  const { path, value } = filter
  const isUserName = pathName(path) === 'userName' && typeof value === 'string'
  return isUserName && isStorable(value) ? value : undefined
}

interface Update {
  id: string
  change: Change
  options: WriteOptions
  /** The client asked for a new resource, and it is this one. */
  sentAsNew?: boolean
}

async function updateUser(
  scope: RequestScope,
  update: Update & { options: UserRead },
): Promise<StoredUser> {
  const { stored, changed } = await write(scope, (tx) => updateInside(scope, tx, update)).catch(
    nameTaken,
  )
  scope.logged ||= changed
  if (!update.options.withGroups) return stored
  return (await getUser(scope.ctx, stored.id, update.options)) ?? stored
}

async function updateInside(scope: RequestScope, tx: Context, update: Update) {
  const { id, change, options, sentAsNew = false } = update
  const before = await lockUser(tx, id)
  if (!before) throw resourceNotFound('User', id)
  refuseStale(before.version, options)
  const resource = change(before.resource as Resource)
  if (resource === 'unchanged') return { stored: toStored(rowOf(before)), changed: false }
  const derived = columnsOf(resource)
  const details = keepDetails(before, { derived, owned: before.sequrOwns, at: tx.now })
  const written = await storeUser(tx, before, details)
  if (!written) throw resourceNotFound('User', id)
  const { after, kept } = written
  await moveStarts(tx, before.id, { before: before.facts, after: after.facts })
  const newlyReachable = before.primaryEmail || !after.primaryEmail ? [] : [before.id]
  const ids = [before.id, ...kept.map((one) => one.id)]
  await reconcile(tx, { kind: 'employees', ids, newlyReachable }, [
    ...userEntries.updated(before, after),
    ...(sentAsNew ? userEntries.recognised(after, 'object_id') : []),
    ...userEntries.keptByHand(kept),
    ...userEntries.overwritten({ id: after.id, name: after.displayName }, details.lost),
    scope.entryFor({
      status: sentAsNew ? 201 : 200,
      subject: {
        ...subjectOf({ employeeId: before.id, scimId: id, name: after.displayName }),
        ...(before.active === after.active ? {} : { turn: after.active ? 'returned' : 'left' }),
      },
    }),
  ])
  await followAddress(tx, {
    employeeId: before.id,
    before: before.primaryEmail,
    after: after.primaryEmail,
  })
  if (before.hold && !after.hold) await resumeKeysAndCards(tx, { employeeId: before.id })
  return { stored: toStored(rowOf(after)), changed: true }
}

/** Leavers first: access ends in the transaction that removes the person from SCIM (product.md 0.2). */
async function deleteUser(scope: RequestScope, id: string, options: WriteOptions): Promise<void> {
  await write(scope, async (tx) => {
    const [before] = await tx.db
      .select({ id: employees.id, version: employees.version, name: employees.displayName })
      .from(employees)
      .where(byId(tx, id))
      .for('update')
    if (!before) throw resourceNotFound('User', id)
    refuseStale(before.version, options)
    await tx.db
      .update(employees)
      .set({
        active: false,
        deletedAt: tx.now,
        deactivatedAt: sql`coalesce(${employees.deactivatedAt}, ${tx.now.toISOString()}::timestamptz)`,
        version: before.version + 1,
        lastModifiedAt: tx.now,
      })
      .where(and(eq(employees.organizationId, tx.organizationId), eq(employees.id, before.id)))
    await tx.db
      .delete(directoryGroupMembers)
      .where(
        and(
          eq(directoryGroupMembers.organizationId, tx.organizationId),
          eq(directoryGroupMembers.memberId, before.id),
        ),
      )
    await reconcile(tx, { kind: 'employees', ids: [before.id] }, [
      ...userEntries.deleted(before),
      scope.entryFor({
        status: 204,
        subject: subjectOf({ employeeId: before.id, scimId: id, name: before.name }),
      }),
    ])
  })
  scope.logged = true
}

function subjectOf(person: { employeeId: string; scimId: string; name: string }): RequestSubject {
  return { kind: 'employee', id: person.employeeId, scimId: person.scimId, name: person.name }
}

/** People stored by hand are no SCIM resources until Entra sends them; deleted ones are gone. */
function visible(ctx: Context): SQL | undefined {
  return and(
    eq(employees.organizationId, ctx.organizationId),
    isNull(employees.deletedAt),
    isNotNull(employees.userName),
  )
}

/** An id that Postgres cannot even hold names nobody. */
function byId(ctx: Context, id: string): SQL | undefined {
  return isStorable(id) ? and(visible(ctx), eq(employees.scimId, id)) : sql`false`
}

function refuseStale(version: number, { ifMatch }: WriteOptions): void {
  if (ifMatch && !ifMatch.includes(String(version))) throw versionIsStale()
}

function nameTaken(error: unknown): never {
  throw violatesUnique(error, 'employees_user_name') ? userNameTaken() : error
}

async function countUsers(ctx: Context, matching: SQL | undefined): Promise<number> {
  const [row] = await ctx.db
    .select({ total: sql<number>`count(*)`.mapWith(Number) })
    .from(employees)
    .where(matching)
  return row?.total ?? 0
}

const totalOf = (matching: SQL | undefined) =>
  sql`(select count(*) from ${employees} where ${matching ?? sql`true`})`

type StoredRow = {
  id: string
  version: number
  created: Date
  lastModified: Date
  resource: Record<string, unknown>
  groups?: GroupReference[]
}

function rowOf(row: typeof employees.$inferSelect): StoredRow {
  return {
    id: row.scimId,
    version: row.version,
    created: row.createdAt,
    lastModified: row.lastModifiedAt,
    resource: row.resource,
  }
}

function toStored(row: StoredRow): StoredUser {
  const { id, version, created, lastModified, resource, groups } = row
  return {
    id,
    version: String(version),
    created,
    lastModified,
    resource: resource as Resource,
    ...(groups ? { groups } : {}),
  }
}
