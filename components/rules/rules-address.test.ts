import { expect, test } from 'vitest'
import { NEW_RULE, rulesAddress, rulesPlace } from './rules-address'

const view = {
  properties: [{ id: 'prp_hq' }, { id: 'prp_austin' }],
  rules: [{ id: 'rul_a', propertyId: 'prp_austin' }],
  drafts: [{ ruleId: 'rul_unborn', propertyId: 'prp_austin' }],
}

test('a rule’s address opens it at its property, and so does that of a rule that is only a draft', () => {
  expect(rulesAddress({ ruleId: 'rul_a' })).toBe('/integrations/azure/rules?rule=rul_a')
  for (const rule of ['rul_a', 'rul_unborn']) {
    expect(rulesPlace(view, { rule })).toEqual({ propertyId: 'prp_austin', ruleId: rule })
  }
})

test('an address without a rule shows the property that it names, or the first', () => {
  expect(rulesPlace(view, {})).toEqual({ propertyId: 'prp_hq', ruleId: undefined })
  const austin = rulesAddress({ propertyId: 'prp_austin' }, '/there')
  expect(austin).toBe('/there?property=prp_austin')
  expect(rulesPlace(view, { property: 'prp_austin' }).propertyId).toBe('prp_austin')
})

test('a new rule belongs to the property in the address', () => {
  expect(rulesPlace(view, { property: 'prp_austin', rule: NEW_RULE })).toEqual({
    propertyId: 'prp_austin',
    ruleId: NEW_RULE,
  })
})
