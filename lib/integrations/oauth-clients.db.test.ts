import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { activity, oauthClientSecrets, scimTokens } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { issueAccessToken } from './access-tokens'
import { checkToken } from './authenticate'
import {
  addClientSecret,
  createOAuthClient,
  type NewClientSecret,
  readOAuthClient,
  revokeClientSecret,
  revokeOAuthClient,
} from './oauth-clients'
import { startSetup } from './setup'
import { listTokens } from './tokens'

let db: Db
let close: () => Promise<void>
beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())

const HOUR_MS = 60 * 60 * 1000

async function organization() {
  const { ctx } = await newTestOrganization(db)
  await startSetup(ctx)
  return ctx
}

const pairOf = ({ clientId, secret }: NewClientSecret) => ({ clientId, clientSecret: secret })

async function fetchToken(ctx: Context, made: NewClientSecret, now = ctx.now): Promise<string> {
  const issue = await issueAccessToken(db, pairOf(made), now)
  if (issue.kind !== 'issued') throw new Error(`no token was issued: ${issue.kind}`)
  return issue.accessToken
}

describe('an OAuth client', () => {
  it('is kept without its secret, and every step stands in the activity log', async () => {
    const ctx = await organization()
    const made = await createOAuthClient(ctx, { lifetime: '1y' })
    await revokeOAuthClient(ctx, made)
    const kept = await db
      .select()
      .from(oauthClientSecrets)
      .where(eq(oauthClientSecrets.organizationId, ctx.organizationId))
    expect(JSON.stringify(kept)).not.toContain(made.secret)
    const told = await db
      .select({ kind: activity.kind, data: activity.data })
      .from(activity)
      .where(eq(activity.organizationId, ctx.organizationId))
    expect(told.map((entry) => entry.kind).sort()).toEqual([
      'integration.started',
      'token.client_created',
      'token.client_revoked',
      'token.secret_created',
      'token.secret_revoked',
    ])
    expect(JSON.stringify(told)).not.toContain(made.secret)
  })

  it('fetches tokens that lead to its organisation for an hour, and its secret shows the use', async () => {
    const ctx = await organization()
    const made = await createOAuthClient(ctx, { lifetime: '1y' })
    const token = await fetchToken(ctx, made)
    expect(await checkToken(db, token, new Date(ctx.now.getTime() + HOUR_MS - 1))).toMatchObject({
      kind: 'valid',
      organizationId: ctx.organizationId,
      ending: made.ending,
    })
    expect(await checkToken(db, token, new Date(ctx.now.getTime() + HOUR_MS))).toMatchObject({
      kind: 'dead',
      reason: 'expired',
      fetched: true,
    })
    expect((await readOAuthClient(ctx))?.secrets[0]?.lastUsedAt).toEqual(ctx.now)
    expect(await listTokens(ctx), 'a fetched token is nobody’s to manage').toEqual([])
  })

  it('has two secrets that work at once, a third only when one has ended', async () => {
    const ctx = await organization()
    const first = await createOAuthClient(ctx, { lifetime: '1y' })
    const second = await addClientSecret(ctx, { lifetime: '2y' })
    await fetchToken(ctx, first)
    await fetchToken(ctx, second)
    await expect(addClientSecret(ctx, { lifetime: '1y' })).rejects.toMatchObject({
      code: 'conflict',
    })
    await revokeClientSecret(ctx, first)
    await fetchToken(ctx, await addClientSecret(ctx, { lifetime: '3y' }))
    await fetchToken(ctx, second)
  })

  it('ends its tokens with the secret they were fetched with, and only those', async () => {
    const ctx = await organization()
    const first = await createOAuthClient(ctx, { lifetime: '1y' })
    const second = await addClientSecret(ctx, { lifetime: '1y' })
    const [old, kept] = [await fetchToken(ctx, first), await fetchToken(ctx, second)]
    await revokeClientSecret(ctx, first)
    expect(await checkToken(db, old, ctx.now)).toMatchObject({ kind: 'dead', reason: 'revoked' })
    expect(await checkToken(db, kept, ctx.now)).toMatchObject({ kind: 'valid' })
    expect(await issueAccessToken(db, pairOf(first), ctx.now)).toMatchObject({
      kind: 'dead',
      reason: 'revoked',
    })
  })

  it('ends with everything it had, and another can be made after it', async () => {
    const ctx = await organization()
    const made = await createOAuthClient(ctx, { lifetime: '1y' })
    const token = await fetchToken(ctx, made)
    await expect(createOAuthClient(ctx, { lifetime: '1y' })).rejects.toMatchObject({
      code: 'conflict',
    })
    await revokeOAuthClient(ctx, made)
    expect(await checkToken(db, token, ctx.now)).toMatchObject({ kind: 'dead', reason: 'revoked' })
    expect(await issueAccessToken(db, pairOf(made), ctx.now)).toMatchObject({ kind: 'dead' })
    expect(await readOAuthClient(ctx)).toBeUndefined()
    const next = await createOAuthClient(ctx, { lifetime: '1y' })
    expect(next.clientId).not.toBe(made.clientId)
    await fetchToken(ctx, next)
  })

  it('fetches nothing with a secret that has expired', async () => {
    const ctx = await organization()
    const made = await createOAuthClient(ctx, { lifetime: '1y' })
    expect(await issueAccessToken(db, pairOf(made), made.expiresAt)).toMatchObject({
      kind: 'dead',
      reason: 'expired',
      ending: made.ending,
    })
  })

  it('of another organisation can be neither seen, nor given a secret, nor ended', async () => {
    const ctx = await organization()
    const stranger = await organization()
    const made = await createOAuthClient(ctx, { lifetime: '1y' })
    const theirs = await createOAuthClient(stranger, { lifetime: '1y' })
    expect((await readOAuthClient(stranger))?.clientId).toBe(theirs.clientId)
    await revokeOAuthClient(stranger, theirs)
    expect(await readOAuthClient(stranger)).toBeUndefined()
    const refused = { code: 'not_found' }
    await expect(addClientSecret(stranger, { lifetime: '1y' })).rejects.toMatchObject(refused)
    await expect(revokeClientSecret(stranger, made)).rejects.toMatchObject(refused)
    await expect(revokeOAuthClient(stranger, made)).rejects.toMatchObject(refused)
    await fetchToken(ctx, made)
    expect(
      await issueAccessToken(db, { clientId: made.clientId, clientSecret: theirs.secret }, ctx.now),
      'their secret with our client id',
    ).toEqual({ kind: 'unknown' })
  })

  it('forgets tokens that ended a day ago, so that a year of hours leaves no heap', async () => {
    const ctx = await organization()
    const made = await createOAuthClient(ctx, { lifetime: '1y' })
    for (let hour = 0; hour < 72; hour += 1) {
      await fetchToken(ctx, made, new Date(ctx.now.getTime() + hour * HOUR_MS))
    }
    const kept = await db
      .select()
      .from(scimTokens)
      .where(eq(scimTokens.organizationId, ctx.organizationId))
    expect(kept.length).toBeLessThanOrEqual(26)
  })
})
