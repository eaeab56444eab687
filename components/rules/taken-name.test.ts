import { expect, it } from 'vitest'
import type { RulesView } from './rules-view'
import { takenName } from './taken-name'

const rule = (id: string, propertyId: string, name: string) =>
  ({ id, propertyId, name }) as RulesView['rules'][number]
const draft = (ruleId: string, propertyId: string, name: string) =>
  ({ ruleId, propertyId, content: { name } }) as RulesView['drafts'][number]
const view = {
  rules: [rule('rule_1', 'hq', 'Employees'), rule('rule_2', 'austin', 'Guests')],
  drafts: [draft('rule_3', 'hq', 'Contractors')],
}
const hq = { id: 'hq', name: 'HQ Denver' }

it('a name is taken by another rule or draft of the property, whatever its capitals and spaces', () => {
  const problem = takenName(view, hq, undefined)
  expect(problem(' EMPLOYEES ')).toBe('HQ Denver already has a rule called Employees.')
  expect(problem('contractors')).toBe('HQ Denver already has a draft of a rule called Contractors.')
})

it('a rule may keep its own name, and have one that only another property uses', () => {
  expect(takenName(view, hq, 'rule_1')('Employees')).toBeUndefined()
  expect(takenName(view, hq, 'rule_3')('Contractors')).toBeUndefined()
  expect(takenName(view, hq, undefined)('Guests')).toBeUndefined()
  expect(takenName(view, hq, undefined)('')).toBeUndefined()
})
