import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { accounts, memberships, sessions, users } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestEmployee } from '@/db/testing/people'
import { listActivity } from '@/lib/activity/list'
import { newId } from '@/lib/kernel/ids'
import { changePerson } from './test-house'

let db: Db
let close: () => Promise<void>
let ctx: Context
let roleIds: Awaited<ReturnType<typeof newTestOrganization>>['roleIds']

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  ;({ ctx, roleIds } = await newTestOrganization(db))
  await newAdmin('global_admin')
})

/** An administrator of the organisation who is signed in. */
async function newAdmin(role: keyof typeof roleIds, organization = ctx.organizationId) {
  const userId = newId('user')
  const email = `${userId}@contoso.example`
  await db.insert(users).values({ id: userId, name: 'Ben', email })
  const membership = { organizationId: organization, userId, roleId: roleIds[role] }
  await db.insert(memberships).values({ ...membership, createdAt: ctx.now })
  const expires = new Date(ctx.now.getTime() + 86_400_000)
  await db.insert(sessions).values({ sessionToken: `hash of ${userId}`, userId, expires })
  return { userId, email }
}

const newEmployee = (values: {
  primaryEmail?: string
  externalIdKey?: string
  userNameKey?: string
}) => newTestEmployee(ctx, { displayName: 'Ben Lee', userNameKey: newId('user'), ...values })

async function signIn(userId: string) {
  const ofOurs = and(
    eq(memberships.userId, userId),
    eq(memberships.organizationId, ctx.organizationId),
  )
  return {
    memberships: await db.$count(memberships, ofOurs),
    sessions: await db.$count(sessions, eq(sessions.userId, userId)),
  }
}
const ENDED = { memberships: 0, sessions: 0 }
const WORKS = { memberships: 1, sessions: 1 }

describe('an administrator who leaves', () => {
  it('is signed out and signs in no more, in the transaction that ends the doors', async () => {
    const { userId, email } = await newAdmin('admin')
    const employeeId = await newEmployee({ primaryEmail: email })

    await changePerson(ctx, employeeId, { active: false })

    expect(await signIn(userId)).toEqual(ENDED)
    const { rows } = await listActivity(ctx, { subject: employeeId })
    expect(rows.map((row) => row.kind)).toEqual(['employee.signed_out'])
    const role = { userId, roleId: roleIds.admin, role: 'Admin' }
    expect(rows[0]?.data).toEqual({ name: 'Ben Lee', ...role })
  })

  it('is known by the user name too, where the primary e-mail is another', async () => {
    const { userId, email } = await newAdmin('admin')
    const employeeId = await newEmployee({ userNameKey: email, primaryEmail: 'ben@contoso.com' })
    const boxOfBoth = { displayName: 'Reception', primaryEmail: email, userNameKey: newId('user') }
    await newTestEmployee(ctx, boxOfBoth)

    await changePerson(ctx, employeeId, { active: false })

    expect(await signIn(userId)).toEqual(ENDED)
  })

  it('is known by the Microsoft account, whatever the e-mail is', async () => {
    const { userId } = await newAdmin('admin')
    const objectId = crypto.randomUUID()
    await db.insert(accounts).values({
      userId,
      type: 'oidc',
      provider: 'microsoft',
      providerAccountId: `${crypto.randomUUID()}.${objectId}`,
    })
    const employeeId = await newEmployee({ externalIdKey: objectId })

    await changePerson(ctx, employeeId, { active: false, deletedAt: ctx.now })

    expect(await signIn(userId)).toEqual(ENDED)
  })

  it('is an administrator no more though a second account of the same person is still there', async () => {
    const { userId, email } = await newAdmin('admin')
    const employeeId = await newEmployee({ primaryEmail: email })
    await newTestEmployee(ctx, {
      displayName: 'Ben, second account',
      primaryEmail: email,
      userNameKey: newId('user'),
      hold: 'conflict',
      sameAs: employeeId,
    })

    await changePerson(ctx, employeeId, { active: false })

    expect(await signIn(userId)).toEqual(ENDED)
  })

  it('does not come back as an administrator by being enabled again', async () => {
    const { userId, email } = await newAdmin('admin')
    const employeeId = await newEmployee({ primaryEmail: email })
    await changePerson(ctx, employeeId, { active: false })

    await changePerson(ctx, employeeId, { active: true })

    expect(await signIn(userId)).toEqual(ENDED)
  })

  it('and is the last Global Admin keeps the sign-in: Entra locks nobody out', async () => {
    const organization = await newTestOrganization(db)
    ctx = organization.ctx
    roleIds = organization.roleIds
    const last = await newAdmin('global_admin')
    await newAdmin('admin')
    const employeeId = await newEmployee({ primaryEmail: last.email })

    await changePerson(ctx, employeeId, { active: false })

    expect(await signIn(last.userId)).toEqual(WORKS)
  })
})

describe('the sign-in of an administrator stays', () => {
  it('when another account with the same e-mail leaves', async () => {
    const { userId, email } = await newAdmin('admin')
    await newEmployee({ primaryEmail: email })
    const twin = await newTestEmployee(ctx, {
      displayName: 'Ben of last year',
      primaryEmail: email,
      userNameKey: newId('user'),
      hold: 'conflict',
    })

    await changePerson(ctx, twin, { active: false })

    expect(await signIn(userId)).toEqual(WORKS)
  })

  it('when somebody leaves whose e-mail is the user name of somebody present', async () => {
    const { userId, email } = await newAdmin('admin')
    await newEmployee({ userNameKey: email, primaryEmail: 'ben@contoso.com' })
    const other = { displayName: 'Reception', primaryEmail: email, userNameKey: newId('user') }
    const employeeId = await newTestEmployee(ctx, other)

    await changePerson(ctx, employeeId, { active: false })

    expect(await signIn(userId)).toEqual(WORKS)
  })

  it('when only doors and keys are held', async () => {
    const { userId, email } = await newAdmin('admin')
    const employeeId = await newEmployee({ primaryEmail: email })

    await changePerson(ctx, employeeId, { hold: 'by_hand' })

    expect(await signIn(userId)).toEqual(WORKS)
  })

  it('when somebody of another organisation with that e-mail leaves', async () => {
    const { userId, email } = await newAdmin('admin')
    const stranger = await newTestOrganization(db)
    const employeeId = await newTestEmployee(stranger.ctx, {
      displayName: 'Ben',
      primaryEmail: email,
    })

    await changePerson(stranger.ctx, employeeId, { active: false })

    expect(await signIn(userId)).toEqual(WORKS)
  })
})
