import { beforeAll, describe, expect, test } from 'vitest'
import { type AuthoritySettings, authorityFor } from './authority'

const settings: AuthoritySettings = {
  appUrl: 'https://sequr.example',
  practiceTenantEnabled: true,
  microsoft: {
    clientId: 'client',
    clientSecret: 'secret',
    authorityBase: 'https://login.microsoftonline.com/',
    graphBase: 'https://graph.microsoft.com',
  },
}
const misconfigured = expect.objectContaining({ reason: 'configuration' })

beforeAll(() => {
  process.env.AUTH_SECRET ??= 'a secret for tests, of thirty-two characters or more'
})

test('Microsoft and the practice tenant never issue under one name', () => {
  const tenant = '11111111-1111-4111-8111-111111111111'
  expect(authorityFor('microsoft', settings).issuerFor(tenant)).toBe(
    `https://login.microsoftonline.com/${tenant}/v2.0`,
  )
  expect(authorityFor('practice', settings).issuerFor(tenant)).toBe(
    `https://sequr.example/practice/login/${tenant}/v2.0`,
  )
})

describe('an authority that is not set up is refused', () => {
  test('Microsoft without credentials', () => {
    expect(() => authorityFor('microsoft', { ...settings, microsoft: undefined })).toThrow(
      misconfigured,
    )
  })
  test('the practice tenant while it is switched off', () => {
    expect(() => authorityFor('practice', { ...settings, practiceTenantEnabled: false })).toThrow(
      misconfigured,
    )
  })
  test('Microsoft at an address of this very application', () => {
    const authorityBase = 'https://sequr.example/practice/login'
    const microsoft = { clientId: 'c', clientSecret: 's', authorityBase, graphBase: authorityBase }
    expect(() => authorityFor('microsoft', { ...settings, microsoft })).toThrow(misconfigured)
  })
})
