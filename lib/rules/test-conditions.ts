import fc from 'fast-check'
import type { Conditions } from './engine/condition'
import type { Facts } from './engine/facts'
import { foldText } from './engine/fold'
import { type Operand, operandOf } from './engine/operands'
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
  '%',
  '_',
  '\\',
]
const numbers = ['7', '007', '12', '9999999']
const domains = ['b.c', '@B.C', 'eng']
export const testGroupIds = ['grp_a', 'grp_b', 'grp_c']

const askedIds = [
  'department',
  'email',
  'otherEmails',
  'group',
  'manager',
  'active',
  'employeeId',
  'country',
  'ext:urn:x:y:2.0:User:badge',
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
    default:
      return numbers
  }
}

const lengthsOf = { none: [0, 0], one: [1, 1], two: [2, 2], many: [1, 3] } as const

const anySingle = fc.constantFrom(...asked).chain((operand) =>
  fc.constantFrom(...operatorsOfType[operand.type]).chain((operator) => {
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
  }),
)
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

const anyValues = fc
  .array(fc.constantFrom(...words), { maxLength: 3 })
  .map((list) => [...new Set(list.map(foldText))])

const anyFacts = fc.dictionary(
  fc.constantFrom(...askedIds.filter((id) => id !== 'group' && id !== 'active')),
  anyValues,
)
const activeOrNot = fc.constantFrom<string[]>([], ['true'], ['false'])

export const anyPerson: fc.Arbitrary<Facts> = fc.record({
  values: fc.tuple(anyFacts, activeOrNot).map(([facts, active]) => ({ ...facts, active })),
  groups: fc.subarray(testGroupIds),
  groupsKnown: fc.boolean(),
})
