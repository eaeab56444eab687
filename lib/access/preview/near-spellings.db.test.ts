import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestEmployee } from '@/db/testing/people'
import { factsFromValues } from '@/lib/rules/engine/facts'
import { type Operand, operands } from '@/lib/rules/engine/operands'
import type { OperatorId } from '@/lib/rules/engine/operators'
import { operatorsOfType } from '@/lib/rules/engine/operators'
import { findNearSpellings } from './near-spellings'

let db: Db
let close: () => Promise<void>
beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())

/** What is offered to a rule for `wanted`, where one person has `value`. */
async function offered({ id, type }: Pick<Operand, 'id' | 'type'>, wanted: string, value: string) {
  const { ctx } = await newTestOrganization(db)
  await newTestEmployee(ctx, { displayName: 'Ann', facts: factsFromValues({ [id]: [value] }) })
  const operator: OperatorId | undefined = operatorsOfType[type].find(
    (one) => one === 'isAnyOf' || one === 'anyIs',
  )
  if (!operator) throw new Error(`No operator asks for ${id}.`)
  const found = await findNearSpellings(ctx, {
    match: 'all',
    conditions: [{ kind: 'condition', operand: id, operator, values: [wanted] }],
  })
  return found.map((one) => [one.wanted, one.value])
}

const department = { id: 'department', type: 'text' } as const
const country = { id: 'country', type: 'code' } as const

describe('a near spelling', () => {
  it.each([
    ['Zoé', 'Zoe'],
    ['ete', 'été'],
    ['Gestão de Operações', 'Gestao de Operacoes'],
    ['Łódź Øresund', 'Lodz Oresund'],
    ['Engineering', 'Enginering'],
    ['Gestão de Operações', 'Gestao de Operacoe'],
  ])('of a department %s is %s', async (wanted, value) => {
    expect(await offered(department, wanted, value)).toEqual([[wanted, value.toLowerCase()]])
  })

  it.each([
    ['HR', 'PR'],
    ['Sales', 'Legal'],
    ['Zoé', 'Zoo'],
    ['Engineering', 'engineering'],
    ['का', 'की'],
  ])('of a department %s is not %s', async (wanted, value) => {
    expect(await offered(department, wanted, value)).toEqual([])
  })

  it('of a country is near to any of its names', async () => {
    expect(await offered(country, 'US', 'Untied States')).toEqual([['US', 'untied states']])
    expect(await offered(country, 'US', 'USA')).toEqual([])
    expect(await offered(country, 'AT', 'Australia')).toEqual([])
  })

  it.each(operands.filter((one) => one.identifies))(
    'is never offered for $label, which names somebody else',
    async (operand) => {
      expect(await offered(operand, 'maya.lind@contoso.com', 'maya.lindt@contoso.com')).toEqual([])
    },
  )

  it('is never offered for what names one person', () => {
    const identifying = operands.filter((one) => one.identifies).map((one) => one.id)
    expect(identifying.sort()).toEqual(
      [
        'email',
        'emailDomain',
        'employeeId',
        'manager',
        'mobilePhone',
        'otherEmails',
        'postcode',
        'userName',
        'workPhone',
      ].sort(),
    )
  })
})
