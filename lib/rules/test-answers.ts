import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '@/db/client'
import type { Given } from './condition-sql'
import type { Facts } from './engine/facts'
import { testClock } from './test-conditions'

/** For tests: the people's answers in SQL, in their order; null would be a predicate that is neither. */
export async function answersInSql(
  db: Db,
  predicate: SQL,
  people: Facts[],
): Promise<(boolean | null)[]> {
  const rows = people.map(({ values, groups, unknownGroups }, place) => ({
    place,
    facts: values,
    groups,
    unknown_groups: unknownGroups,
  }))
  const answer = await db.execute<{ met: boolean | null }>(sql`
    select ${predicate} as met
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as person (place int, facts jsonb, groups text[], unknown_groups text[])
    order by place`)
  return answer.rows.map((row) => row.met)
}

/** With every value that these people have, as `readPatternValues` finds them. */
export function givenFor(people: Facts[]): Given {
  const operandIds = new Set(people.flatMap(({ values }) => Object.keys(values)))
  return {
    clock: testClock,
    patternValues: new Map(
      [...operandIds].map((id) => [
        id,
        [...new Set(people.flatMap(({ values }) => values[id] ?? []))],
      ]),
    ),
  }
}
