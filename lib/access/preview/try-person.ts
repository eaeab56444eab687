import { type SQL, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { escapeLike } from '@/db/predicates'
import { clockAt } from '@/lib/rules/clock-at'
import { evaluate } from '@/lib/rules/engine/evaluate'
import { leftOutAt } from '@/lib/rules/engine/left-out'
import { idsInConditions, idsInFacts, readNames } from '@/lib/rules/names'
import type { TryPersonInput } from '@/lib/rules/schemas'
import { readTriedPeople, type TriedFacts } from '../explain/person-facts'
import { reasonsOf } from '../explain/reasons'
import type { TriedPerson } from '../schemas'

const SUGGESTED_MAX = 8

/** One person against a rule that is being written: a tick or a cross for each condition, in words (product.md 3.3). */
export async function tryPerson(ctx: Context, input: TryPersonInput): Promise<TriedPerson> {
  const clock = await clockAt(ctx, input.propertyId)
  const found = await readTriedPeople(ctx, whoIs(input.person))
  const [first] = found
  if (!first) return { kind: 'nobody' }
  if (found.length > 1) {
    return { kind: 'several', people: found.slice(0, SUGGESTED_MAX).map((one) => one.person) }
  }
  const { rule } = input
  const evaluation = evaluate(rule.conditions, first.facts, clock)
  const names = await readNames(ctx, [
    ...idsInConditions([rule.conditions]),
    ...idsInFacts(first.facts),
  ])
  const exception = exceptionOf(ctx, first, rule)
  return {
    kind: 'person',
    person: first.person,
    met: evaluation.met && exception === null,
    match: rule.conditions.match,
    conditions: reasonsOf(evaluation, names),
    exception,
  }
}

function whoIs(person: TryPersonInput['person']): SQL {
  if ('employeeId' in person) return sql`e.id = ${person.employeeId}`
  const like = `%${escapeLike(person.search.toLowerCase())}%`
  return sql`(lower(e.display_name) like ${like}
    or coalesce(e.primary_email_key like ${like}, false)
    or coalesce(lower(e.employee_number) = ${person.search.toLowerCase()}, false))`
}

function exceptionOf(
  ctx: Context,
  { person, state }: TriedFacts,
  { leftOut = [] }: TryPersonInput['rule'],
): string | null {
  if (state === 'inactive') return `${person.name} is deactivated, so no rule gives anything.`
  if (state === 'held') return `${person.name} is held, so no rule gives anything until that ends.`
  return leftOutAt({ leftOut }, ctx.now).includes(person.id)
    ? `${person.name} is left out of this rule.`
    : null
}
