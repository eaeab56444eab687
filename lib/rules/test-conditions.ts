import fc from 'fast-check'
import type { Conditions } from './engine/condition'
import { type Clock, readDate } from './engine/dates'
import { datesOf, type Facts } from './engine/facts'
import { foldText } from './engine/fold'
import { foldValue } from './engine/fold-value'
import { isSingleValued, type Operand, operandOf } from './engine/operands'
import { type OperatorId, operatorOf, operatorsOfType } from './engine/operators'

/** Few words, so that random rules and random people meet; odd ones, so that folding matters. */
const words = [
  'Eng',
  'eng ',
  'ENGINEERING',
  'é',
  'e',
  'ﬀ',
  'ß',
  'ss',
  'İ',
  'ΟΔΟΣ',
  'ΟΔΟΣΑ',
  '😀',
  'a@b.c',
  'x@B.C',
  'b.c',
  '@b.c',
  '7',
  '007',
  '12',
  'US',
  'United States',
  'ı',
  'e\u200bng',
  'groß@b.c',
  '-2.5',
  '%',
  '_',
  '\\',
]
const numbers = ['-3', '2.5', '7', '007', '12', '9999999']
const domains = ['b.c', '@B.C', 'eng']
/** Some are found everywhere, some nowhere, some would keep another engine busy for ever. */
const patterns = [
  '^eng',
  'G$',
  '^[0-9]+$',
  '(e|é)',
  '^.{1,3}$',
  '[^a-z ]',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '(a*)*b',
  'x{2,}|ß',
  'gro[ß]@',
  '\\w@',
]
const days = ['2026-11-25', '2026-11-26', '2026-11-27', '2026-03-08']
const dayCounts = ['1', '7', '400']
/** Days, moments on either side of midnight in Denver, and texts that are no date. */
const dates = [
  '2026-11-25',
  '2026-11-26',
  '2026-11-26T00:00:00Z',
  '2026-11-26T06:59:59Z',
  '2026-11-26t07:00:00z',
  '2026-11-27 08:00:00+01:00',
  '20261126083000.0Z',
  '11/26/2026 11:30:00 PM',
  '2025-12-01',
  'soon',
  '2026-02-30',
]

/** Half past midnight of the 26th in Denver, where the clocks are seven hours behind UTC. */
export const testClock: Clock = {
  now: new Date('2026-11-26T07:30:00Z'),
  timeZone: 'America/Denver',
}
export const testGroupIds = ['grp_a', 'grp_b', 'grp_c']

const BADGE = 'ext:urn:x:y:2.0:User:badge'
const askedIds = [
  'department',
  'email',
  'otherEmails',
  'group',
  'manager',
  'active',
  'employeeId',
  'country',
  'startDate',
  'guest',
  'usageLocation',
  BADGE,
]
const asked = askedIds.map(operandOf).filter((operand) => operand !== undefined)

/** Texts that the form would let pass for this operator. */
function wantedBy(operand: Operand, operator: OperatorId): readonly string[] {
  if (operand.type === 'groups') return testGroupIds
  switch (operatorOf(operator).test) {
    case 'domain':
      return domains
    case 'equals':
    case 'contains':
    case 'starts':
    case 'ends':
      return words
    case 'pattern':
      return patterns
    case 'on':
    case 'before':
    case 'onOrAfter':
      return days
    case 'nextDays':
    case 'lastDays':
      return dayCounts
    default:
      return numbers
  }
}

const lengthsOf = { none: [0, 0], one: [1, 1], two: [2, 2], many: [1, 3] } as const

const anySingle = fc.constantFrom(...asked).chain(singleAbout)

function singleAbout(operand: Operand) {
  return fc.constantFrom(...operatorsOfType[operand.type]).chain((operator) => {
    const { takes } = operatorOf(operator)
    const [minLength, maxLength] = lengthsOf[takes]
    return fc
      .array(fc.constantFrom(...wantedBy(operand, operator)), { minLength, maxLength })
      .map((values) => ({
        kind: 'condition' as const,
        operand: operand.id,
        operator,
        values: takes === 'two' ? values.sort((a, b) => Number(a) - Number(b)) : values,
      }))
  })
}

const match = fc.constantFrom('all' as const, 'any' as const)
const nested = fc.record({
  kind: fc.constant('group' as const),
  match,
  conditions: fc.array(anySingle, { minLength: 1, maxLength: 3 }),
})

export const anyConditions: fc.Arbitrary<Conditions> = fc.record({
  match,
  conditions: fc.array(fc.oneof({ weight: 4, arbitrary: anySingle }, nested), {
    minLength: 1,
    maxLength: 4,
  }),
})

/** About few things, so that conditions often speak of the same one. */
export const likelyConditions: fc.Arbitrary<Conditions> = fc
  .constantFrom(...asked)
  .chain((operand) => {
    const single = singleAbout(operand)
    const box = fc.record({
      kind: fc.constant('group' as const),
      match,
      conditions: fc.array(single, { minLength: 1, maxLength: 3 }),
    })
    return fc.record({
      match,
      conditions: fc.array(fc.oneof({ weight: 5, arbitrary: single }, box), {
        minLength: 1,
        maxLength: 3,
      }),
    })
  })

/** The same people with one value of what people have one of, as documents make them. */
export function onePerValue(people: fc.Arbitrary<Facts>): fc.Arbitrary<Facts> {
  return people.map((person) => {
    const values = Object.entries(person.values).flatMap(([id, list]): [string, string[]][] => {
      const operand = operandOf(id)
      if (!operand) return []
      const kept = isSingleValued(operand) ? list.slice(0, 1) : list
      return [[id, kept], ...Object.entries(datesIn(id, operand.type === 'text' ? [] : kept))]
    })
    return { ...person, values: Object.fromEntries(values) }
  })
}

const anyValues = fc.array(fc.constantFrom(...words), { maxLength: 3 })

const anyFacts = fc
  .dictionary(
    fc.constantFrom(
      ...askedIds.filter((id) => !['group', 'active', 'guest', 'startDate'].includes(id)),
    ),
    anyValues,
  )
  .map((sent) =>
    Object.fromEntries(
      Object.entries(sent).map(([id, list]) => [
        id,
        [...new Set(list.map((text) => foldValue(id, text)))],
      ]),
    ),
  )
const yesOrNo = fc.constantFrom<string[]>([], ['true'], ['false'])
const anyDates = fc
  .array(fc.constantFrom(...dates), { maxLength: 2 })
  .map((list) => [...new Set(list.map(foldText))])

export const anyPerson: fc.Arbitrary<Facts> = fc.record({
  values: fc
    .record({
      facts: anyFacts,
      active: yesOrNo,
      guest: yesOrNo,
      startDate: anyDates,
      badge: anyDates,
    })
    .map(({ facts, badge, ...others }) => {
      const values = { ...facts, ...others, ...(badge.length > 0 ? { [BADGE]: badge } : {}) }
      return { ...values, ...datesIn('startDate', values.startDate), ...datesIn(BADGE, badge) }
    }),
  groups: fc.subarray(testGroupIds),
  unknownGroups: fc.subarray(testGroupIds),
})

/** As `factsFromScim` keeps them beside the values. */
function datesIn(operand: string, values: string[]) {
  const found = values.flatMap((value) => readDate(value) ?? [])
  return found.length > 0 ? { [datesOf(operand)]: found } : {}
}
