import { describe, expect, it } from 'vitest'
import { operandOf } from '@/lib/rules/engine/operands'
import type { Test } from '@/lib/rules/engine/operators'
import type { SeenValues } from './rules-view'
import { namesakes, storedName, suggestionsOf } from './value-suggestions'

const value = (label: string, people: number) => ({ value: label, label, people })
const seen: SeenValues = {
  jobTitle: {
    people: 6,
    values: [value('Senior Engineer', 3), value('senior Designer', 2), value('IT', 1)],
  },
  employeeId: { people: 2, values: [value('E-1007', 1), value('204', 1)] },
  email: { people: 2, values: [value('ada@contoso.com', 1), value('bo@contoso.com', 1)] },
  'domain:email': { people: 2, values: [value('contoso.com', 2)] },
}
const suggested = (operandId: string, test: Test) => {
  const operand = operandOf(operandId)
  if (!operand) throw new Error(`There is no operand ${operandId}.`)
  return suggestionsOf(operand, test, { seen, groups: [] }).map(({ label, note }) => [label, note])
}

describe('suggestions', () => {
  it('are domains where a domain is asked for', () => {
    expect(suggested('email', 'domain')).toEqual([['contoso.com', '2 people']])
    expect(suggested('email', 'equals')).toHaveLength(2)
  })

  it('are beginnings, endings or words where a part of a value is asked for', () => {
    expect(suggested('jobTitle', 'starts')).toEqual([
      ['Senior', '5 people'],
      ['IT', '1 person'],
    ])
    expect(suggested('jobTitle', 'ends')).toContainEqual(['Engineer', '3 people'])
    expect(suggested('jobTitle', 'contains')).toContainEqual(['Senior', '5 people'])
    expect(suggested('employeeId', 'starts')).toEqual([['E-', '1 person']])
  })

  it('are numbers where numbers are compared, and nothing for a pattern or a day', () => {
    expect(suggested('employeeId', 'below')).toEqual([['204', '1 person']])
    expect(suggested('jobTitle', 'pattern')).toEqual([])
    expect(suggested('employeeId', 'before')).toEqual([])
  })

  it('of some values alone are given without a number of people', () => {
    const jobTitle = operandOf('jobTitle')
    const some = { jobTitle: { people: 9, values: [value('IT', 1)], partial: true as const } }
    expect(jobTitle && suggestionsOf(jobTitle, 'starts', { seen: some, groups: [] })).toEqual([
      { value: 'IT', label: 'IT' },
    ])
  })
})

it('two managers of one name are both found, so that neither is taken for the other', () => {
  const managers = [
    { value: 'id-1', label: 'Maya Chen' },
    { value: 'id-2', label: 'Maya Chen' },
    { value: 'id-3', label: 'Bo' },
  ]
  expect(namesakes('maya  chen', managers)).toHaveLength(2)
  expect(namesakes('Bo', managers)).toEqual([{ value: 'id-3', label: 'Bo' }])
})

it('a manager of nobody active is shown by name', () => {
  const names = { 'id-1': 'Maya Chen' }
  expect(storedName('id-1', operandOf('manager'), { groups: [], names })).toBe('Maya Chen')
})
