import { includes, type Projection } from './projection'
import type { ParsedBody } from './resource'
import type { Stored } from './response'
import { groupType, type ResourceType, userType } from './schemas'
import type {
  Change,
  GroupStore,
  ListQuery,
  ListResult,
  MemberChange,
  ScimStores,
  UserStore,
  WriteOptions,
} from './store'

/** Users and groups behind one shape, so that each verb of the protocol is written once. */
export interface Collection {
  readonly type: ResourceType
  create(body: ParsedBody, projection: Projection): Promise<Stored>
  get(id: string, projection: Projection): Promise<Stored | undefined>
  list(query: ListQuery, projection: Projection): Promise<ListResult<Stored>>
  update(
    id: string,
    edit: Edit,
    options: WriteOptions & { projection?: Projection },
  ): Promise<Stored>
  delete(id: string, options: WriteOptions): Promise<void>
}

export interface Edit {
  readonly resource: Change | undefined
  readonly members: readonly MemberChange[]
}

export type Choose = (stores: ScimStores) => Collection

export const chooseUsers: Choose = (stores) => userCollection(stores.users)
export const chooseGroups: Choose = (stores) => groupCollection(stores.groups)

function userCollection(users: UserStore): Collection {
  const read = (projection?: Projection) => ({
    withGroups: projection !== undefined && includes(projection, 'groups'),
  })
  return {
    type: userType,
    create: (body, projection) => users.create(body.resource, read(projection)),
    get: (id, projection) => users.get(id, read(projection)),
    list: (query, projection) => users.list({ ...query, ...read(projection) }),
    update: (id, edit, { projection, ...options }) =>
      users.update(id, edit.resource ?? (() => 'unchanged'), { ...options, ...read(projection) }),
    delete: (id, options) => users.delete(id, options),
  }
}

function groupCollection(groups: GroupStore): Collection {
  const read = (projection?: Projection) => ({
    withMembers: projection !== undefined && includes(projection, 'members'),
  })
  return {
    type: groupType,
    create: (body, projection) => groups.create(body, read(projection)),
    get: (id, projection) => groups.get(id, read(projection)),
    list: (query, projection) => groups.list({ ...query, ...read(projection) }),
    update: (id, { resource, members }, { projection, ...options }) =>
      groups.update(id, resource ? { resource, members } : { members }, {
        ...options,
        ...read(projection),
      }),
    delete: (id, options) => groups.delete(id, options),
  }
}
