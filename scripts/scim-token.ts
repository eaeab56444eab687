import { parseArgs } from 'node:util'
import { installForOperator } from '@/lib/integrations/operator'
import { createToken } from '@/lib/integrations/tokens'
import { scimAddresses } from '@/lib/platform/env'
import { runForOperator, UsageError } from './operator'

/** `npm run scim:token -- --org <slug>`: a Tenant URL and a fresh token for any outside client. */
const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/
const USAGE =
  'Usage: npm run scim:token -- --org <slug>, where the slug has small letters, digits and hyphens.'

await runForOperator(async ({ db }) => {
  const slug = readSlug()
  const now = new Date()
  const ctx = await installForOperator(db, { slug, now })
  const { token, expiresAt } = await createToken(ctx, { lifetime: '1y' })
  const { SCIM_BASE_URL, SCIM_HOST } = process.env
  const { tenantUrl } = scimAddresses({ SCIM_BASE_URL, SCIM_HOST }, appUrl())
  console.log(`Tenant URL: ${tenantUrl}`)
  console.log(`Secret token: ${token}`)
  console.log(`Works until: ${expiresAt.toISOString()}`)
})

function readSlug(): string {
  try {
    const { values } = parseArgs({ options: { org: { type: 'string' } } })
    if (values.org && SLUG.test(values.org)) return values.org
  } catch {
    // An unknown option is answered like a missing one.
  }
  throw new UsageError(USAGE)
}

function appUrl(): string {
  return (process.env.APP_URL || `http://localhost:${process.env.PORT || 3000}`).replace(/\/+$/, '')
}
