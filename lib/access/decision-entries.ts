import type { ActivityData, CardChange, KeyChange } from '@/lib/activity/kinds'
import type { ActivityEntry } from '@/lib/activity/record'
import type { DecisionChange } from '@/lib/rules/reevaluate'
import type { StoredRule } from '@/lib/rules/stored-rules'
import type { Effect } from './apply-sql'

type Changed = ActivityData['access.changed']
type AdministratorEnded = Extract<Effect, { what: 'admin_ended' }>
type EffectThere = Exclude<Effect, AdministratorEnded>

/**
 * What the activity log tells of decisions that were applied: one entry for each person and property
 * (decision 020), and one for an administrator who lost the sign-in, which is of no property. Both
 * lists are gone through once, for they may be about a hundred thousand people.
 */
export function decisionEntries(
  effects: Effect[],
  changes: DecisionChange[],
  { rules, roles }: Told,
): ActivityEntry[] {
  const names = namesOf(rules, roles)
  const caused = new Map<string, EffectThere[]>()
  const signedOut: ActivityEntry[] = []
  for (const effect of effects) {
    if (effect.what === 'admin_ended') {
      signedOut.push(signedOutEntry(effect))
      continue
    }
    const place = placeKey(effect.employee_id, effect.property_id)
    const there = caused.get(place)
    if (there) there.push(effect)
    else caused.set(place, [effect])
  }
  const decided = new Map(
    changes.map((change) => [placeKey(change.employeeId, change.propertyId), change]),
  )
  // Where nothing but the role is another, there is no effect.
  const places = new Set([...caused.keys(), ...decided.keys()])
  const changed = [...places].flatMap((place) =>
    changedEntry(caused.get(place) ?? [], decided.get(place), names),
  )
  return [...changed, ...signedOut]
}

/** One person at one property. */
export const placeKey = (employeeId: string, propertyId: string) => `${employeeId} ${propertyId}`

interface Told {
  rules: StoredRule[]
  /** Names by role id. */
  roles: Map<string, string>
}

interface Names {
  rules: Map<string, StoredRule>
  roles: Map<string, string>
  properties: Map<string, string>
}

function namesOf(rules: StoredRule[], roles: Map<string, string>): Names {
  return {
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    roles,
    properties: new Map(rules.map((rule) => [rule.propertyId, rule.propertyName])),
  }
}

function signedOutEntry(effect: AdministratorEnded): ActivityEntry {
  const { employee_id: id, employee_name: name, user_id: userId, role_id: roleId, role } = effect
  return {
    kind: 'employee.signed_out',
    data: { name, userId, roleId, role },
    subject: { kind: 'employee', id },
  }
}

/** None where all that is different is by which rules the same is given. */
function changedEntry(
  effects: EffectThere[],
  change: DecisionChange | undefined,
  names: Names,
): ActivityEntry[] {
  const role = change && roleChange(change, names)
  const [first] = effects
  const where = first ? placeOfEffect(first) : role && change && placeOfChange(change, names)
  if (!where) return []
  const { employeeId, name, propertyId, property } = where
  const given = effects.flatMap((effect) => givenGroup(effect, change, names))
  // One that was given by hand and by a rule is taken once.
  const taken = new Set(effects.flatMap((one) => (one.what === 'taken' ? one.access_group : [])))
  const [key] = effects.flatMap(keyChange)
  const cards = effects.flatMap(cardChange)
  const data: Changed = {
    name,
    property,
    ...(given.length > 0 && { given }),
    ...(taken.size > 0 && { taken: [...taken] }),
    ...(key && { key }),
    ...(cards.length > 0 && { cards }),
    ...(role && { role }),
  }
  return [
    { kind: 'access.changed', data, subject: { kind: 'employee', id: employeeId }, propertyId },
  ]
}

const placeOfEffect = (effect: EffectThere) => ({
  employeeId: effect.employee_id,
  name: effect.employee_name,
  propertyId: effect.property_id,
  property: effect.property,
})

const placeOfChange = ({ employeeId, employeeName, propertyId }: DecisionChange, names: Names) => ({
  employeeId,
  name: employeeName,
  propertyId,
  property: names.properties.get(propertyId) ?? '',
})

function givenGroup(
  effect: EffectThere,
  change: DecisionChange | undefined,
  names: Names,
): { accessGroup: string; rules: string[] }[] {
  if (effect.what !== 'given') return []
  const rules = (change?.after?.ruleIds ?? []).flatMap((id) => {
    const rule = names.rules.get(id)
    return rule?.outcome.accessGroupIds.includes(effect.access_group_id) ? rule.name : []
  })
  return [{ accessGroup: effect.access_group, rules }]
}

/** At most one: a person has one living key at a property, and it ends only where none is issued. */
function keyChange(effect: EffectThere): KeyChange[] {
  switch (effect.what) {
    case 'key_issued':
      return [{ what: 'issued' }]
    case 'key_revoked':
      return [{ what: 'revoked', cause: effect.cause }]
    case 'key_suspended':
      return [{ what: 'suspended', cause: effect.cause }]
    default:
      return []
  }
}

function cardChange(effect: EffectThere): CardChange[] {
  if (effect.what !== 'card_ended' && effect.what !== 'card_suspended') return []
  const { card, cause } = effect
  return [{ card, what: effect.what === 'card_ended' ? 'ended' : 'suspended', cause }]
}

function roleChange(
  { before, after, propertyId }: DecisionChange,
  names: Names,
): Changed['role'] | undefined {
  if (before?.roleId === after?.roleId || !names.properties.has(propertyId)) return undefined
  const nameOf = (roleId: string | undefined) => names.roles.get(roleId ?? '') ?? null
  return { before: nameOf(before?.roleId), after: nameOf(after?.roleId) }
}
