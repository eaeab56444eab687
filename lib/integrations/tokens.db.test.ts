import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { scimTokens } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { checkToken } from './authenticate'
import { startSetup } from './setup'
import { createToken, listTokens, revokeToken } from './tokens'

let db: Db
let close: () => Promise<void>
beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())

async function organization() {
  const { ctx } = await newTestOrganization(db)
  await startSetup(ctx)
  return ctx
}

describe('SCIM tokens', () => {
  it('are kept as a hash alone: nothing stored contains the token', async () => {
    const ctx = await organization()
    const { token, ending } = await createToken(ctx, { lifetime: '1y' })
    const rows = await db
      .select()
      .from(scimTokens)
      .where(eq(scimTokens.organizationId, ctx.organizationId))
    expect(JSON.stringify(rows)).not.toContain(token)
    expect(rows[0]?.ending).toBe(ending)
  })

  it('lead to the organisation that made them, until they are revoked or expire', async () => {
    const ctx = await organization()
    const { id, token, expiresAt } = await createToken(ctx, { lifetime: '90d' })
    const check = (now: Date) => checkToken(db, token, now)
    expect(await check(ctx.now)).toMatchObject({
      kind: 'valid',
      organizationId: ctx.organizationId,
    })
    expect(await check(expiresAt)).toMatchObject({ kind: 'dead', reason: 'expired' })
    await revokeToken(ctx, { tokenId: id })
    expect(await check(ctx.now)).toMatchObject({ kind: 'dead', reason: 'revoked' })
  })

  it('of another organisation can be neither seen nor revoked', async () => {
    const ctx = await organization()
    const stranger = await organization()
    const { id, token } = await createToken(ctx, { lifetime: '1y' })
    expect(await listTokens(stranger)).toEqual([])
    await expect(revokeToken(stranger, { tokenId: id })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(await checkToken(db, token, ctx.now)).toMatchObject({ kind: 'valid' })
  })

  it('are limited to five that work, so that a forgotten one is noticed', async () => {
    const ctx = await organization()
    for (let i = 0; i < 5; i++) await createToken(ctx, { lifetime: '1y' })
    await expect(createToken(ctx, { lifetime: '1y' })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('unknown to us are unknown, whatever was sent', async () => {
    for (const junk of ['', 'Bearer', 'sqr_scim_x', '\u0000', 'a'.repeat(10_000)]) {
      expect(await checkToken(db, junk, new Date())).toEqual({ kind: 'unknown' })
    }
  })
})
