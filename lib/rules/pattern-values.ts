import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { textArray } from '@/db/predicates'
import { employees } from '@/db/schema'
import type { Given } from './condition-sql'
import { type Conditions, leavesOf } from './engine/condition'

/**
 * The values on which patterns are tried, for the rules that ask for any: a statement that most
 * organisations never need. `scope` chooses the rows of `e`, the people.
 */
export async function readPatternValues(
  ctx: Context,
  rules: readonly { conditions: Conditions }[],
  scope: SQL,
): Promise<Given['patternValues']> {
  const operands = new Set(
    rules
      .flatMap((rule) => leavesOf(rule.conditions.conditions))
      .filter((condition) => condition.operator === 'matchesPattern')
      .map((condition) => condition.operand),
  )
  const values = new Map<string, string[]>()
  if (operands.size === 0) return values
  const { rows } = await ctx.db.execute<{ operand: string; value: string }>(sql`
    select distinct asked.operand, v.value
    from ${employees} as e, unnest(${textArray([...operands])}) as asked (operand),
      jsonb_array_elements_text(e.facts -> asked.operand) as v (value)
    where e.organization_id = ${ctx.organizationId} and ${scope}`)
  for (const { operand, value } of rows) {
    const known = values.get(operand)
    if (known) known.push(value)
    else values.set(operand, [value])
  }
  return values
}
