import { expect, it } from 'vitest'
import { maskEmail } from './mask-email'

it('keeps the first letter and the domain of an address, and nothing else', () => {
  expect(maskEmail('maya.chen@contoso.example')).toBe('m…@contoso.example')
  expect(maskEmail('"odd@name"@contoso.example')).toBe('"…@contoso.example')
  expect(maskEmail('@contoso.example')).toBeNull()
  expect(maskEmail('not an address')).toBeNull()
  expect(maskEmail(null)).toBeNull()
})
