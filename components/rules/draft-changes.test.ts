import { describe, expect, it } from 'vitest'
import { addSpelling } from './draft-changes'
import { type DraftCondition, newBlock } from './rule-draft'

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
