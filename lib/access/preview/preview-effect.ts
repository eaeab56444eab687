import { sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { textArray } from '@/db/predicates'
import { accessGroupDoors, accessGroups, doors, employees, grants, mobileKeys } from '@/db/schema'
import type { DecisionChange } from '@/lib/rules/reevaluate'
import type { RulePlan } from '@/lib/rules/rule-plan'
import type { KeyChoices } from '@/lib/rules/schemas'
import { type AccessEffect, CHANGES_LISTED_MAX, type PersonEffect } from '../schemas'
import { keyEffectOf } from './key-effect'

export interface PreviewedEffect {
  effect: AccessEffect
  keyChoices: { revocable: number; sendable: number }
}

/** What one person has beside the rules at the property, and what that makes of the change. */
interface Held {
  byHand: ReadonlySet<string>
  key: 'living' | 'ended' | undefined
}

type PersonChange = Omit<PersonEffect, 'department'> & {
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
  { changes, keys }: { changes: DecisionChange[]; keys: KeyChoices },
): Promise<PreviewedEffect> {
  const places = await readGroups(ctx, plan)
  const held = await readHeld(ctx, plan.property.id, changes)
  const roleName = new Map(plan.property.roles.map((role) => [role.id, role.name]))
  const people = changes.map((change) =>
    personChange(change, {
      keys,
      groups: places.groups,
      held: held.get(change.employeeId) ?? { byHand: new Set<string>(), key: undefined },
      roleOf: (id) => (id === undefined ? null : (roleName.get(id) ?? null)),
    }),
  )
  const count = (is: (one: PersonChange) => boolean) => people.filter(is).length
  const shown = people.filter(isVisible)
  return {
    effect: {
      gain: count((one) => one.gains.length > 0),
      lose: count((one) => one.loses.length > 0),
      roles: count((one) => one.role !== null),
      keysIssued: count((one) => one.key === 'issued'),
      keysRevoked: count((one) => one.key === 'revoked'),
      emails: count((one) => one.email),
      people: await withDepartments(ctx, shown.slice(0, CHANGES_LISTED_MAX)),
      peopleCount: shown.length,
      doors: doorEffects(places.doors, people),
    },
    keyChoices: {
      revocable: count((one) => one.revocable),
      sendable: count((one) => one.sendable),
    },
  }
}

/** Another rule that gives the same is no change that anybody notices. */
function isVisible(one: PersonChange): boolean {
  return one.gains.length + one.loses.length > 0 || one.role !== null || one.key !== null
}

interface Known {
  keys: KeyChoices
  groups: Map<string, Group>
  held: Held
  roleOf: (id: string | undefined) => string | null
}

function personChange(change: DecisionChange, known: Known): PersonChange {
  const { before, after } = change
  const { byHand, key } = known.held
  const had = new Set([...(before?.accessGroupIds ?? []), ...byHand])
  const has = new Set([...(after?.accessGroupIds ?? []), ...byHand])
  const named = (ids: Set<string>) => [...ids].map((id) => known.groups.get(id)?.name ?? '').sort()
  const doorsOf = (ids: Set<string>) =>
    new Set([...ids].flatMap((id) => known.groups.get(id)?.doorIds ?? []))
  const [doorsHad, doorsHas] = [doorsOf(had), doorsOf(has)]
  const role = { before: known.roleOf(before?.roleId), after: known.roleOf(after?.roleId) }
  return {
    id: change.employeeId,
    name: change.employeeName,
    gains: named(has.difference(had)),
    loses: named(had.difference(has)),
    role: before?.roleId === after?.roleId ? null : role,
    ...keyEffectOf(change, { key, keys: known.keys, keepsAccess: byHand.size > 0 }),
    doorsGained: [...doorsHas.difference(doorsHad)],
    doorsLost: [...doorsHad.difference(doorsHas)],
  }
}

interface Group {
  name: string
  doorIds: string[]
}

async function readGroups(ctx: Context, { property, newGroups }: RulePlan) {
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

async function readHeld(
  ctx: Context,
  propertyId: string,
  changes: DecisionChange[],
): Promise<Map<string, Held>> {
  const ids = textArray(changes.map((change) => change.employeeId))
  const { rows } = await ctx.db.execute<{
    employee_id: string
    by_hand: string[]
    key: Held['key'] | null
  }>(sql`
    select employee_id, coalesce(array_agg(access_group_id) filter (where access_group_id is not null), '{}') as by_hand,
      min(key) as key
    from (
      select employee_id, access_group_id, null as key from ${grants}
      where organization_id = ${ctx.organizationId} and property_id = ${propertyId} and source = 'hand'
        and (until is null or until > ${ctx.now.toISOString()}::timestamptz) and employee_id = any(${ids})
      union all
      select employee_id, null, case when bool_or(revoked_at is null) then 'living' else 'ended' end
      from ${mobileKeys}
      where organization_id = ${ctx.organizationId} and property_id = ${propertyId} and employee_id = any(${ids})
      group by employee_id
    ) as held
    group by employee_id`)
  return new Map(
    rows.map((row) => [
      row.employee_id,
      { byHand: new Set(row.by_hand), key: row.key ?? undefined },
    ]),
  )
}

async function withDepartments(ctx: Context, people: PersonChange[]): Promise<PersonEffect[]> {
  const ids = textArray(people.map((one) => one.id))
  const { rows } = await ctx.db.execute<{ id: string; department: string | null }>(sql`
    select id, department from ${employees}
    where organization_id = ${ctx.organizationId} and id = any(${ids})`)
  const departments = new Map(rows.map((row) => [row.id, row.department]))
  return people.map(({ id, name, gains, loses, role, key, email }) => ({
    id,
    name,
    department: departments.get(id) ?? null,
    gains,
    loses,
    role,
    key,
    email,
  }))
}

function doorEffects(
  all: { id: string; door: string }[],
  people: PersonChange[],
): AccessEffect['doors'] {
  const tally = (list: (one: PersonChange) => string[]) => {
    const counts = new Map<string, number>()
    for (const id of people.flatMap(list)) counts.set(id, (counts.get(id) ?? 0) + 1)
    return counts
  }
  const gained = tally((one) => one.doorsGained)
  const lost = tally((one) => one.doorsLost)
  return all
    .map((door) => ({ ...door, gain: gained.get(door.id) ?? 0, lose: lost.get(door.id) ?? 0 }))
    .filter((door) => door.gain + door.lose > 0)
}
