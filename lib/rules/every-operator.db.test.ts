import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { openTestDatabase } from '@/db/testing/database'
import { conditionsToSql } from './condition-sql'
import { conditionsSchema } from './engine/condition'
import { evaluate } from './engine/evaluate'
import { type Facts, factsFromValues } from './engine/facts'
import { type Operand, operandOf, operands } from './engine/operands'
import {
  acceptsOperator,
  type OperatorId,
  operatorIds,
  operatorOf,
  type Test,
} from './engine/operators'
import { answersInSql, givenFor } from './test-answers'
import { testClock } from './test-conditions'

let db: Db
let close: () => Promise<void>
beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())

/** As a directory sends them: everybody has none, one or two of these. */
const sent = [
  'Eng',
  ' ENGINEERING\u200b',
  'é',
  'ısparta',
  'Groß@X.de',
  'gross@x.de',
  'maya@eng.x.de',
  'United States of America',
  'Canada',
  '7',
  '007',
  '-2.5',
  '12',
  '2026-11-26',
  '11/20/2026 08:00:00',
  '2026-12-1',
  'true',
  'false',
]

const wantedBy: Record<Test, string[]> = {
  equals: ['ENG', 'groß@x.de', 'us'],
  contains: ['n'],
  starts: ['E'],
  ends: ['g'],
  domain: ['@X.de', 'eng.x.de'],
  pattern: ['^(e|gro[ß])'],
  below: ['7'],
  atMost: ['7'],
  above: ['7'],
  atLeast: ['7'],
  between: ['-2.5', '7'],
  on: ['2026-11-26'],
  before: ['2026-11-26'],
  onOrAfter: ['2026-11-26'],
  nextDays: ['7'],
  lastDays: ['7'],
}

const groupIds = ['grp_a', 'grp_b']
const BADGE = operandOf('ext:urn:x:y:2.0:User:badge')
const asked = [...operands, ...(BADGE ? [BADGE] : [])]

function peopleFor({ id, type }: Operand): Facts[] {
  const nothing = { values: {}, groups: [], unknownGroups: [] }
  const lists = [[], ...sent.flatMap((one) => [[one], ...sent.map((other) => [one, other])])]
  if (type !== 'groups') {
    return lists.map((list) => ({ ...nothing, values: factsFromValues({ [id]: list }) }))
  }
  const some = [[], ['grp_a'], ['grp_b'], groupIds, ['grp_c']]
  return some.flatMap((groups) =>
    some.map((unknownGroups) => ({ ...nothing, groups, unknownGroups })),
  )
}

function conditionFor({ id, type }: Operand, operator: OperatorId) {
  const { takes, test } = operatorOf(operator)
  const wanted = type === 'groups' ? groupIds : wantedBy[test]
  // A country is never asked for one alone; an e-mail address is no text.
  const first = operandOf(id)?.foldedAs === 'email' && test === 'equals' ? wanted[1] : wanted[0]
  const counts = { none: [], one: [first ?? ''], two: wanted.slice(0, 2), many: wanted }
  const condition = { kind: 'condition', operand: id, operator, values: counts[takes] }
  return conditionsSchema.parse({ match: 'all', conditions: [condition] })
}

it.each(asked.map((operand) => [operand.id, operand] as const))(
  'every operator of %s means in SQL what it means in memory, and is met by some and not by others',
  async (_, operand) => {
    const people = peopleFor(operand)
    const given = givenFor(people)
    const accepted = operatorIds.filter((operator) => acceptsOperator(operand.type, operator))
    expect(accepted.length).toBeGreaterThan(1)
    for (const operator of accepted) {
      const conditions = conditionFor(operand, operator)
      const inMemory = people.map((person) => evaluate(conditions, person, testClock).met)
      expect(new Set(inMemory), operator).toEqual(new Set([true, false]))
      const inSql = await answersInSql(db, conditionsToSql(conditions, given), people)
      expect(inSql, operator).toEqual(inMemory)
    }
  },
)
