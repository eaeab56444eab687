import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import {
  directoryGroupMembers,
  directoryGroups,
  integrations,
  invitations,
  mobileKeys,
} from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestEmail, newTestEmployee, newTestKey, newTestProperty } from '@/db/testing/people'
import { newId } from '@/lib/kernel/ids'
import { nameKey } from '@/lib/kernel/name-key'
import { readEmployee } from './read-employee'

let db: Db
let close: () => Promise<void>
let ctx: Context

const HOUR_MS = 60 * 60 * 1000

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  ;({ ctx } = await newTestOrganization(db))
})

async function newGroup(name: string, memberId: string, deletedAt: Date | null = null) {
  const id = newId('group')
  await ctx.db.insert(directoryGroups).values({
    organizationId: ctx.organizationId,
    id,
    displayName: name,
    displayNameKey: nameKey(name),
    resource: {},
    version: 1,
    createdAt: ctx.now,
    lastModifiedAt: ctx.now,
    membersKnownAt: ctx.now,
    deletedAt,
  })
  await ctx.db.insert(directoryGroupMembers).values({
    organizationId: ctx.organizationId,
    groupId: id,
    memberId,
    memberType: 'User',
    addedAt: ctx.now,
  })
}

describe('a person', () => {
  it('is told with manager, groups, keys and e-mails', async () => {
    const denver = await newTestProperty(ctx, 'HQ Denver')
    const manager = await newTestEmployee(ctx, { displayName: 'Ada Boss', scimId: 'scim-ada' })
    const employeeId = await newTestEmployee(ctx, {
      displayName: 'Maya Chen',
      managerScimId: 'scim-ada',
    })
    await newGroup('Engineers', employeeId)
    await newGroup('Gone', employeeId, ctx.now)
    const ended = { state: 'revoked', revokedAt: ctx.now, cause: 'Deactivated in Entra.' } as const
    await newTestKey(ctx, { employeeId, propertyId: denver, ...ended })
    await newTestKey(ctx, { employeeId, propertyId: denver, state: 'active', device: 'iPhone 15' })
    await newTestEmail(ctx, { employeeId, createdAt: new Date(ctx.now.getTime() - HOUR_MS) })
    await newTestEmail(ctx, { employeeId, state: 'failed', error: 'No such mailbox.' })

    const person = await readEmployee(ctx, { employeeId })

    expect(person).toMatchObject({ name: 'Maya Chen', status: 'active', sameAs: null })
    expect(person?.manager).toEqual({ id: manager, name: 'Ada Boss' })
    expect(person?.groups.map((group) => group.name)).toEqual(['Engineers'])
    expect(person?.keys.map((key) => key.state)).toEqual(['active', 'revoked'])
    expect(person?.emails.map((email) => email.state)).toEqual(['failed', 'sent'])
  })

  it('is told why the e-mail of a key did not arrive, and until when its link works', async () => {
    const denver = await newTestProperty(ctx, 'HQ Denver')
    const employeeId = await newTestEmployee(ctx, { displayName: 'Maya Chen' })
    const error = 'bounce:permanent'
    const emailId = await newTestEmail(ctx, { employeeId, state: 'bounced', error })
    const until = new Date(ctx.now.getTime() + HOUR_MS)
    const invitationId = newId('invitation')
    await ctx.db.insert(invitations).values({
      organizationId: ctx.organizationId,
      id: invitationId,
      employeeId,
      tokenHash: invitationId,
      emailId,
      createdAt: ctx.now,
      expiresAt: until,
    })
    await newTestKey(ctx, {
      employeeId,
      propertyId: denver,
      state: 'bounced',
      cause: error,
      invitationId,
    })

    const keysAt = async (now: Date) => (await readEmployee({ ...ctx, now }, { employeeId }))?.keys
    expect(await keysAt(ctx.now)).toMatchObject([{ cause: error, linkUntil: until }])
    expect(await keysAt(until)).toMatchObject([{ cause: error, linkUntil: null }])
  })

  it('is told with every state that a key came to, each with its own time and cause', async () => {
    const propertyId = await newTestProperty(ctx, 'HQ Denver')
    const employeeId = await newTestEmployee(ctx, { displayName: 'Maya Chen' })
    const id = await newTestKey(ctx, { employeeId, propertyId, state: 'waiting', cause: 'By Ana.' })
    const at = (hours: number) => new Date(ctx.now.getTime() + hours * HOUR_MS)
    const steps = [
      { state: 'sent', stateAt: at(1), cause: null },
      { invitationId: 'inv_1' },
      { suspendedAt: at(2), suspendedFor: 'hold', cause: 'Held.' },
      { suspendedAt: null, suspendedFor: null, stateAt: at(3), cause: 'Given back.' },
      { state: 'revoked', stateAt: at(4), revokedAt: at(4), cause: 'Left.' },
    ] as const
    for (const step of steps) {
      await ctx.db.update(mobileKeys).set(step).where(eq(mobileKeys.id, id))
    }
    expect((await readEmployee(ctx, { employeeId }))?.keys).toMatchObject([
      {
        moves: [
          { state: 'waiting', at: at(0), cause: 'By Ana.' },
          { state: 'sent', at: at(1), cause: null },
          { state: 'suspended', at: at(2), cause: 'Held.' },
          { state: 'sent', at: at(3), cause: 'Given back.' },
          { state: 'revoked', at: at(4), cause: 'Left.' },
        ],
      },
    ])
  })

  it('that is a second account of somebody names the first', async () => {
    const first = await newTestEmployee(ctx, { displayName: 'Maya' })
    const second = await newTestEmployee(ctx, {
      displayName: 'Maya Admin',
      hold: 'conflict',
      sameAs: first,
    })

    expect(await readEmployee(ctx, { employeeId: second })).toMatchObject({
      status: 'second_account',
      sameAs: { id: first, name: 'Maya' },
    })
  })

  it('can be opened in Entra when Entra sends the object id, and the directory is Microsoft’s', async () => {
    const objectId = '11111111-2222-4333-8444-555555555555'
    const known = await newTestEmployee(ctx, { displayName: 'Maya', externalId: objectId })
    const nickname = await newTestEmployee(ctx, { displayName: 'Ben', externalId: 'ben.s' })
    const addressOf = async (employeeId: string) =>
      (await readEmployee(ctx, { employeeId }))?.entraAddress
    const connect = (tenantKind: 'microsoft' | 'practice') =>
      ctx.db
        .insert(integrations)
        .values({
          organizationId: ctx.organizationId,
          id: `int_${ctx.organizationId}`,
          kind: 'entra',
          placement: 'chosen',
          keyDefault: true,
          startedBy: 'Ana Ruiz',
          startedAt: ctx.now,
          tenantKind,
        })
        .onConflictDoUpdate({
          target: [integrations.organizationId, integrations.kind],
          set: { tenantKind },
        })
    await connect('practice')
    expect(await addressOf(known)).toBeNull()
    await connect('microsoft')
    expect(await addressOf(known)).toMatch(
      new RegExp(`^https://entra\\.microsoft\\.com/.*${objectId}$`),
    )
    expect(await addressOf(nickname)).toBeNull()
  })

  it('of another organisation does not exist, nor do its manager and first account', async () => {
    const other = (await newTestOrganization(db)).ctx
    const shared = { primaryEmail: 'maya@contoso.com', scimId: 'scim-1' }
    const theirs = await newTestEmployee(other, { displayName: 'Theirs', ...shared })
    const mine = await newTestEmployee(ctx, {
      displayName: 'Mine',
      primaryEmail: 'maya@contoso.com',
      managerScimId: 'scim-1',
      sameAs: theirs,
    })

    expect(await readEmployee(ctx, { employeeId: theirs })).toBeUndefined()
    expect(await readEmployee(ctx, { employeeId: mine })).toMatchObject({
      manager: null,
      sameAs: null,
    })
  })
})
