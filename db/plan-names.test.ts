import { expect, it } from 'vitest'
import { nameByText, PLANS_KEPT_SECONDS } from './plan-names'

const later = (periods: number) => Date.now() + periods * (PLANS_KEPT_SECONDS + 1) * 1000

it('a text has one name, another text another, and each fits into what Postgres keeps of a name', () => {
  const name = nameByText('select 1', later(1)) ?? ''
  expect(nameByText('select 1', later(1))).toBe(name)
  expect(nameByText('select 2', later(1))).not.toBe(name)
  expect(name.length).toBeLessThan(64)
})

it('only so many texts have a name at once; later they have room again', () => {
  const named = Array.from({ length: 200 }, (_, n) => nameByText(`select ${n}`, later(2)))
  expect(named.filter(Boolean)).toHaveLength(50)
  expect(nameByText('select 0', later(2))).toBe(named[0])
  expect(nameByText('select 199', later(2))).toBeUndefined()
  expect(nameByText('select 199', later(3))).toBeDefined()
})
