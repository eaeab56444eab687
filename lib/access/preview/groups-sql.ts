import { type SQL, sql } from 'drizzle-orm'
import { directoryGroupMembers } from '@/db/schema'
import { unknownGroupsSql } from '@/lib/rules/condition-sql'
import { type Conditions, leavesOf } from '@/lib/rules/engine/condition'
import { operandOf } from '@/lib/rules/engine/operands'

/**
 * The columns `unknown_groups` and `groups` of a person `e`, as these conditions need them: both are
 * read only where one asks for groups.
 */
export function groupsOf(organizationId: string, asking: readonly Conditions[]): SQL {
  const leaves = asking.flatMap(({ conditions }) => leavesOf(conditions))
  if (!leaves.some(({ operand }) => operandOf(operand)?.type === 'groups')) {
    return sql`'{}'::text[] as unknown_groups, '{}'::text[] as groups`
  }
  return sql`
    ${unknownGroupsSql(asking, sql`${organizationId}`)} as unknown_groups,
    array(
      select m.group_id from ${directoryGroupMembers} as m
      where m.organization_id = e.organization_id and m.member_id = e.id
    ) as groups`
}
