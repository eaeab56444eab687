import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { textArray } from '@/db/predicates'
import { employees, properties, rules } from '@/db/schema'
import type { DecisionChange } from '@/lib/rules/reevaluate'
import type { ReevaluationScope } from '@/lib/rules/reevaluation-scope'

/** Longer than any push takes that began on the old rules. */
const SETTLED_AFTER_MS = 60_000

/**
 * A change for everybody takes seconds at a hundred thousand people, and no push waits for it
 * (scim.md 6): whom a push decides meanwhile, it decides on the rules from before, or on people whom
 * this change did not see yet. So the property is decided once more as soon as the change is
 * committed, and a last time when every push from before it has ended. Both find nothing, nearly
 * always. Whoever leaves meanwhile is refused at every door already (`lib/keys/may-open-sql.ts`).
 */
export async function planSettling(tx: Context, scope: ReevaluationScope): Promise<void> {
  if (scope.kind === 'employees' || scope.kind === 'settle') return
  const until = new Date(tx.now.getTime() + SETTLED_AFTER_MS)
  await tx.db
    .update(properties)
    .set({ settleAt: tx.now, settleUntil: until })
    .where(
      and(
        eq(properties.organizationId, tx.organizationId),
        scope.kind === 'everyone' ? undefined : eq(properties.id, scope.propertyId),
      ),
    )
}

/** The same where a rule names one of these groups, of which something else is known than before. */
export async function settleRulesNaming(tx: Context, groupIds: readonly string[]): Promise<void> {
  await tx.db
    .update(properties)
    .set({ settleAt: tx.now, settleUntil: new Date(tx.now.getTime() + SETTLED_AFTER_MS) })
    .where(
      and(
        eq(properties.organizationId, tx.organizationId),
        sql`exists (
          select 1 from ${rules} as r, jsonb_path_query(r.conditions, ${NAMED_GROUPS}) as named (id)
          where r.organization_id = ${tx.organizationId} and r.property_id = ${properties.id} and r.enabled
            and named.id #>> '{}' = any(${textArray(groupIds)}))`,
      ),
    )
}

const NAMED_GROUPS = '$.** ? (@.operand == "group").values[*]'

/** Those who left while a change for everybody was computed and applied: what it gave them ends with it. */
export async function leftMeanwhile(
  tx: Context,
  scope: ReevaluationScope,
  changes: readonly DecisionChange[],
): Promise<string[]> {
  if (scope.kind === 'employees') return []
  const given = changes.filter(({ eligible, after }) => eligible && after !== null)
  if (given.length === 0) return []
  const ids = [...new Set(given.map((change) => change.employeeId))]
  const left = await tx.db
    .select({ id: employees.id })
    .from(employees)
    .where(
      and(
        eq(employees.organizationId, tx.organizationId),
        sql`${employees.id} = any(${textArray(ids)})`,
        sql`not (${employees.active} and ${employees.deletedAt} is null and ${employees.hold} is null)`,
      ),
    )
  return left.map((one) => one.id)
}
