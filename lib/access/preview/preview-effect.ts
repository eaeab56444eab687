import { sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { textArray } from '@/db/predicates'
import { accessGroupDoors, accessGroups, doors, employees } from '@/db/schema'
import type { RulePlan } from '@/lib/rules/rule-plan'
import type { KeyChoices } from '@/lib/rules/schemas'
import {
  type AccessEffect,
  CHANGES_LISTED_MAX,
  type ChangedPeople,
  type PersonEffect,
} from '../schemas'
import type { AlikeChange } from './decide-alike'
import { isToldOf } from './email-effect'
import { keyEffectOf } from './key-effect'

export interface PreviewedEffect {
  effect: AccessEffect
  keyChoices: { revocable: number; sendable: number }
}

type PeopleEffect = Omit<PersonEffect, 'id' | 'name' | 'department'> & {
  change: AlikeChange
  revocable: boolean
  sendable: boolean
  doorsGained: string[]
  doorsLost: string[]
}

/**
 * What changed decisions would do at one property: to people and their keys, and to each door. What
 * was given by hand stays, so a door that somebody also has by hand is neither gained nor lost.
 */
export async function previewEffect(
  ctx: Context,
  plan: RulePlan,
  { changes, keys }: { changes: AlikeChange[]; keys: KeyChoices },
): Promise<PreviewedEffect> {
  const { doors, groups } = await readPlaces(ctx, plan)
  const all = effectsOf(plan, changes, { keys, groups })
  const count = (is: (one: PeopleEffect) => boolean) => countPeople(all.filter(is))
  const gains = (one: PeopleEffect) => one.gains.length > 0
  const loses = (one: PeopleEffect) => one.loses.length > 0
  const shown = all.filter(isVisible)
  return {
    effect: {
      gain: count(gains),
      lose: count(loses),
      roles: count((one) => one.role !== null),
      keysIssued: count((one) => one.key === 'issued'),
      keysRevoked: count((one) => one.key === 'revoked'),
      besides: {
        roles: count((one) => one.role !== null && !gains(one) && !loses(one)),
        keysIssued: count((one) => one.key === 'issued' && !gains(one)),
        keysRevoked: count((one) => one.key === 'revoked' && !loses(one)),
      },
      emails: count((one) => one.email),
      emailsHeld: plan.property.quiet,
      people: await listedPeople(ctx, shown),
      peopleCount: countPeople(shown),
      doors: doorEffects(doors, all),
    },
    keyChoices: {
      revocable: count((one) => one.revocable),
      sendable: count((one) => one.sendable),
    },
  }
}

/** One page of the people to whom anything visible happens, and how many the pages have in all. */
export async function previewPeople(
  ctx: Context,
  plan: RulePlan,
  { changes, keys }: { changes: AlikeChange[]; keys: KeyChoices },
): Promise<ChangedPeople> {
  const { groups } = await readPlaces(ctx, plan)
  const shown = effectsOf(plan, changes, { keys, groups }).filter(isVisible)
  return {
    people: await listedPeople(ctx, shown),
    count: shown.reduce((sum, { change }) => sum + change.listed, 0),
  }
}

function effectsOf(
  { property }: RulePlan,
  changes: AlikeChange[],
  given: Pick<Known, 'keys' | 'groups'>,
): PeopleEffect[] {
  const roleName = new Map(property.roles.map((role) => [role.id, role.name]))
  const roleOf = (id: string | undefined) => (id === undefined ? null : (roleName.get(id) ?? null))
  return changes.map((change) => effectOf(change, { ...given, roleOf }))
}

function countPeople(effects: PeopleEffect[]): number {
  return effects.reduce((sum, one) => sum + one.change.people, 0)
}

/** Another rule that gives the same is no change that anybody notices. */
function isVisible(one: PeopleEffect): boolean {
  return one.gains.length + one.loses.length > 0 || one.role !== null || one.key !== null
}

interface Known {
  keys: KeyChoices
  groups: Map<string, Group>
  roleOf: (id: string | undefined) => string | null
}

function effectOf(change: AlikeChange, known: Known): PeopleEffect {
  const { before, after, byHand, key } = change
  const had = new Set([...(before?.accessGroupIds ?? []), ...byHand])
  const has = new Set([...(after?.accessGroupIds ?? []), ...byHand])
  const named = (ids: Set<string>) => [...ids].map((id) => known.groups.get(id)?.name ?? '').sort()
  const doorsOf = (ids: Set<string>) =>
    new Set([...ids].flatMap((id) => known.groups.get(id)?.doorIds ?? []))
  const [doorsHad, doorsHas] = [doorsOf(had), doorsOf(has)]
  const role = { before: known.roleOf(before?.roleId), after: known.roleOf(after?.roleId) }
  const keyEffect = keyEffectOf(change, { key, keys: known.keys, keepsAccess: byHand.size > 0 })
  return {
    change,
    gains: named(has.difference(had)),
    loses: named(had.difference(has)),
    role: before?.roleId === after?.roleId ? null : role,
    ...keyEffect,
    email: change.mayWrite && (keyEffect.invited || isToldOf(change, keyEffect)),
    doorsGained: [...doorsHas.difference(doorsHad)],
    doorsLost: [...doorsHad.difference(doorsHas)],
  }
}

interface Group {
  name: string
  doorIds: string[]
}

async function readPlaces(ctx: Context, { property, newGroups }: RulePlan) {
  const { rows } = await ctx.db.execute<{ id: string; name: string; door_ids: string[] }>(sql`
    select g.id, g.name, array(
      select d.door_id from ${accessGroupDoors} as d
      where d.organization_id = g.organization_id and d.access_group_id = g.id) as door_ids
    from ${accessGroups} as g
    where g.organization_id = ${ctx.organizationId} and g.property_id = ${property.id}`)
  const doorRows = await ctx.db.execute<{ id: string; door: string }>(sql`
    select id, name as door from ${doors}
    where organization_id = ${ctx.organizationId} and property_id = ${property.id}
    order by name_key`)
  const groups = new Map(
    rows.map(({ id, name, door_ids }): [string, Group] => [id, { name, doorIds: door_ids }]),
  )
  for (const { id, name, doorIds } of newGroups) groups.set(id, { name, doorIds })
  return { groups, doors: doorRows.rows }
}

/** The first people by name to whom anything visible happens. */
async function listedPeople(ctx: Context, shown: PeopleEffect[]): Promise<PersonEffect[]> {
  const people = shown
    .flatMap(({ change, gains, loses, role, key, email }) =>
      change.first.map(({ id, name }) => ({ id, name, gains, loses, role, key, email })),
    )
    .sort((one, other) => compareTexts(one.name, other.name) || compareTexts(one.id, other.id))
    .slice(0, CHANGES_LISTED_MAX)
  const ids = textArray(people.map((one) => one.id))
  const { rows } = await ctx.db.execute<{ id: string; department: string | null }>(sql`
    select id, department from ${employees}
    where organization_id = ${ctx.organizationId} and id = any(${ids})`)
  const departments = new Map(rows.map((row) => [row.id, row.department]))
  return people.map((one) => ({ ...one, department: departments.get(one.id) ?? null }))
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

function doorEffects(
  all: { id: string; door: string }[],
  effects: PeopleEffect[],
): AccessEffect['doors'] {
  const tally = (list: (one: PeopleEffect) => string[]) => {
    const counts = new Map<string, number>()
    for (const one of effects) {
      for (const id of list(one)) counts.set(id, (counts.get(id) ?? 0) + one.change.people)
    }
    return counts
  }
  const gained = tally((one) => one.doorsGained)
  const lost = tally((one) => one.doorsLost)
  return all
    .map((door) => ({ ...door, gain: gained.get(door.id) ?? 0, lose: lost.get(door.id) ?? 0 }))
    .filter((door) => door.gain + door.lose > 0)
}
