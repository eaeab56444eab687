import { patchBody, userBody } from './scim-test-client'

/**
 * Every place of the protocol where an id can stand, and the status with which an id that nobody
 * has is answered there. What the asking organisation has itself is given to each.
 */
export type Sent = [method: string, path: string, body?: unknown, headers?: Record<string, string>]
export interface Own {
  user: string
  group: string
  /** A version that another organisation's resource has. */
  foreignTag: string
}
export interface Place {
  status: number
  ask: (id: string, own: Own) => Sent
}

const ENT = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const eqFilter = (path: string, id: string) => encodeURIComponent(`${path} eq "${id}"`)
const bulk = (method: string, path: string, data?: unknown) => ({
  Operations: [{ method, path, bulkId: 'a', ...(data === undefined ? {} : { data }) }],
})
const patchGroup = (own: Own, ...operations: unknown[]): Sent => [
  'PATCH',
  `/Groups/${own.group}`,
  patchBody(...operations),
]
let made = 0
const fresh = () => `case-${made++}@stranger.example`

export const placesOfUsers: Record<string, Place> = {
  'GET /Users/{id}': { status: 404, ask: (id) => ['GET', `/Users/${id}`] },
  'GET /Users/{id} with If-None-Match': {
    status: 404,
    ask: (id, own) => ['GET', `/Users/${id}`, undefined, { 'if-none-match': own.foreignTag }],
  },
  'PUT /Users/{id}': {
    status: 404,
    ask: (id) => ['PUT', `/Users/${id}`, userBody('put@x.example')],
  },
  'PATCH /Users/{id}': {
    status: 404,
    ask: (id) => ['PATCH', `/Users/${id}`, patchBody({ op: 'replace', path: 'title', value: 'x' })],
  },
  'PATCH /Users/{id} with If-Match': {
    status: 404,
    ask: (id, own) => [
      'PATCH',
      `/Users/${id}`,
      patchBody({ op: 'replace', path: 'active', value: false }),
      { 'if-match': own.foreignTag },
    ],
  },
  'DELETE /Users/{id}': { status: 404, ask: (id) => ['DELETE', `/Users/${id}`] },
  'DELETE /Users/{id} with If-Match': {
    status: 404,
    ask: (id) => ['DELETE', `/Users/${id}`, undefined, { 'if-match': '*' }],
  },
  'filter on id': { status: 200, ask: (id) => ['GET', `/Users?filter=${eqFilter('id', id)}`] },
  'filter on manager': {
    status: 200,
    ask: (id) => ['GET', `/Users?filter=${eqFilter('manager', id)}`],
  },
  'filter on manager.value': {
    status: 200,
    ask: (id) => ['GET', `/Users?filter=${eqFilter(`${ENT}:manager.value`, id)}`],
  },
  'filter that tries to escape by or': {
    status: 200,
    ask: (id) => [
      'GET',
      `/Users?filter=${encodeURIComponent(`id eq "${id}" or (id eq "${id}" and userName pr)`)}`,
    ],
  },
  'filter on members': {
    status: 200,
    ask: (id) => ['GET', `/Groups?filter=${eqFilter('members', id)}`],
  },
  'filter on members.value': {
    status: 200,
    ask: (id) => ['GET', `/Groups?filter=${eqFilter('members.value', id)}`],
  },
  'filter on an element of members': {
    status: 200,
    ask: (id) => ['GET', `/Groups?filter=${encodeURIComponent(`members[value eq "${id}"]`)}`],
  },
  '/Users/.search on id': {
    status: 200,
    ask: (id) => ['POST', '/Users/.search', { filter: `id eq "${id}"` }],
  },
  '/.search on id': { status: 200, ask: (id) => ['POST', '/.search', { filter: `id eq "${id}"` }] },
  '/Groups/.search on members': {
    status: 200,
    ask: (id) => ['POST', '/Groups/.search', { filter: `members.value eq "${id}"` }],
  },
  'manager in a POST': {
    status: 201,
    ask: (id) => ['POST', '/Users', userBody(fresh(), { [ENT]: { manager: { value: id } } })],
  },
  'manager in a PUT': {
    status: 200,
    ask: (id, own) => [
      'PUT',
      `/Users/${own.user}`,
      userBody('eve@stranger.example', { [ENT]: { manager: id } }),
    ],
  },
  'manager in a PATCH': {
    status: 200,
    ask: (id, own) => [
      'PATCH',
      `/Users/${own.user}`,
      patchBody({ op: 'Add', path: `${ENT}:manager`, value: id }),
    ],
  },
  'manager in a PATCH filter': {
    status: 200,
    ask: (id, own) => [
      'PATCH',
      `/Users/${own.user}`,
      patchBody({ op: 'remove', path: `manager[value eq "${id}"]` }),
    ],
  },
  'members of a POST': {
    status: 201,
    ask: (id) => ['POST', '/Groups', { displayName: fresh(), members: [{ value: id }] }],
  },
  'members of a PUT': {
    status: 200,
    ask: (id, own) => [
      'PUT',
      `/Groups/${own.group}`,
      { displayName: 'Own', members: [{ value: id, type: 'User' }] },
    ],
  },
  'members added by PATCH': {
    status: 204,
    ask: (id, own) => patchGroup(own, { op: 'Add', path: 'members', value: [{ value: id }] }),
  },
  'members removed by PATCH': {
    status: 204,
    ask: (id, own) => patchGroup(own, { op: 'Remove', path: 'members', value: [{ value: id }] }),
  },
  'members replaced by PATCH': {
    status: 204,
    ask: (id, own) => patchGroup(own, { op: 'replace', path: 'members', value: [{ value: id }] }),
  },
  'members removed by a path': {
    status: 204,
    ask: (id, own) => patchGroup(own, { op: 'remove', path: `members[value eq "${id}"]` }),
  },
  'members without a path': {
    status: 204,
    ask: (id, own) => patchGroup(own, { op: 'add', value: { members: [{ value: id }] } }),
  },
  'Bulk PATCH of a user': {
    status: 200,
    ask: (id) => [
      'POST',
      '/Bulk',
      bulk('PATCH', `/Users/${id}`, patchBody({ op: 'replace', path: 'active', value: false })),
    ],
  },
  'Bulk DELETE of a user': {
    status: 200,
    ask: (id) => ['POST', '/Bulk', bulk('DELETE', `/Users/${id}`)],
  },
  'Bulk PUT of a user': {
    status: 200,
    ask: (id) => ['POST', '/Bulk', bulk('PUT', `/Users/${id}`, userBody('bulk@x.example'))],
  },
  'members in a Bulk POST, beside a bulkId': {
    status: 200,
    ask: (id) => [
      'POST',
      '/Bulk',
      {
        Operations: [
          { method: 'POST', path: '/Users', bulkId: 'u', data: userBody(fresh()) },
          {
            method: 'POST',
            path: '/Groups',
            bulkId: 'g',
            data: { displayName: fresh(), members: [{ value: id }, { value: 'bulkId:u' }] },
          },
        ],
      },
    ],
  },
}

