import { describe, expect, it } from 'vitest'
import { addSpelling, includeEmpty } from './draft-changes'
import { type DraftBlock, type DraftCondition, newBlock } from './rule-draft'

const department: DraftCondition = {
  operand: 'department',
  operator: 'is',
  values: ['Engineering'],
  text: '',
}
const country: DraftCondition = {
  operand: 'country',
  operator: 'isAnyOf',
  values: ['US'],
  text: '',
}
const noDepartment: DraftCondition = {
  operand: 'department',
  operator: 'isEmpty',
  values: [],
  text: '',
}
const box = (match: 'all' | 'any', ...conditions: DraftCondition[]): DraftBlock => ({
  boxed: true,
  match,
  conditions,
})

describe('including people without a value', () => {
  it('boxes the condition with "or is empty" where all conditions must be met', () => {
    const blocks = [newBlock(department), newBlock(country)]
    expect(includeEmpty({ match: 'all', blocks }, 'department')).toEqual([
      box('any', department, noDepartment),
      newBlock(country),
    ])
  })

  it('adds a condition beside the others where any is enough', () => {
    const blocks = [newBlock(department), newBlock(country)]
    expect(includeEmpty({ match: 'any', blocks }, 'department')).toEqual([
      ...blocks,
      newBlock(noDepartment),
    ])
  })

  it('stays within the box that holds the condition', () => {
    const blocks = [newBlock(country), box('any', department, country)]
    expect(includeEmpty({ match: 'all', blocks }, 'department')).toEqual([
      newBlock(country),
      box('any', department, country, noDepartment),
    ])
  })

  it('is not offered where it would change what the rest of a box asks', () => {
    const blocks = [box('all', department, country)]
    expect(includeEmpty({ match: 'any', blocks }, 'department')).toBeUndefined()
  })
})

describe('including another spelling', () => {
  const spelling = { operand: 'department', wanted: 'ENGINEERING', value: 'Enginering' }

  it('makes "is" an "is any of" with both', () => {
    expect(addSpelling([newBlock(department), newBlock(country)], spelling)).toEqual([
      newBlock({ ...department, operator: 'isAnyOf', values: ['Engineering', 'Enginering'] }),
      newBlock(country),
    ])
  })

  it('leaves conditions alone that ask for something else', () => {
    const other = { ...department, values: ['Design'] }
    expect(addSpelling([newBlock(other)], spelling)).toEqual([newBlock(other)])
  })
})
