import { expect, it } from 'vitest'
import { emailQuerySchema } from '@/lib/email/schemas'
import { emailsAddress } from './emails-address'

const query = emailQuerySchema.parse({ state: 'bounced', q: 'maya & co', page: '3' })

it('another filter begins at its first page, and the rest stays', () => {
  expect(emailsAddress(query, { period: '7d' })).toBe(
    '/emails?state=bounced&period=7d&q=maya+%26+co',
  )
})

it('an address reads back as what it was made from', () => {
  const address = emailsAddress(query, { page: 4 })
  const values = Object.fromEntries(new URLSearchParams(address.split('?')[1]))
  expect(emailQuerySchema.parse(values)).toEqual({ ...query, page: 4 })
})

it('values that nobody could have chosen read as no filter', () => {
  const odd = { state: 'lost', template: 'x', period: 'ever', q: 'x'.repeat(200), page: '-1' }
  expect(emailsAddress(emailQuerySchema.parse(odd), {})).toBe('/emails')
})