export const placesOfGroups: Record<string, Place> = {
  'GET /Groups/{id}': { status: 404, ask: (id) => ['GET', `/Groups/${id}`] },
  'GET /Groups/{id} without members': {
    status: 404,
    ask: (id) => ['GET', `/Groups/${id}?excludedAttributes=members`],
  },
  'PUT /Groups/{id}': { status: 404, ask: (id) => ['PUT', `/Groups/${id}`, { displayName: 'x' }] },
  'PATCH /Groups/{id} of its name': {
    status: 404,
    ask: (id) => [
      'PATCH',
      `/Groups/${id}`,
      patchBody({ op: 'replace', path: 'displayName', value: 'x' }),
    ],
  },
  'PATCH /Groups/{id} of its members': {
    status: 404,
    ask: (id) => ['PATCH', `/Groups/${id}`, patchBody({ op: 'Remove', path: 'members' })],
  },
  'PATCH /Groups/{id} that adds an own user': {
    status: 404,
    ask: (id, own) => [
      'PATCH',
      `/Groups/${id}`,
      patchBody({ op: 'Add', path: 'members', value: [{ value: own.user }] }),
    ],
  },
  'DELETE /Groups/{id}': { status: 404, ask: (id) => ['DELETE', `/Groups/${id}`] },
  'filter on the id of a group': {
    status: 200,
    ask: (id) => ['GET', `/Groups?filter=${eqFilter('id', id)}`],
  },
  'filter on a group and a member': {
    status: 200,
    ask: (id, own) => [
      'GET',
      `/Groups?attributes=id&filter=${encodeURIComponent(`id eq "${id}" and members eq "${own.user}"`)}`,
    ],
  },
  'a group as member': {
    status: 204,
    ask: (id, own) =>
      patchGroup(own, { op: 'Add', path: 'members', value: [{ value: id, type: 'Group' }] }),
  },
  'Bulk DELETE of a group': {
    status: 200,
    ask: (id) => ['POST', '/Bulk', bulk('DELETE', `/Groups/${id}`)],
  },
}
