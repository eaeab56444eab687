import { expect, it } from 'vitest'
import { operandOf, operands } from './operands'
import { operatorOf, operatorsOfType } from './operators'

it.each([
  ['extensionAttribute7', 'Extension 7'],
  ['ExtensionAttribute15', 'Extension 15'],
  [`extension_${'0123456789abcdef'.repeat(2)}_costCode`, 'costCode'],
  ['badge', 'badge'],
])('the custom attribute %s is called %s', (name, label) => {
  expect(operandOf(`ext:urn:x:2.0:User:${name}`)).toMatchObject({ label, type: 'custom' })
})

it('every operand offers operators, and each has words', () => {
  for (const { type } of operands) {
    expect(operatorsOfType[type].length).toBeGreaterThan(1)
    for (const id of operatorsOfType[type]) expect(operatorOf(id).label).not.toBe('')
  }
})

it('every operand has an id, a label and a name in an extension of its own', () => {
  const unique = (list: string[]) => expect(new Set(list).size).toBe(list.length)
  unique(operands.map((one) => one.id))
  unique(operands.map((one) => one.label))
  unique(operands.flatMap((one) => one.extensionNames ?? []))
})
