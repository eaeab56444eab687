import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { mobileKeys } from '@/db/schema'
import { AppError } from '@/lib/kernel/errors'
import { leavesOf } from '@/lib/rules/engine/condition'
import { type Decision, decide } from '@/lib/rules/engine/decide'
import { type Facts, factsFromValues } from '@/lib/rules/engine/facts'
import { rulesFor } from '@/lib/rules/engine/left-out'
import { operandOf } from '@/lib/rules/engine/operands'
import { readSeenValues } from '@/lib/rules/seen-values'
import { readRules, type StoredRule } from '@/lib/rules/stored-rules'
import type { WhatIfField, WhatIfInput, WhatIfPlace, WhatIfResult } from '../schemas'
import { type HeldGrant, readGrants, readLayout, readPlaces } from './holdings'
import { readTriedPeople, type TriedFacts } from './person-facts'

const GROUP = 'group'

/** The values of a person that any rule asks for, to be tried with others. */
export async function readWhatIf(
  ctx: Context,
  input: { employeeId: string },
): Promise<WhatIfField[]> {
  const person = await readOne(ctx, input.employeeId)
  if (!person) return []
  const rules = await readRules(ctx, { enabled: true })
  const asked = rules.flatMap((rule) => leavesOf(rule.conditions.conditions))
  const seen = await readSeenValues(ctx)
  return [...new Set(asked.map((leaf) => leaf.operand))].flatMap((id) => {
    const operand = operandOf(id)
    if (!operand) return []
    const { groups, sent = {} } = person.facts
    const kind =
      operand.type === 'yesNo'
        ? 'yesNo'
        : operand.type === 'groups' || operand.type === 'person'
          ? 'listed'
          : 'texts'
    return {
      operand: id,
      label: operand.label,
      kind,
      values: id === GROUP ? groups : (sent[id] ?? []),
      suggestions: (seen[id]?.values ?? []).map(({ value, label }) => ({ value, label })),
    } satisfies WhatIfField
  })
}

/**
 * What the rules would say if the person had other values: the engine decides both in memory, and
 * nothing is stored. Access that was given by hand stays in both.
 */
export async function whatIf(ctx: Context, input: WhatIfInput): Promise<WhatIfResult> {
  const person = await readOne(ctx, input.employeeId)
  if (!person) throw new AppError('not_found', 'This person does not exist any more.')
  if (person.state === 'held') {
    return { places: [], blocked: `${person.person.name} is held, so no value changes anything.` }
  }
  const rules = await readRules(ctx, { enabled: true })
  const given = await readGrants(ctx, input.employeeId)
  const layout = await readLayout(ctx)
  const keys = await livingKeys(ctx, input.employeeId)
  const tried = factsWith(person.facts, input.values)
  const places: WhatIfPlace[] = []
  for (const place of await readPlaces(ctx)) {
    const ofPlace = rules.filter((rule) => rule.propertyId === place.propertyId)
    // Without a rule a property is paused: nothing changes there.
    if (ofPlace.length === 0) continue
    const counting = rulesFor(ofPlace, { employeeId: input.employeeId, now: ctx.now })
    const clock = { now: ctx.now, timeZone: place.timeZone }
    const hand = (given.get(place.propertyId) ?? []).filter((grant) => grant.source === 'hand')
    const side = (facts: Facts) =>
      holdingsOf(facts, { decision: decide(counting, facts, clock), hand })
    const compared = compare(side(person.facts), side(tried), {
      layout: layout(place.propertyId),
      rules: ofPlace,
      hasKey: keys.has(place.propertyId),
    })
    if (compared)
      places.push({ propertyId: place.propertyId, property: place.property, ...compared })
  }
  return { places, blocked: null }
}

async function readOne(ctx: Context, employeeId: string): Promise<TriedFacts | undefined> {
  const [person] = await readTriedPeople(ctx, sql`e.id = ${employeeId}`)
  return person
}

async function livingKeys(ctx: Context, employeeId: string): Promise<Set<string>> {
  const rows = await ctx.db
    .select({ propertyId: mobileKeys.propertyId })
    .from(mobileKeys)
    .where(
      and(
        eq(mobileKeys.organizationId, ctx.organizationId),
        eq(mobileKeys.employeeId, employeeId),
        isNull(mobileKeys.revokedAt),
      ),
    )
  return new Set(rows.map((row) => row.propertyId))
}

/** The person with other values, folded as a push would fold them. */
function factsWith(facts: Facts, { [GROUP]: groups, ...values }: WhatIfInput['values']): Facts {
  const filled = Object.entries(values).map(
    ([operand, list]) => [operand, list.filter((text) => text.trim() !== '')] as const,
  )
  const sent = { ...facts.sent, ...Object.fromEntries(filled) }
  return {
    values: factsFromValues(sent),
    groups: groups ?? facts.groups,
    unknownGroups: facts.unknownGroups,
    sent,
  }
}

/** What a person has at one property; who is disabled has nothing, by hand or by rule (product.md 4.4). */
interface Holdings {
  decision: Decision | undefined
  accessGroupIds: Set<string>
}

function holdingsOf(
  facts: Facts,
  { decision, hand }: { decision: Decision | undefined; hand: HeldGrant[] },
): Holdings {
  if (!facts.values.active?.includes('true'))
    return { decision: undefined, accessGroupIds: new Set() }
  const byHand = hand.map((grant) => grant.accessGroupId)
  return { decision, accessGroupIds: new Set([...(decision?.accessGroupIds ?? []), ...byHand]) }
}

interface Compared {
  layout: ReturnType<Awaited<ReturnType<typeof readLayout>>>
  rules: StoredRule[]
  hasKey: boolean
}

/** Undefined when nothing is different. */
function compare(
  before: Holdings,
  after: Holdings,
  { layout, rules, hasKey }: Compared,
): Omit<WhatIfPlace, 'propertyId' | 'property'> | undefined {
  const groupNames = ({ accessGroupIds }: Holdings) =>
    layout.groups
      .filter((one) => accessGroupIds.has(one.accessGroupId))
      .map((one) => one.accessGroup)
  const doorNames = ({ accessGroupIds }: Holdings) =>
    layout.doors
      .filter((door) => door.groups.some((group) => accessGroupIds.has(group.id)))
      .map((door) => door.name)
  const accessGroups = difference(groupNames(before), groupNames(after))
  const doors = difference(doorNames(before), doorNames(after))
  const roleName = ({ decision }: Holdings) =>
    rules.find((rule) => rule.outcome.roleId === decision?.roleId)?.roleName ?? null
  const role = { before: roleName(before), after: roleName(after) }
  const key = keyAfter(before, after, hasKey)
  const isSame =
    role.before === role.after &&
    key === null &&
    [accessGroups, doors].every((one) => one.gained.length + one.lost.length === 0)
  if (isSame) return undefined
  return { accessGroups, doors, role: role.before === role.after ? null : role, key }
}

/** A key is made for who begins to have access, and ends with the last access (product.md 4.4). */
function keyAfter(before: Holdings, after: Holdings, hasKey: boolean): WhatIfPlace['key'] {
  if (hasKey) return after.accessGroupIds.size === 0 ? 'ended' : null
  return after.decision?.mobileKey && !before.decision?.mobileKey ? 'made' : null
}

function difference(before: string[], after: string[]) {
  return {
    gained: after.filter((name) => !before.includes(name)),
    lost: before.filter((name) => !after.includes(name)),
  }
}
