import {
  groupNameTaken,
  invalidCursor,
  resourceNotFound,
  userNameTaken,
  versionIsStale,
} from './errors'
import { compileFilter } from './filter/match'
import { foldCase } from './fold-case'
import type { Json, JsonObject } from './json'
import { toDocument } from './response'
import { groupType, type ResourceType, userType } from './schemas'
import { compareKeys, sortKeyOf } from './sort-key'
import type {
  GroupStore,
  ListQuery,
  ListResult,
  Member,
  MemberChange,
  MemberReference,
  Page,
  Resource,
  ScimStores,
  Sort,
  StoredGroup,
  StoredUser,
  UserStore,
  WriteOptions,
} from './store'

/** One organisation in memory: the reference that the database's stores are measured against. */
export function createMemoryStores(options: { now?: () => Date } = {}): ScimStores {
  const world: World = {
    users: new Map(),
    groups: new Map(),
    now: options.now ?? (() => new Date()),
  }
  return { users: memoryUsers(world), groups: memoryGroups(world) }
}

interface Row {
  readonly id: string
  readonly created: Date
  lastModified: Date
  version: number
  resource: Resource
}

interface GroupRow extends Row {
  /** Id to type; a set of members, in the order in which they came. */
  readonly members: Map<string, 'User' | 'Group'>
}

interface World {
  readonly users: Map<string, Row>
  readonly groups: Map<string, GroupRow>
  readonly now: () => Date
}

function memoryUsers(world: World): UserStore {
  const show = (row: Row, withGroups: boolean): StoredUser => ({
    ...copyOf(row),
    ...(withGroups ? { groups: groupsOf(world, row.id) } : {}),
  })
  return {
    async create(resource, { withGroups }) {
      refuseTaken(world.users, { name: 'userName', taken: userNameTaken }, resource)
      const row = newRow(world, resource)
      world.users.set(row.id, row)
      return show(row, withGroups)
    },
    async get(id, { withGroups }) {
      const row = world.users.get(id)
      return row && show(row, withGroups)
    },
    async list({ withGroups, ...query }) {
      const rows = [...world.users.values()]
      const documents = rows.map((row) => toDocument(show(row, true), userType, ''))
      return selectRows(rows, documents, query, (row) => show(row, withGroups))
    },
    async update(id, change, { withGroups, ...options }) {
      const row = existing(world.users, userType, id, options)
      const after = change(row.resource)
      if (after !== 'unchanged') {
        refuseTaken(world.users, { name: 'userName', taken: userNameTaken }, after, id)
        write(world, row, after)
      }
      return show(row, withGroups)
    },
    async delete(id, options) {
      existing(world.users, userType, id, options)
      world.users.delete(id)
      dropMember(world, id)
    },
  }
}

function memoryGroups(world: World): GroupStore {
  const show = (row: GroupRow, withMembers: boolean): StoredGroup => ({
    ...copyOf(row),
    ...(withMembers ? { members: membersOf(world, row) } : {}),
  })
  return {
    async create({ resource, members }, { withMembers }) {
      refuseTaken(world.groups, { name: 'displayName', taken: groupNameTaken }, resource)
      const row: GroupRow = { ...newRow(world, resource), members: new Map() }
      world.groups.set(row.id, row)
      applyMembers(world, row.members, { op: 'add', members })
      return show(row, withMembers)
    },
    async get(id, { withMembers }) {
      const row = world.groups.get(id)
      return row && show(row, withMembers)
    },
    async list({ withMembers, ...query }) {
      const rows = [...world.groups.values()]
      const documents = rows.map((row) => toDocument(show(row, true), groupType, ''))
      return selectRows(rows, documents, query, (row) => show(row, withMembers))
    },
    async update(id, change, { withMembers, ...options }) {
      const row = existing(world.groups, groupType, id, options)
      const after = change.resource?.(row.resource) ?? 'unchanged'
      if (after !== 'unchanged') {
        refuseTaken(world.groups, { name: 'displayName', taken: groupNameTaken }, after, id)
      }
      const before = [...row.members.keys()].sort().join(' ')
      for (const members of change.members) applyMembers(world, row.members, members)
      const membersChanged = before !== [...row.members.keys()].sort().join(' ')
      if (after !== 'unchanged') write(world, row, after)
      else if (membersChanged) write(world, row, row.resource)
      return show(row, withMembers)
    },
    async delete(id, options) {
      existing(world.groups, groupType, id, options)
      world.groups.delete(id)
      dropMember(world, id)
    },
  }
}

