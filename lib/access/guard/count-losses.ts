import { sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { textArray } from '@/db/predicates'
import { grants, mobileKeys } from '@/db/schema'
import type { DecisionChange } from '@/lib/rules/reevaluate'
import type { RulePlan } from '@/lib/rules/rule-plan'
import type { KeyChoices } from '@/lib/rules/schemas'
import { type LossKind, lossKinds } from '../schemas'
import { type Holding, lossOf } from './losses'

export interface Losses {
  people: number
  /** What is lost: by each of them one of these, and by nobody another. */
  of: LossKind[]
}

/** How many people a plan takes something from: the number that its preview says. */
export async function countLosses(
  tx: Context,
  { property }: RulePlan,
  { changes, keys }: { changes: readonly DecisionChange[]; keys: KeyChoices },
): Promise<Losses> {
  const had = changes.filter((change) => change.before !== null)
  const holdings = await readHoldings(tx, {
    propertyId: property.id,
    employeeIds: had.map((change) => change.employeeId),
  })
  const ranks = new Map(property.roles.map((role) => [role.id, role.rank]))
  const lost = had.flatMap(
    (change) => lossOf(change, holdings.get(change.employeeId) ?? NOTHING, { keys, ranks }) ?? [],
  )
  return { people: lost.length, of: lossKinds.filter((kind) => lost.includes(kind)) }
}

const NOTHING: Holding = { byHand: new Set(), key: undefined }

/** The keys that live at a property and what was given there by hand, of those who have either. */
async function readHoldings(
  ctx: Context,
  { propertyId, employeeIds }: { propertyId: string; employeeIds: string[] },
): Promise<Map<string, Holding>> {
  if (employeeIds.length === 0) return new Map()
  const { organizationId } = ctx
  // Within a case Postgres can only look people up by hash. As a join, while it knew nothing of keys
  // that were just made, it compared each with each: 44 s for 20,000 people instead of 0.7.
  const theirs = sql`case when employee_id in (select unnest(${textArray(employeeIds)})) then true else false end`
  const { rows } = await ctx.db.execute<{
    employee_id: string
    access_group_id: string | null
  }>(sql`
    select employee_id, null as access_group_id from ${mobileKeys}
    where organization_id = ${organizationId} and property_id = ${propertyId}
      and revoked_at is null and ${theirs}
    union all
    select employee_id, access_group_id from ${grants}
    where organization_id = ${organizationId} and property_id = ${propertyId} and source = 'hand'
      and (until is null or until > ${ctx.now.toISOString()}::timestamptz) and ${theirs}`)
  const byPerson = Map.groupBy(rows, (row) => row.employee_id)
  return new Map(
    [...byPerson].map(([employeeId, held]): [string, Holding] => {
      const byHand = held.flatMap((row) => row.access_group_id ?? [])
      const key = held.length > byHand.length ? 'living' : undefined
      return [employeeId, { byHand: new Set(byHand), key }]
    }),
  )
}
