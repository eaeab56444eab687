import { and, eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DatabaseHandle } from '@/db/client'
import { oauthClients, scimTokens } from '@/db/schema'
import { newTestOrganization, openTestPostgres } from '@/db/testing/database'
import { issueAccessToken } from './access-tokens'
import { addClientSecret, createOAuthClient, revokeClientSecret } from './oauth-clients'
import { startSetup } from './setup'

/** What one connection cannot show: requests for tokens that meet the end of their secret. */
let database: DatabaseHandle
beforeAll(async () => {
  database = await openTestPostgres()
})
afterAll(() => database.close())

async function organization() {
  const { ctx } = await newTestOrganization(database.db)
  await startSetup(ctx)
  return ctx
}

const times = <T>(count: number, work: () => Promise<T>) =>
  Promise.all(Array.from({ length: count }, work))

describe('an OAuth client', () => {
  it('has no working token left when its secret was revoked among requests for tokens', async () => {
    const ctx = await organization()
    const made = await createOAuthClient(ctx, { lifetime: '1y' })
    const pair = { clientId: made.clientId, clientSecret: made.secret }
    const fetchOne = () => issueAccessToken(database.db, pair, new Date())
    const [before, , after] = await Promise.all([
      times(10, fetchOne),
      revokeClientSecret(ctx, made),
      times(10, fetchOne),
    ])
    const kinds = new Set([...before, ...after].map((issue) => issue.kind))
    expect([...kinds].every((kind) => kind === 'issued' || kind === 'dead')).toBe(true)
    const working = await database.db
      .select({ id: scimTokens.id })
      .from(scimTokens)
      .where(and(eq(scimTokens.clientSecretId, made.secretId), isNull(scimTokens.revokedAt)))
    expect(working).toEqual([])
  })

  it('is made once, and has two working secrets at most, however many ask at once', async () => {
    const ctx = await organization()
    const clients = await Promise.allSettled(
      Array.from({ length: 6 }, () => createOAuthClient(ctx, { lifetime: '1y' })),
    )
    expect(clients.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const secrets = await Promise.allSettled(
      Array.from({ length: 6 }, () => addClientSecret(ctx, { lifetime: '1y' })),
    )
    expect(secrets.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const rows = await database.db
      .select({ id: oauthClients.id })
      .from(oauthClients)
      .where(eq(oauthClients.organizationId, ctx.organizationId))
    expect(rows).toHaveLength(1)
  })
})