function newRow(world: World, resource: Resource): Row {
  const now = world.now()
  return { id: crypto.randomUUID(), created: now, lastModified: now, version: 1, resource }
}

function write(world: World, row: Row, resource: Resource): void {
  row.resource = resource
  row.version++
  row.lastModified = world.now()
}

function copyOf({ id, created, lastModified, version, resource }: Row) {
  return { id, created, lastModified, version: String(version), resource }
}

function existing<R extends Row>(
  rows: Map<string, R>,
  type: ResourceType,
  id: string,
  { ifMatch }: WriteOptions,
): R {
  const row = rows.get(id)
  if (!row) throw resourceNotFound(type.name, id)
  if (ifMatch && !ifMatch.includes(String(row.version))) throw versionIsStale()
  return row
}

interface UniqueName {
  readonly name: 'userName' | 'displayName'
  readonly taken: () => Error
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null)
}

function refuseTaken(
  rows: ReadonlyMap<string, Row>,
  unique: UniqueName,
  resource: Resource,
  ownId?: string,
): void {
  const key = foldCase(textOf(resource[unique.name]))
  for (const row of rows.values()) {
    const isOther = row.id !== ownId
    if (isOther && foldCase(textOf(row.resource[unique.name])) === key) throw unique.taken()
  }
}

function applyMembers(world: World, members: GroupRow['members'], change: MemberChange): void {
  if (change.op === 'clear' || change.op === 'replace') members.clear()
  if (change.op === 'clear') return
  for (const reference of change.members) {
    if (change.op === 'remove') members.delete(reference.value)
    else addMember(world, members, reference)
  }
}

function addMember(world: World, members: GroupRow['members'], { value }: MemberReference): void {
  if (world.users.has(value)) members.set(value, 'User')
  else if (world.groups.has(value)) members.set(value, 'Group')
}

function dropMember(world: World, id: string): void {
  for (const group of world.groups.values()) {
    if (group.members.delete(id)) write(world, group, group.resource)
  }
}

function membersOf(world: World, row: GroupRow): Member[] {
  return [...row.members].flatMap(([value, type]) => {
    const of = type === 'User' ? world.users.get(value) : world.groups.get(value)
    const display = of?.resource.displayName
    return typeof display === 'string' ? { value, type, display } : { value, type }
  })
}

function groupsOf(world: World, userId: string) {
  return [...world.groups.values()]
    .filter((group) => group.members.has(userId))
    .map((group) => ({ value: group.id, display: textOf(group.resource.displayName) }))
}

function selectRows<R extends Row, S>(
  rows: readonly R[],
  documents: readonly JsonObject[],
  query: ListQuery,
  show: (row: R) => S,
): ListResult<S> {
  const hasExternalId = (value: string) => documents.some((doc) => doc.externalId === value)
  const matches = query.filter ? compileFilter(query.filter, { hasExternalId }) : () => true
  const found = rows
    .map((row, i) => ({ row, document: documents[i] ?? {} }))
    .filter(({ document }) => matches(document))
  // Maps keep the order of creation, and sorting is stable.
  if (query.sort) found.sort(byAttribute(query.sort))
  return {
    total: found.length,
    ...cut(
      found.map(({ row }) => show(row)),
      query.page,
    ),
  }
}

function byAttribute({ path, descending }: Sort) {
  return (left: { document: JsonObject }, right: { document: JsonObject }) =>
    compareKeys(sortKeyOf(left.document, path), sortKeyOf(right.document, path), descending)
}

/** A cursor of this store is the place of the page's first resource. */
function cut<S>(all: readonly S[], page: Page): Omit<ListResult<S>, 'total'> {
  if (page.kind === 'index') {
    return { resources: all.slice(page.startIndex - 1, page.startIndex - 1 + page.count) }
  }
  const start = page.cursor === undefined ? 0 : readCursor(page.cursor)
  const next = start + page.count
  return {
    resources: all.slice(start, next),
    ...(page.count > 0 && next < all.length ? { nextCursor: `at-${next}` } : {}),
    ...(page.count > 0 && start > 0
      ? { previousCursor: `at-${Math.max(0, start - page.count)}` }
      : {}),
  }
}

function readCursor(cursor: string): number {
  const at = /^at-(\d{1,9})$/.exec(cursor)?.[1]
  if (at === undefined) throw invalidCursor()
  return Number(at)
}
