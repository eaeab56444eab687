import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { emails, integrations, outboxMessages, setupInvitations } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestEmployee } from '@/db/testing/people'
import { unsealBody } from '@/lib/invitations/deliver-email'
import { runDueJobs } from '@/lib/jobs/run-due-jobs'
import { type Guest, openSetUp, readGuest, readLink } from './guest'
import { inviteColleague, readOpenInvitation, withdrawInvitation } from './invite-colleague'

const DAY_MS = 24 * 60 * 60 * 1000
let db: Db
let close: () => Promise<void>
let ctx: Context

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  await db.delete(outboxMessages)
  ;({ ctx } = await newTestOrganization(db))
})

const lee = { email: 'lee@contoso.example', note: 'Ten minutes, thank you!' }
const inDays = (days: number) => new Date(ctx.now.getTime() + days * DAY_MS)

/** The newest e-mail of this organisation to whoever was invited, once the outbox is drained. */
async function mailAt(now = ctx.now) {
  await runDueJobs(db, () => now)
  const [mail] = await db
    .select()
    .from(emails)
    .where(
      and(eq(emails.organizationId, ctx.organizationId), eq(emails.template, 'set-up-invitation')),
    )
    .orderBy(emails.createdAt)
  return mail && { ...mail, text: unsealBody(mail.sealedBody).text }
}

async function linkToken(): Promise<string> {
  const token = /\/set-up\/([\w-]{43})/.exec((await mailAt())?.text ?? '')?.[1]
  if (!token) throw new Error('The e-mail has no link.')
  return token
}

const reasonOf = (visit: Guest | string) => (typeof visit === 'string' ? visit : 'open')

describe('the e-mail', () => {
  it('says who asks, for whom, why, until when, and carries the note', async () => {
    await inviteColleague(ctx, lee)
    const mail = await mailAt()
    expect(mail?.recipient).toBe(lee.email)
    expect(mail?.text).toContain('Ana Ruiz asks for your help')
    expect(mail?.text).toContain(lee.note)
    expect(mail?.text).toMatch(/works until .*, once/)
  })

  it('is written in the language that the directory knows of the colleague', async () => {
    await newTestEmployee(ctx, {
      displayName: 'Lee',
      primaryEmail: lee.email,
      preferredLanguage: 'de-CH',
    })
    await inviteColleague(ctx, lee)
    expect((await mailAt())?.text).toContain('bittet um Ihre Hilfe')
  })

  it('does not leave when the invitation was withdrawn before', async () => {
    await inviteColleague(ctx, lee)
    await withdrawInvitation(ctx)
    expect(await mailAt()).toBeUndefined()
  })
})

describe('an invitation', () => {
  it('starts the set-up where nobody has, and is the only one that is open', async () => {
    await inviteColleague(ctx, lee)
    expect(await readOpenInvitation(ctx)).toMatchObject({ email: lee.email, usedAt: null })
    await expect(inviteColleague(ctx, { email: 'kim@contoso.example', note: '' })).rejects.toThrow(
      'lee@contoso.example is asked already. Withdraw that first.',
    )
    await withdrawInvitation(ctx)
    expect(await readOpenInvitation(ctx)).toBeUndefined()
    await inviteColleague(ctx, { email: 'kim@contoso.example', note: '' })
    expect(await readOpenInvitation(ctx)).toMatchObject({ email: 'kim@contoso.example' })
  })

  it('runs out after seven days and makes room for another', async () => {
    await inviteColleague(ctx, lee)
    const later = { ...ctx, now: inDays(7) }
    expect(await readOpenInvitation(later)).toBeUndefined()
    await inviteColleague(later, lee)
    expect(await readOpenInvitation(later)).toMatchObject({ email: lee.email })
  })

  it('is refused when the set-up is done', async () => {
    await inviteColleague(ctx, lee)
    await withdrawInvitation(ctx)
    await db
      .update(integrations)
      .set({ installedAt: ctx.now, firstCycleAt: ctx.now })
      .where(eq(integrations.organizationId, ctx.organizationId))
    await expect(inviteColleague(ctx, lee)).rejects.toThrow('The set-up is done')
  })

  it('is refused for the eleventh colleague of a day', async () => {
    for (let count = 0; count < 10; count++) {
      await inviteColleague(ctx, lee)
      await withdrawInvitation(ctx)
    }
    await expect(inviteColleague(ctx, lee)).rejects.toThrow('10 people were asked today already')
    await inviteColleague({ ...ctx, now: inDays(2) }, lee)
  })

  it('of another organisation is neither seen nor withdrawn', async () => {
    await inviteColleague(ctx, lee)
    const { ctx: other } = await newTestOrganization(db)
    expect(await readOpenInvitation(other)).toBeUndefined()
    await expect(withdrawInvitation(other)).rejects.toThrow('No invitation is open.')
    expect(await readOpenInvitation(ctx)).toBeDefined()
  })
})

describe('the link', () => {
  it('can be looked at as often as a scanner likes, and is used up by the first who opens it', async () => {
    await inviteColleague(ctx, lee)
    const token = await linkToken()
    for (let look = 0; look < 3; look++) {
      expect(reasonOf(await readLink(db, token, ctx.now))).toBe('open')
    }
    const { secret } = await openSetUp(db, token, ctx.now)
    expect(reasonOf(await readLink(db, token, ctx.now))).toBe('used')
    await expect(openSetUp(db, token, ctx.now)).rejects.toThrow('This link opens nothing any more.')
    const guest = await readGuest(db, secret, ctx.now)
    expect(guest).toMatchObject({
      ctx: { organizationId: ctx.organizationId, actor: { kind: 'guest', name: lee.email } },
    })
  })

  it('is kept as a hash alone, and so is the browser', async () => {
    await inviteColleague(ctx, lee)
    const token = await linkToken()
    const { secret } = await openSetUp(db, token, ctx.now)
    const rows = JSON.stringify(await db.select().from(setupInvitations))
    expect(rows).not.toContain(token)
    expect(rows).not.toContain(secret)
  })

  it('ends after seven days, also for the browser that opened it', async () => {
    await inviteColleague(ctx, lee)
    const token = await linkToken()
    const { secret } = await openSetUp(db, token, ctx.now)
    expect(reasonOf(await readGuest(db, secret, inDays(6.9)))).toBe('open')
    expect(reasonOf(await readGuest(db, secret, inDays(7)))).toBe('expired')
    expect(reasonOf(await readLink(db, token, inDays(7)))).toBe('expired')
  })

  it('ends when it is withdrawn, also for the browser that opened it', async () => {
    await inviteColleague(ctx, lee)
    const token = await linkToken()
    const { secret } = await openSetUp(db, token, ctx.now)
    await withdrawInvitation(ctx)
    expect(reasonOf(await readGuest(db, secret, ctx.now))).toBe('withdrawn')
    expect(reasonOf(await readLink(db, token, ctx.now))).toBe('withdrawn')
  })

  it('ends when Entra has sent a whole cycle to the installed integration', async () => {
    await inviteColleague(ctx, lee)
    const { secret } = await openSetUp(db, await linkToken(), ctx.now)
    await db
      .update(integrations)
      .set({ installedAt: ctx.now, firstCycleAt: ctx.now })
      .where(eq(integrations.organizationId, ctx.organizationId))
    expect(reasonOf(await readGuest(db, secret, ctx.now))).toBe('over')
  })

  it('that nobody sent opens nothing', async () => {
    expect(await readLink(db, 'x'.repeat(43), ctx.now)).toBe('unknown')
    expect(await readGuest(db, 'x'.repeat(43), ctx.now)).toBe('unknown')
  })
})
