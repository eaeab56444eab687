import type { Context } from '@/db/context'
import { type ActivityEntry, recordActivity } from '@/lib/activity/record'
import { accessNotices } from '@/lib/invitations/access-notices'
import { keyInvitations } from '@/lib/invitations/invite'
import { keyRevokedNotice } from '@/lib/invitations/key-revoked'
import { enqueuePart } from '@/lib/outbox/enqueue'
import { type DecisionChange, type Reevaluation, reevaluate } from '@/lib/rules/reevaluate'
import type { ReevaluationScope } from '@/lib/rules/reevaluation-scope'
import type { KeyChoices } from '@/lib/rules/schemas'
import type { StoredRule } from '@/lib/rules/stored-rules'
import { type Applied, applyChanges, type Effect } from './apply-sql'
import { decisionEntries, placeKey } from './decision-entries'
import { guardPart } from './guard/guard-sql'
import { type HeldBack, holdBack } from './guard/hold-back'
import { leftMeanwhile, planSettling } from './over-time/plan-settling'
import { readRoleNames } from './role-names'
import type { ApplyProgress } from './schemas'

/** How many of each were caused. */
export interface AccessOutcome {
  given: number
  taken: number
  keysIssued: number
  keysRevoked: number
}

const NOTHING: AccessOutcome = { given: 0, taken: 0, keysIssued: 0, keysRevoked: 0 }

/**
 * The only place where decisions become grants, keys and invitations. It runs in the caller's
 * transaction, so what a change causes is committed with it or not at all. `entries` are the
 * caller's own activity entries, written together with those of what they caused. At most four
 * statements: rules, people, apply, activity with the outbox; where nothing changes only what is needed.
 *
 * What would take access from more people than the guard lets pass waits for a person, unless one
 * has just said so (`guarded: false`). Nothing else waits, leavers least of all.
 */
export async function reconcile(
  tx: Context,
  scope: ReevaluationScope,
  entries: ActivityEntry[] = [],
  { guarded = true }: { guarded?: boolean } = {},
): Promise<AccessOutcome> {
  const found = await reevaluate(tx, scope, guarded ? { guard: guardPart(tx) } : {})
  return applyDecisions(tx, { scope, found, entries })
}

interface Decided {
  scope: ReevaluationScope
  found: Reevaluation
  entries: ActivityEntry[]
  /** What an administrator chose for keys, where their change of the rules is applied. */
  keys?: KeyChoices
  turns?: Turns
}

/** How a change for many is applied. */
export interface Turns {
  /** Told between statements how far it is, and waited for. */
  tell?: ((progress: ApplyProgress) => Promise<void>) | undefined
  changesPerStatement?: number | undefined
}

/** The second half of `reconcile`, for whoever had to look at the decisions first. */
export async function applyDecisions(
  tx: Context,
  { scope, found, entries, keys, turns = {} }: Decided,
): Promise<AccessOutcome> {
  const { ineligible, rules } = found
  await planSettling(tx, scope)
  const { changes, held, settled } = holdBack(found)
  if (changes.length + held.length + settled.length + ineligible.length === 0) {
    await recordActivity(tx, entries)
    return NOTHING
  }
  const rows = await apply(tx, { scope, changes, ineligible, held, settled, keys }, turns)
  const issued = rows.filter((row) => row.what === 'key_issued')
  const chosen = keys ? chosenPlaces(changes) : undefined
  const invited = chosen
    ? issued.filter((row) => row.first || chosen.has(placeKey(row.employee_id, row.property_id)))
    : issued
  const messages = enqueuePart(tx, [
    ...keyInvitations(tx, [...new Set(invited.map((row) => row.employee_id))]),
    ...accessNotices(tx, peopleToNotify(rows, invited)),
    ...revokedAlone(rows, changes).map((one) => keyRevokedNotice(tx, one)),
  ])
  const roles = await readRoleNames(tx, { changes, rules })
  const decided = decisionEntries(rows, changes, { rules, roles })
  const told = [...entries, ...decided, ...heldEntries(held, rules)]
  const onWritten = async (done: number) => turns.tell?.({ phase: 'log', done, of: told.length })
  await onWritten(0)
  await recordActivity(tx, told, { along: messages, onWritten })
  await turns.tell?.({ phase: 'finishing' })
  const left = await leftMeanwhile(tx, scope, changes)
  if (left.length > 0) await reconcile(tx, { kind: 'employees', ids: left })
  const count = (what: Effect['what']) => rows.filter((row) => row.what === what).length
  return {
    given: count('given'),
    taken: count('taken'),
    keysIssued: issued.length,
    keysRevoked: count('key_revoked'),
  }
}

