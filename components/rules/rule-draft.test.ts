import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Condition, Conditions, SingleCondition } from '@/lib/rules/engine/condition'
import {
  type DraftCondition,
  draftOf,
  newBlock,
  newCondition,
  ruleDraftSchema,
  splitNames,
  splitValues,
  toConditions,
  toRuleInput,
} from './rule-draft'
import type { RulesView, RuleView } from './rules-view'

const view: RulesView = {
  properties: [],
  accessGroups: [],
  doors: [],
  roles: [
    { id: 'role_concierge', name: 'Concierge', rank: 10, key: 'user', builtIn: false },
    { id: 'role_user', name: 'User', rank: 10, key: 'user', builtIn: true },
  ],
  ownRank: 100,
  groups: [],
  unreadable: null,
  names: {},
  peopleTotal: 0,
  keyDefault: true,
  startsWithEveryone: false,
  rules: [],
  drafts: [],
}
const place = { view, timeZone: 'America/Denver' }

function ruleWith(conditions: Conditions): RuleView {
  return {
    id: 'rule_1',
    propertyId: 'property_1',
    name: 'Employees',
    version: 3,
    conditions,
    words: '',
    accessGroupIds: ['group_1'],
    accessGroupNames: ['Employees'],
    roleId: 'role_user',
    roleName: 'User',
    mobileKey: true,
    enabled: true,
    leftOut: [],
    broken: null,
    peopleMatched: 0,
    updatedBy: 'Ana',
    updatedAt: '2026-01-01T00:00:00.000Z',
  }
}

const everyone: Conditions = {
  match: 'all',
  conditions: [{ kind: 'condition', operand: 'active', operator: 'isYes', values: [] }],
}
const match = fc.constantFrom('all' as const, 'any' as const)
const value = fc.constantFrom('Engineering', 'Design', 'R, D; and more')
const single: fc.Arbitrary<SingleCondition> = fc.oneof(
  fc.record({
    kind: fc.constant('condition' as const),
    operand: fc.constantFrom('department', 'jobTitle'),
    operator: fc.constantFrom('isAnyOf' as const, 'isNoneOf' as const),
    values: fc.uniqueArray(value, { minLength: 1, maxLength: 3 }),
  }),
  fc.constant<SingleCondition>({
    kind: 'condition',
    operand: 'active',
    operator: 'isYes',
    values: [],
  }),
)
const group = fc.record({
  kind: fc.constant('group' as const),
  match,
  conditions: fc.array(single, { minLength: 1, maxLength: 3 }),
})
const anyCondition: fc.Arbitrary<Condition> = fc.oneof(single, group)
const anyConditions: fc.Arbitrary<Conditions> = fc.record({
  match,
  conditions: fc.array(anyCondition, {
    minLength: 1,
    maxLength: 4,
  }),
})

function draft(condition: Partial<DraftCondition>) {
  const empty = draftOf(undefined, place)
  return {
    ...empty,
    name: 'Employees',
    accessGroupIds: ['group_1'],
    blocks: [newBlock({ ...newCondition(), ...condition })],
  }
}

describe('a rule in the editor', () => {
  it('begins with the role User, not with a role of one’s own that is based on it', () => {
    expect(draftOf(undefined, place).roleId).toBe('role_user')
  })

  it('is stored as it was opened, nested groups and commas within values included', () => {
    fc.assert(
      fc.property(anyConditions, (conditions) => {
        expect(toConditions(draftOf(ruleWith(conditions), place))).toEqual(conditions)
      }),
    )
  })

  it('leaves people out through the last day, in the property’s own time', () => {
    const left = { employeeId: 'employee_1', name: 'Ada', reason: 'Sabbatical' }
    const until = '2026-07-01T06:00:00.000Z'
    const opened = draftOf({ ...ruleWith(everyone), leftOut: [{ ...left, until }] }, place)
    expect(opened.leftOut).toEqual([{ ...left, until: '2026-06-30' }])
    const stored = toRuleInput(opened, { id: 'property_1', timeZone: 'America/Denver' })
    expect(stored.leftOut).toEqual([{ employeeId: 'employee_1', reason: 'Sabbatical', until }])
  })

  it('counts what is typed and not a chip yet', () => {
    const typed = draft({ operand: 'department', operator: 'isAnyOf', values: ['A'], text: 'B; C' })
    expect(toConditions(typed).conditions).toMatchObject([{ values: ['A', 'B', 'C'] }])
  })

  it('keeps the values that another operator does not take, for whoever changes it back', () => {
    const several = draft({ operand: 'department', operator: 'isAnyOf', values: ['A', 'B'] })
    const [block] = several.blocks
    const asOne = { ...block?.conditions[0], operator: 'is' as const }
    expect(toConditions(draft(asOne)).conditions).toMatchObject([{ values: ['A'] }])
    expect(toConditions(draft({ ...asOne, operator: 'isAnyOf' })).conditions).toMatchObject([
      { values: ['A', 'B'] },
    ])
  })

  it('parts names at semicolons and new lines alone, because names hold commas', () => {
    expect(splitNames('Chen, Maya; Weber, Jonas\nRuiz')).toEqual([
      'Chen, Maya',
      'Weber, Jonas',
      'Ruiz',
    ])
    expect(splitValues('IT, Design; Sales')).toEqual(['IT', 'Design', 'Sales'])
  })

  it('refuses the name of a group that never arrived, beside its field', () => {
    const refused = ruleDraftSchema.safeParse(
      draft({ operand: 'group', operator: 'memberOf', text: 'Enginering' }),
    )
    expect(refused.error?.issues[0]).toMatchObject({
      path: ['blocks', 0, 'conditions', 0, 'values'],
      message: 'Choose what is meant: no single one from Entra is called “Enginering”.',
    })
  })

  it('says what the engine refuses beside the field, in a nested group too', () => {
    const inBox = draft({})
    inBox.blocks.push({
      boxed: true,
      match: 'any',
      conditions: [
        { operand: 'department', operator: 'is', values: ['A'], text: '' },
        { operand: 'employeeId', operator: 'lessThan', values: ['many'], text: '' },
      ],
    })
    const paths = ruleDraftSchema.safeParse(inBox).error?.issues.map((issue) => issue.path)
    expect(paths).toContainEqual(['blocks', 0, 'conditions', 0, 'operand'])
    expect(paths).toContainEqual(['blocks', 1, 'conditions', 1, 'values'])
  })
})
