import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { EnvError, parseEnv } from './env'

const AUTH_SECRET = 'x'.repeat(32)
const example = readFileSync(path.join(process.cwd(), '.env.example'), 'utf8')
const named = [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [
  name,
  value,
])

describe('the environment', () => {
  it('needs nothing but a secret, and production shows neither mailbox nor practice tenant', () => {
    const env = parseEnv({ NODE_ENV: 'production', AUTH_SECRET })
    expect(env).toMatchObject({
      appUrl: 'http://localhost:3000',
      scimBaseUrl: 'http://localhost:3000/scim/v2',
      tokenEndpointUrl: 'http://localhost:3000/scim/oauth/token',
      seed: false,
      practiceTenantEnabled: false,
      devMailboxEnabled: false,
    })
  })

  it('takes .env.example as it stands: what is left empty is not set', () => {
    const env = parseEnv({ ...Object.fromEntries(named), AUTH_SECRET, NODE_ENV: 'production' })
    expect(env.databaseUrl).toBeUndefined()
    expect(env.invitationQuietSeconds).toBe(600)
  })

  it('shows the root of SCIM’s own host as Tenant URL, unless an address was chosen', () => {
    const common = { AUTH_SECRET, NODE_ENV: 'production', SCIM_HOST: 'scim.sequr.example' }
    expect(parseEnv(common)).toMatchObject({
      tenantUrl: 'https://scim.sequr.example/',
      scimBaseUrl: 'https://scim.sequr.example',
      tokenEndpointUrl: 'https://scim.sequr.example/oauth/token',
      scimHost: 'scim.sequr.example',
    })
    const chosen = parseEnv({ ...common, SCIM_BASE_URL: 'https://other.example/scim/v2' })
    expect(chosen.tenantUrl).toBe('https://other.example/scim/v2')
    expect(chosen.tokenEndpointUrl).toBe('https://other.example/scim/oauth/token')
  })

  it.each([
    ['SCIM_HOST', 'https://scim.sequr.example/v2'],
    ['AUTH_SECRET', 'short'],
    ['PRACTICE_TENANT', 'maybe'],
    ['DATABASE_URL', 'mysql://u:p@h/d'],
    ['APP_URL', 'ftp://sequr.example'],
    ['PORT', 'many'],
    ['ENTRA_CLIENT_ID', 'not-a-guid'],
  ])('names %s when its value is unusable, and never shows the value', (name, value) => {
    const parse = () => parseEnv({ AUTH_SECRET, NODE_ENV: 'production', [name]: value })
    expect(parse).toThrow(EnvError)
    expect(parse).toThrow(new RegExp(`${name} must be `))
    expect(parse).not.toThrow(value)
  })

  it('refuses a mailbox that anybody can read in production on Vercel', () => {
    const source = {
      AUTH_SECRET,
      NODE_ENV: 'production',
      VERCEL_ENV: 'production',
      DEV_MAILBOX: 'on',
    }
    expect(() => parseEnv(source)).toThrow(/DEV_MAILBOX must be off/)
  })
})
