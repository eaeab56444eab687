import { describe, expect, it } from 'vitest'
import { employeesAddress } from './employees-address'

const query = { view: 'all', q: '', property: '', page: 3 } as const

describe('the address of the employee table', () => {
  it('holds only what differs from the plain table', () => {
    expect(employeesAddress(query, {})).toBe('/employees')
    expect(employeesAddress(query, { page: 2 })).toBe('/employees?page=2')
  })

  it('keeps the other filters and begins at the first page when one changes', () => {
    expect(employeesAddress({ ...query, q: 'a&b' }, { view: 'no_access' })).toBe(
      '/employees?view=no_access&q=a%26b',
    )
  })
})
