import { isDeepStrictEqual } from 'node:util'
import { type SQL, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { openTestDatabase } from '@/db/testing/database'
import { conditionsToSql } from './condition-sql'
import {
  askedConditionsSchema,
  type Conditions,
  leavesOf,
  type SingleCondition,
} from './engine/condition'
import { evaluate } from './engine/evaluate'
import { datesOf } from './engine/facts'
import { type OperatorId, operatorOf } from './engine/operators'
import { answersInSql, givenFor } from './test-answers'
import { anyConditions, anyPerson, testClock } from './test-conditions'

/** Whatever turns conditions into a predicate: the real one, or one with a bug planted in it. */
type Translation = (conditions: Conditions) => SQL

const people = fc.sample(anyPerson, { numRuns: 60, seed: 7 })

const given = givenFor(people)
const inSql: Translation = (conditions) => conditionsToSql(conditions, given)

let db: Db
let close: () => Promise<void>
beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())

async function sameAnswers(translate: Translation, conditions: Conditions): Promise<boolean> {
  const checked = askedConditionsSchema.parse(conditions)
  const inMemory = people.map((person) => evaluate(checked, person, testClock).met)
  return isDeepStrictEqual(await answersInSql(db, translate(checked), people), inMemory)
}

/** The first random conditions on which memory and SQL disagree. A predicate that fails is no find. */
async function firstDisagreement(translate: Translation): Promise<Conditions | undefined> {
  for (const conditions of fc.sample(anyConditions, { numRuns: 900, seed: 3 })) {
    if (!(await sameAnswers(translate, conditions))) return conditions
  }
  return undefined
}

/** Translates every single condition by itself, most of them rightly. */
function planted(bug: (condition: SingleCondition) => SQL | undefined): Translation {
  const single = (condition: SingleCondition) =>
    bug(condition) ?? inSql({ match: 'all', conditions: [condition] })
  return ({ match, conditions }) => {
    const terms = conditions.map((one) =>
      one.kind === 'group' ? joined(one.match, one.conditions.map(single)) : single(one),
    )
    return joined(match, terms)
  }
}

function joined(match: Conditions['match'], terms: SQL[]): SQL {
  return sql`(${sql.join(terms, match === 'all' ? sql` and ` : sql` or `)})`
}

const alone = (condition: SingleCondition) => inSql({ match: 'all', conditions: [condition] })

const positiveOf: Partial<Record<OperatorId, OperatorId>> = {
  isNot: 'is',
  isNoneOf: 'isAnyOf',
  doesNotContain: 'contains',
  noneIs: 'anyIs',
}

describe('conditions in SQL', () => {
  it('mean what they mean in memory, for random conditions and people, and are never null', async () => {
    await fc.assert(
      fc.asyncProperty(anyConditions, (one) => sameAnswers(inSql, one)),
      { numRuns: 400 },
    )
  }, 120_000)

  it('admit nobody through a condition that cannot be read', async () => {
    const gone: SingleCondition = {
      kind: 'condition',
      operand: 'gone',
      operator: 'isEmpty',
      values: [],
    }
    const answers = await answersInSql(db, alone(gone), people)
    expect(new Set(answers)).toEqual(new Set([false]))
  })

  it('ask more than one question of these people: some answers are yes and some are no', async () => {
    const samples = fc.sample(anyConditions, { numRuns: 200, seed: 5 })
    const mixed = samples.filter((one) => {
      const answers = people.map((person) => evaluate(one, person, testClock).met)
      return answers.includes(true) && answers.includes(false)
    })
    expect(mixed.length).toBeGreaterThan(80)
  })
})

describe('a bug planted in the SQL is found:', () => {
  it.each<[string, Translation]>([
    [
      'a negative condition met by a missing value',
      planted((one) => {
        const operator = positiveOf[one.operator]
        return operator && sql`not ${alone({ ...one, operator })}`
      }),
    ],
    ['all taken for any', (one) => inSql({ ...one, match: 'any' })],
    [
      'a nested box that follows the outer any/all',
      ({ match, conditions }) => inSql({ match, conditions: leavesOf(conditions) }),
    ],
    [
      'members that are taken for known before they arrived',
      planted((one) =>
        one.operator === 'notMemberOf'
          ? sql`not ${alone({ ...one, operator: 'memberOfAny' })}`
          : undefined,
      ),
    ],
    [
      'a member of one group taken for a member of all',
      planted((one) =>
        one.operator === 'memberOfAll' ? alone({ ...one, operator: 'memberOfAny' }) : undefined,
      ),
    ],
    [
      'a pattern whose signs are not escaped',
      planted((one) =>
        one.operator === 'contains'
          ? sql`exists (select 1 from jsonb_array_elements_text(person.facts -> ${one.operand}::text) as v (value)
            where v.value like '%' || ${one.values[0]?.toLowerCase()}::text || '%')`
          : undefined,
      ),
    ],
    [
      'a value that is compared as it was typed',
      planted((one) =>
        one.operator === 'is'
          ? sql`coalesce(person.facts -> ${one.operand}::text @> ${JSON.stringify(one.values)}::jsonb, false)`
          : undefined,
      ),
    ],
    [
      'numbers compared as texts',
      planted((one) =>
        one.operator === 'lessThan'
          ? sql`exists (select 1 from jsonb_array_elements_text(person.facts -> ${one.operand}::text) as v (value)
            where v.value < ${one.values[0]}::text)`
          : undefined,
      ),
    ],
    [
      'a text without @ taken for its own domain',
      planted((one) =>
        operatorOf(one.operator).test === 'domain'
          ? alone({ ...one, operator: 'endsWith' })
          : undefined,
      ),
    ],
    [
      'every value taken for some value',
      planted((one) =>
        one.operator === 'everyIs' ? alone({ ...one, operator: 'anyIs' }) : undefined,
      ),
    ],
    [
      'a moment compared as if it were a day of UTC',
      planted((one) => {
        const test = { isOn: '=', isBefore: '<', isOnOrAfter: '>=' }[String(one.operator)]
        if (!test) return undefined
        return sql`exists (select 1 from jsonb_array_elements_text(person.facts -> ${datesOf(one.operand)}::text) as v (value)
            where left(v.value, 10) ${sql.raw(test)} ${one.values[0]}::text)`
      }),
    ],
    [
      'days to come that begin tomorrow',
      planted((one) =>
        one.operator === 'withinNextDays'
          ? sql`(${alone(one)} and not ${alone({ ...one, operator: 'isOn', values: ['2026-11-26'] })})`
          : undefined,
      ),
    ],
    [
      'a day before taken for that day or before',
      planted((one) =>
        one.operator === 'isBefore'
          ? sql`(${alone(one)} or ${alone({ ...one, operator: 'isOn' })})`
          : undefined,
      ),
    ],
    [
      'a pattern that must be the whole value',
      planted((one) =>
        one.operator === 'matchesPattern'
          ? alone({ ...one, values: one.values.map((text) => `^(${text})$`) })
          : undefined,
      ),
    ],
    [
      'an answer that is null',
      planted((one) =>
        one.operator === 'isNotEmpty'
          ? sql`(jsonb_array_length(person.facts -> ${one.operand}::text) > 0)`
          : undefined,
      ),
    ],
  ])('%s', async (_, translate) => {
    expect(await firstDisagreement(translate)).toBeDefined()
  })

  it('nothing is found where nothing was planted', async () => {
    expect(await firstDisagreement(planted(() => undefined))).toBeUndefined()
  })
})
