import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { textArray } from '@/db/predicates'
import { employees } from '@/db/schema'
import { Statement, type Values } from '@/db/statement'
import type { Given } from './condition-sql'
import { type Conditions, leavesOf } from './engine/condition'

/**
 * The values on which patterns are tried, for the rules that ask for any: a statement that most
 * organisations never need. `where` chooses the rows of `e`, the people.
 */
export async function readPatternValues(
  ctx: Context,
  rules: readonly { conditions: Conditions }[],
  { where, values: given = {} }: { where: SQL; values?: Values },
): Promise<Given['patternValues']> {
  const operands = new Set(
    rules
      .flatMap((rule) => leavesOf(rule.conditions.conditions))
      .filter((condition) => condition.operator === 'matchesPattern')
      .map((condition) => condition.operand),
  )
  const values = new Map<string, string[]>()
  if (operands.size === 0) return values
  const statement = new Statement<{ operand: string; value: string }>(
    () => sql`
    select distinct asked.operand, v.value
    from ${employees} as e, unnest(${textArray([...operands])}) as asked (operand),
      jsonb_array_elements_text(e.facts -> asked.operand) as v (value)
    where e.organization_id = ${sql.placeholder('organizationId')} and ${where}`,
  )
  const rows = await statement.run(ctx.db, {
    ...given,
    organizationId: ctx.organizationId,
  })
  for (const { operand, value } of rows) {
    const known = values.get(operand)
    if (known) known.push(value)
    else values.set(operand, [value])
  }
  return values
}
