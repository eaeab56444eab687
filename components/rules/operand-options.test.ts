import { expect, it } from 'vitest'
import { operandOptions } from './operand-options'
import type { RuleView } from './rules-view'

const nothing = { seen: {}, peopleTotal: 0, groups: [], rules: [], drafts: [] }
const one = { people: 1, values: [] }
const EXTENSION = 'ext:urn:x:y:2.0:User:badge'
const notSent = (view: Parameters<typeof operandOptions>[0]) =>
  operandOptions(view)
    .filter((option) => option.heading.startsWith('Not sent yet'))
    .map((option) => option.label)

it('before anybody has arrived, what the default mapping does not send stands under Not sent yet', () => {
  expect(notSent(nothing)).toContain('Employee type')
  expect(notSent(nothing)).toContain('App role')
  expect(notSent(nothing)).not.toContain('Department')
  expect(notSent(nothing)).not.toContain('Group')
})

it('once people have arrived, what none of them has stands there, groups too', () => {
  const arrived = { ...nothing, peopleTotal: 3, seen: { department: one, employeeType: one } }
  expect(notSent(arrived)).toEqual(expect.arrayContaining(['Job title', 'Group']))
  expect(notSent(arrived)).not.toContain('Employee type')
  const groups = [{ id: 'group_1', name: 'Night shift' }]
  expect(notSent({ ...arrived, groups })).not.toContain('Group')
})

it('an extension that a stored rule names is offered by its name, though nobody active has it', () => {
  const rule = {
    conditions: {
      match: 'all',
      conditions: [{ kind: 'condition', operand: EXTENSION, operator: 'is', values: ['7'] }],
    },
  } as RuleView
  const options = operandOptions({ ...nothing, peopleTotal: 3, rules: [rule] })
  expect(options.find((option) => option.value === EXTENSION)).toMatchObject({ label: 'badge' })
})
