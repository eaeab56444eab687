import { type Directory } from '../directory'
import { type Group, isSoftDeleted, type Person } from '../person'
import type { Link, Links } from './job'
import { enterpriseUser, groupMappings, managerTarget, mapped, userMappings } from './mapping'
import {
  changedValues,
  createBody,
  type Dialect,
  managerOperation,
  memberOperation,
  updateOperations,
} from './operations'
import type { ScimClient } from './scim-client'
import { ScimFailure } from './scim-failure'

const USER_SCHEMAS = ['urn:ietf:params:scim:schemas:core:2.0:User', enterpriseUser]
const GROUP_SCHEMAS = [
  'urn:ietf:params:scim:schemas:core:2.0:Group',
  'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group',
]

export interface Tally {
  created: number
  updated: number
  disabled: number
  deleted: number
  memberships: number
}

export interface Sync {
  client: ScimClient
  links: Links
  dialect: Dialect
  tally: Tally
}

/** One person, as entra-profile 4.2 says: a cached link, else a match, else a create; then the difference. */
export async function syncPerson(sync: Sync, person: Person): Promise<void> {
  const values = mapped(userMappings, person)
  const found = await findTarget(sync, {
    type: 'Users',
    id: person.id,
    match: ['userName', person.userPrincipalName],
  })
  if (!found) {
    // A person who was never there and is disabled is skipped (NotEffectivelyEntitled).
    if (isSoftDeleted(person)) return
    const made = await sync.client.create('Users', createBody(values, USER_SCHEMAS))
    sync.links.users[person.id] = { target: made.id }
    sync.tally.created += 1
    return
  }
  sync.links.users[person.id] = { ...sync.links.users[person.id], target: found.id }
  const changed = changedValues(values, found)
  if (changed.size === 0) return
  await sync.client.patch('Users', found.id, updateOperations(changed, found, sync.dialect))
  if (changed.get('active') === 'False') sync.tally.disabled += 1
  else sync.tally.updated += 1
}

export async function syncGroup(sync: Sync, group: Group): Promise<void> {
  const values = mapped(groupMappings, group)
  const found = await findTarget(sync, {
    type: 'Groups',
    id: group.id,
    match: ['displayName', group.displayName],
  })
  if (!found) {
    const made = await sync.client.create('Groups', createBody(values, GROUP_SCHEMAS))
    sync.links.groups[group.id] = { target: made.id, members: [] }
    sync.tally.created += 1
    return
  }
  sync.links.groups[group.id] = { members: [], ...sync.links.groups[group.id], target: found.id }
  const changed = changedValues(values, found)
  if (changed.size === 0) return
  await sync.client.patch('Groups', found.id, updateOperations(changed, found, sync.dialect))
  sync.tally.updated += 1
}

/** Memberships and managers follow once both ends are there; one member a request (entra-profile 7.10). */
export async function syncMembers(sync: Sync, group: Group, people: Person[]): Promise<void> {
  const link = sync.links.groups[group.id]
  if (!link) return
  const inScope = new Set(people.filter((one) => one.assigned).map((one) => one.id))
  const wanted = group.memberIds.filter((id) => inScope.has(id) && sync.links.users[id])
  const known = new Set(link.members ?? [])
  const change = async (what: 'add' | 'remove', id: string) => {
    const target = sync.links.users[id]?.target
    if (!target) return
    await sync.client.patch('Groups', link.target, [memberOperation(what, target, sync.dialect)])
    if (what === 'add') known.add(id)
    else known.delete(id)
    link.members = [...known]
    sync.tally.memberships += 1
  }
  for (const id of wanted) if (!known.has(id)) await change('add', id)
  for (const id of link.members ?? []) if (!wanted.includes(id)) await change('remove', id)
}

export async function syncManager(sync: Sync, person: Person): Promise<void> {
  const link = sync.links.users[person.id]
  if (!link) return
  const manager = person.managerId ? (sync.links.users[person.managerId]?.target ?? null) : null
  if (manager === (link.manager ?? null)) return
  const operation = managerOperation(managerTarget, manager, sync.dialect)
  await sync.client.patch('Users', link.target, [operation])
  link.manager = manager
  sync.tally.updated += 1
}

/** What is gone here is deleted there: purged people, and groups that are no longer assigned. */
export async function removeLeftovers(sync: Sync, { people, groups }: Directory): Promise<void> {
  const present = new Set(people.map((one) => one.id))
  const assigned = new Set(groups.filter((one) => one.assigned).map((one) => one.id))
  const remove = async (type: 'Users' | 'Groups', links: Record<string, Link>, id: string) => {
    const link = links[id]
    if (!link) return
    await sync.client.remove(type, link.target)
    delete links[id]
    sync.tally.deleted += 1
  }
  for (const id of Object.keys(sync.links.users)) {
    if (!present.has(id)) await remove('Users', sync.links.users, id)
  }
  for (const id of Object.keys(sync.links.groups)) {
    if (!assigned.has(id)) await remove('Groups', sync.links.groups, id)
  }
}

interface Wanted {
  type: 'Users' | 'Groups'
  /** Our object id. */
  id: string
  /** The matching attribute and its value. */
  match: [string, string]
}

async function findTarget({ client, links }: Sync, { type, id, match: [name, value] }: Wanted) {
  const table = type === 'Users' ? links.users : links.groups
  const link = table[id]
  if (link) {
    const known = await client.read(type, link.target)
    if (known) return known
    // The link is broken (InvalidAnchor): matched anew, as in a first cycle.
    delete table[id]
  }
  const found = await client.find(type, `${name} eq ${JSON.stringify(value)}`)
  if (found.length > 1) {
    throw new ScimFailure('DuplicateTargetEntries', `More than one resource has this ${name}.`)
  }
  return found[0]
}
