import type { Json, JsonObject } from '../json'

/**
 * A recorded exchange with what it must lead to. `{run}` in any text becomes something unique, so
 * that a scenario can be played again against a directory that others use; `{name}` becomes the id
 * that an earlier step kept under that name.
 */
export interface Scenario {
  /** The guarantee, as a sentence. */
  readonly name: string
  readonly steps: readonly Step[]
}

export interface Step {
  readonly method: string
  /** Below the base, with the query, as it stands on the wire. */
  readonly path: string
  readonly body?: JsonObject | string
  readonly headers?: Readonly<Record<string, string>>
  readonly expect: Expectation
  /** Keeps the `id` of the answer. */
  readonly keep?: string
  /** Keeps other texts of the answer: the name to keep it under, and the attribute. */
  readonly keepToo?: Readonly<Record<string, string>>
}

export interface Expectation {
  readonly status: number | readonly number[]
  /**
   * What the body must contain: objects may hold more, lists have exactly these elements in any
   * order, ABSENT must not be there, EMPTY may be an empty list, and ANY must be there.
   */
  readonly body?: JsonObject
  readonly headers?: Readonly<Record<string, RegExp>>
  /** What the text of the body must not contain. */
  readonly without?: RegExp
}

export const ABSENT = '<absent>'
export const ANY = '<any>'
/** Absent or a list without elements, which mean the same (RFC 7643 section 2.5). */
export const EMPTY = '<empty>'

export const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
export const ENT = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

export function createUser(keep: string, attributes: JsonObject = {}): Step {
  const body = { schemas: [USER, ENT], userName: `${keep}-{run}@contoso.com`, ...attributes }
  return { method: 'POST', path: '/Users', body, keep, expect: { status: 201 } }
}

export function createGroup(keep: string, attributes: JsonObject = {}): Step {
  const body = { schemas: [GROUP], displayName: `${keep} {run}`, ...attributes }
  return { method: 'POST', path: '/Groups', body, keep, expect: { status: 201 } }
}

export function get(path: string, body: JsonObject): Step {
  return { method: 'GET', path, expect: { status: 200, body } }
}

export function patch(path: string, operations: Json[], status: Expectation['status']): Step {
  const body = { Operations: operations, schemas: [PATCH_OP] }
  return { method: 'PATCH', path, body, expect: { status } }
}

/** One change in the words of several dialects, all of which must end in the same state. */
export interface UserChange {
  readonly name: string
  readonly from: JsonObject
  readonly dialects: Readonly<Record<string, Json[]>>
  readonly to: JsonObject
}

export function userScenarios(change: UserChange): Scenario[] {
  return Object.entries(change.dialects).map(([dialect, operations]) => ({
    name: `${change.name} (${dialect})`,
    steps: [
      createUser('boss'),
      createUser('boss2'),
      createUser('ann', change.from),
      patch('/Users/{ann}', operations, [200, 204]),
      get('/Users/{ann}', { id: '{ann}', ...change.to }),
    ],
  }))
}

export interface GroupChange {
  readonly name: string
  /** Names among `u1`, `u2`, `u3` and `inner`, a group. */
  readonly from: readonly string[]
  readonly dialects: Readonly<Record<string, Json[]>>
  readonly to: JsonObject
}

export function groupScenarios(change: GroupChange): Scenario[] {
  return Object.entries(change.dialects).map(([dialect, operations]) => ({
    name: `${change.name} (${dialect})`,
    steps: [
      createUser('u1'),
      createUser('u2'),
      createUser('u3'),
      createGroup('inner'),
      createGroup('g', { members: change.from.map((name) => ({ value: `{${name}}` })) }),
      patch('/Groups/{g}', operations, [200, 204]),
      get('/Groups/{g}', { id: '{g}', ...change.to }),
    ],
  }))
}

export function membersAre(...names: string[]): JsonObject {
  return { members: names.map((name) => ({ value: `{${name}}` })) }
}