/** Whose key ended while other access there stays: no digest of what they may open tells of it. */
function revokedAlone(
  effects: Effect[],
  changes: DecisionChange[],
): { employeeId: string; propertyIds: string[] }[] {
  const keeping = new Set(
    changes
      .filter((change) => change.after !== null)
      .map((change) => placeKey(change.employeeId, change.propertyId)),
  )
  const taken = new Set(
    effects.flatMap((effect) =>
      effect.what === 'taken' ? placeKey(effect.employee_id, effect.property_id) : [],
    ),
  )
  const revoked = effects.flatMap((effect) => {
    if (effect.what !== 'key_revoked') return []
    const place = placeKey(effect.employee_id, effect.property_id)
    return keeping.has(place) || !taken.has(place) ? effect : []
  })
  return [...Map.groupBy(revoked, (effect) => effect.employee_id)].map(([employeeId, keys]) => ({
    employeeId,
    propertyIds: keys.map((key) => key.property_id),
  }))
}

/** Of one statement. Beyond it others are answered in between, and less is held in memory at once. */
const CHANGES_PER_STATEMENT = 10_000

async function apply(
  tx: Context,
  { changes, ...rest }: Applied,
  { tell, changesPerStatement = CHANGES_PER_STATEMENT }: Turns,
): Promise<Effect[]> {
  const effects: Effect[] = []
  const of = changes.length
  await tell?.({ phase: 'people', done: 0, of })
  for (let from = 0; from === 0 || from < of; from += changesPerStatement) {
    const others = from === 0 ? rest : { ...rest, ineligible: [], held: [], settled: [] }
    const part = changes.slice(from, from + changesPerStatement)
    const found = await applyChanges(tx, { ...others, changes: part })
    for (const one of found) effects.push(one)
    await tell?.({ phase: 'people', done: from + part.length, of })
  }
  return effects
}

/** Told once, when a removal begins to wait. */
function heldEntries(held: HeldBack[], rules: StoredRule[]): ActivityEntry[] {
  const names = new Map(
    rules.flatMap((rule) =>
      rule.outcome.accessGroupIds.map((id, index) => [id, rule.accessGroupNames[index] ?? '']),
    ),
  )
  const nameOf = (propertyId: string) =>
    rules.find((rule) => rule.propertyId === propertyId)?.propertyName ?? ''
  return held
    .filter((one) => !one.known)
    .map(({ employeeId, employeeName, propertyId, accessGroupIds }) => ({
      kind: 'access.held',
      data: {
        name: employeeName,
        property: nameOf(propertyId),
        accessGroups: accessGroupIds.flatMap((id) => names.get(id) ?? []),
      },
      subject: { kind: 'employee', id: employeeId },
      propertyId,
    }))
}

/** Whom an administrator's word sends a key though they had access before (product.md 4.5). */
function chosenPlaces(changes: DecisionChange[]): Set<string> {
  return new Set(
    changes
      .filter((change) => change.before !== null)
      .map((change) => placeKey(change.employeeId, change.propertyId)),
  )
}

type KeyIssued = Extract<Effect, { what: 'key_issued' }>

/** Who loses something, or gains something of which no invitation will tell. */
function peopleToNotify(effects: Effect[], invited: KeyIssued[]): string[] {
  const withKey = new Set(invited.map((one) => placeKey(one.employee_id, one.property_id)))
  const people = effects.flatMap((effect) => {
    if (effect.what === 'taken') return effect.employee_id
    if (effect.what !== 'given') return []
    return withKey.has(placeKey(effect.employee_id, effect.property_id)) ? [] : effect.employee_id
  })
  return [...new Set(people)]
}
