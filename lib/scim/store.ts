import type { AttributePath } from './attribute'
import type { FilterNode } from './filter/ast'
import type { JsonObject } from './json'

/**
 * The port between the protocol and whatever keeps the resources. An implementation is made for one
 * request and bound to one organisation: nothing outside it can be seen or named through it.
 *
 * Promises every implementation keeps (scim.md 5 and 6):
 * - each read and each `list` is one consistent look, and sees every acknowledged write;
 * - a deleted resource is gone: unknown to reads, filters and uniqueness; its id is never reused;
 * - `userName` of users and `displayName` of groups are unique by `foldCase`, enforced inside the
 *   write; a breach throws `userNameTaken()` or `groupNameTaken()`;
 * - a write that changes nothing leaves `version` and `lastModified` alone.
 */
export interface ScimStores {
  readonly users: UserStore
  readonly groups: GroupStore
}

export interface UserStore {
  create(resource: Resource, read: UserRead): Promise<StoredUser>
  get(id: string, read: UserRead): Promise<StoredUser | undefined>
  list(query: ListQuery & UserRead): Promise<ListResult<StoredUser>>
  /**
   * Locks the row, calls the pure `change` with what is stored and writes what it returns. `change`
   * may throw a ScimError, which undoes everything. Throws `resourceNotFound`, `versionIsStale`.
   */
  update(id: string, change: Change, options: WriteOptions & UserRead): Promise<StoredUser>
  /** Throws `resourceNotFound`, `versionIsStale`. */
  delete(id: string, options: WriteOptions): Promise<void>
}

export interface GroupStore {
  create(input: NewGroup, read: GroupRead): Promise<StoredGroup>
  get(id: string, read: GroupRead): Promise<StoredGroup | undefined>
  list(query: ListQuery & GroupRead): Promise<ListResult<StoredGroup>>
  update(id: string, change: GroupChange, options: WriteOptions & GroupRead): Promise<StoredGroup>
  delete(id: string, options: WriteOptions): Promise<void>
}

/**
 * A resource's own JSON: canonical attribute names, values verbatim, extension blocks under their
 * URN. Without `id`, `meta` and `schemas`, which are derived, and without `members` and `groups`,
 * which are rows.
 */
export type Resource = JsonObject

export interface StoredResource {
  /** Opaque, never reused, never changed. */
  readonly id: string
  /** Opaque; another one after every change. Without quotes. */
  readonly version: string
  readonly created: Date
  readonly lastModified: Date
  readonly resource: Resource
}

export interface StoredUser extends StoredResource {
  /** The groups that list this user, given exactly when `withGroups` asked. */
  readonly groups?: readonly GroupReference[]
}

export interface StoredGroup extends StoredResource {
  /** Given exactly when `withMembers` asked; otherwise they are not loaded at all. */
  readonly members?: readonly Member[]
}

export interface GroupReference {
  readonly value: string
  readonly display: string
}

export interface Member {
  readonly value: string
  readonly type: 'User' | 'Group'
  readonly display?: string
}

/** A member as a client names it; without a type the store finds out which of the two it is. */
export interface MemberReference {
  readonly value: string
  readonly type?: 'User' | 'Group'
}

export interface NewGroup {
  readonly resource: Resource
  readonly members: readonly MemberReference[]
  /** Whether the request said who is in it, were it nobody; a client may add them afterwards. */
  readonly membersSent: boolean
}

/** Pure: what is stored in, what shall be stored out. */
export type Change = (before: Resource) => Resource | 'unchanged'

export interface GroupChange {
  /** Absent when only members change, so that the document need not be read. */
  readonly resource?: Change
  /** Applied in order. */
  readonly members: readonly MemberChange[]
}

/**
 * Members change as sets, whatever their number: adding one who is in, or removing one who is not,
 * succeeds and changes nothing. Ids that name no user or group of the organisation are skipped.
 */
export type MemberChange =
  | {
      readonly op: 'add' | 'remove' | 'replace'
      readonly members: readonly MemberReference[]
    }
  | { readonly op: 'clear' }

export interface WriteOptions {
  /** Versions one of which must be the stored one, compared inside the write. */
  readonly ifMatch?: readonly string[]
}

export interface UserRead {
  readonly withGroups: boolean
}

export interface GroupRead {
  readonly withMembers: boolean
}

export interface ListQuery {
  readonly filter: FilterNode | undefined
  /** Without one the order is (created, id), which also breaks ties of any other. */
  readonly sort: Sort | undefined
  readonly page: Page
}

export interface Sort {
  readonly path: AttributePath
  readonly descending: boolean
}

/** `count` is within 0 and PAGE_SIZE_MAX; `startIndex` counts from 1. */
export type Page =
  | { readonly kind: 'index'; readonly startIndex: number; readonly count: number }
  /** RFC 9865: no cursor asks for the first page; the text is the store's own. */
  | { readonly kind: 'cursor'; readonly cursor: string | undefined; readonly count: number }

export interface ListResult<T> {
  /** How many resources meet the filter, on whatever page. */
  readonly total: number
  readonly resources: readonly T[]
  readonly nextCursor?: string
  readonly previousCursor?: string
}
