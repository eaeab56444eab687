import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import {
  emailSettings,
  emails,
  heldRemovals,
  integrations,
  memberships,
  mobileKeys,
  outboxMessages,
  scimTokens,
  users,
} from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import {
  newTestAccessGroup,
  newTestEmployee,
  newTestKey,
  newTestProperty,
} from '@/db/testing/people'
import { recordActivity } from '@/lib/activity/record'
import { createController } from '@/lib/doors/controllers'
import { reportPresence } from '@/lib/doors/report-presence'
import { unsealBody } from '@/lib/invitations/deliver-email'
import { runDueJobs } from '@/lib/jobs/run-due-jobs'
import { newId } from '@/lib/kernel/ids'
import { watch } from './watch'

const HOUR = 60
const DAY = 24 * HOUR
let db: Db
let close: () => Promise<void>
let ctx: Context
let roleIds: Awaited<ReturnType<typeof newTestOrganization>>['roleIds']
let ana: string

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())

/** A connected organisation with two Global Admins and one who is not. */
beforeEach(async () => {
  await db.delete(outboxMessages)
  await db.delete(integrations)
  ;({ ctx, roleIds } = await newTestOrganization(db))
  ana = await newAdmin('ana')
  await newAdmin('ben')
  await newAdmin('frank', 'front_desk')
  await db.insert(integrations).values({
    organizationId: ctx.organizationId,
    id: newId('integration'),
    kind: 'entra',
    placement: 'chosen',
    keyDefault: true,
    startedBy: 'Ana Ruiz',
    startedAt: ctx.now,
    installedAt: ctx.now,
    lastContactAt: ctx.now,
  })
})

const at = (minutes: number) => new Date(ctx.now.getTime() + minutes * 60_000)

async function newAdmin(name: string, role: keyof typeof roleIds = 'global_admin') {
  const id = newId('user')
  await db.insert(users).values({ id, name, email: `${name}-${id}@contoso.com` })
  const { organizationId, now: createdAt } = ctx
  await db
    .insert(memberships)
    .values({ organizationId, userId: id, roleId: roleIds[role], createdAt })
  return id
}

const setContact = (minutes: number) =>
  db
    .update(integrations)
    .set({ lastContactAt: at(minutes) })
    .where(eq(integrations.organizationId, ctx.organizationId))

/** Looks, sends what that plans, and returns what is new: recipient's name and subject. */
async function lookAt(minutes: number): Promise<string[]> {
  const before = await told()
  await watch(db, at(minutes))
  await runDueJobs(db, () => at(minutes))
  return (await told()).slice(before.length).sort()
}

async function told(): Promise<string[]> {
  const ours = and(
    eq(emails.organizationId, ctx.organizationId),
    eq(emails.template, 'admin-alert'),
  )
  const rows = await db.select().from(emails).where(ours).orderBy(emails.createdAt, emails.id)
  return rows.map((mail) => `${mail.recipient.split('-')[0]}: ${mail.subject}`)
}

const both = (subject: string) => [`ana: ${subject}`, `ben: ${subject}`]

async function cycleAt(minutes: number, status = 200, requests = 1): Promise<void> {
  for (let index = 0; index < requests; index++) {
    await recordActivity({ ...ctx, now: at(minutes) }, [
      {
        kind: 'scim.request',
        data: {
          method: 'POST',
          path: '/Users',
          filter: null,
          status,
          durationMs: 1,
          tokenEnding: '7f3k',
          resource: null,
          scimType: null,
          detail: null,
          found: null,
          changed: false,
          times: 1,
        },
      },
    ])
  }
}

describe('Entra that has gone quiet', () => {
  const quiet = both('Microsoft Entra has gone quiet')

  it('is told after two hours, daily from then, and once more when it is back', async () => {
    expect(await lookAt(2 * HOUR - 1)).toEqual([])
    expect(await lookAt(2 * HOUR)).toEqual(quiet)
    expect(await lookAt(3 * HOUR)).toEqual([])
    expect(await lookAt(2 * HOUR + DAY)).toEqual(quiet)
    expect(await lookAt(2 * HOUR + DAY + 1)).toEqual([])

    await setContact(30 * HOUR)
    expect(await lookAt(30 * HOUR)).toEqual(both('Microsoft Entra calls again'))
    expect(await lookAt(31 * HOUR)).toEqual([])
  })

  it('is not told sooner than three times its usual pause', async () => {
    for (const hour of [-8, -6, -4, -2]) await cycleAt(hour * HOUR)
    await cycleAt(0)

    expect(await lookAt(5 * HOUR)).toEqual([])
    expect(await lookAt(6 * HOUR)).toEqual(quiet)
  })

  it('says since when, how many people and doors, what works, and where to look', async () => {
    await lookAt(3 * HOUR)

    const [mail] = await db
      .select()
      .from(emails)
      .where(eq(emails.organizationId, ctx.organizationId))
    const { text } = unsealBody(mail?.sealedBody ?? '')
    expect(text).toContain('3 hours')
    expect(text).toMatch(/Since .*0 people and 0 doors/)
    expect(text).toContain('What still works')
    expect(text).toContain('/integrations/azure')
  })
})

describe('changes that fail', () => {
  it('are told with the first batch, not one by one, and again only when they worked meanwhile', async () => {
    await cycleAt(10, 400, 40)
    expect(await lookAt(11)).toEqual(both('Changes from Microsoft Entra are failing'))
    await cycleAt(50, 400, 40)
    expect(await lookAt(51)).toEqual([])
    await setContact(3 * HOUR)

    expect(await lookAt(3 * HOUR)).toEqual(both('Changes from Microsoft Entra arrive again'))
  })

  it('are no alarm when two did, or when Entra only looked for somebody who is not there', async () => {
    await cycleAt(10, 400, 2)
    await cycleAt(10, 404, 50)
    await cycleAt(10, 409, 50)

    expect(await lookAt(11)).toEqual([])
  })
})

it('a token that runs out is told 30, 14, 7 and 1 days before, and when it is revoked', async () => {
  const { organizationId } = ctx
  const [integration] = await db.select({ id: integrations.id }).from(integrations)
  const id = newId('scimToken')
  await db.insert(scimTokens).values({
    organizationId,
    id,
    integrationId: integration?.id ?? '',
    hash: id,
    ending: '7f3k',
    madeBy: 'Ana',
    createdAt: ctx.now,
    expiresAt: at(40 * DAY),
  })
  const subjects: string[] = []
  for (let day = 0; day <= 40; day++) {
    await setContact(day * DAY)
    const news = await lookAt(day * DAY)
    subjects.push(...news.filter((one) => one.startsWith('ana')).map((one) => `${day} ${one}`))
  }
  expect(subjects).toEqual([
    '10 ana: Entra’s token runs out in 30 days',
    '26 ana: Entra’s token runs out in 14 days',
    '33 ana: Entra’s token runs out in 7 days',
    '39 ana: Entra’s token runs out in 1 day',
  ])
  await db
    .update(scimTokens)
    .set({ revokedAt: at(40 * DAY) })
    .where(eq(scimTokens.id, id))
  expect(await lookAt(40 * DAY)).toEqual(both('Entra’s token is renewed'))
})

it('keys that nobody picked up are told weekly, and when the last one is', async () => {
  const propertyId = await newTestProperty(ctx, 'HQ')
  const employeeId = await newTestEmployee(ctx, { displayName: 'Maya' })
  await newTestKey(ctx, { employeeId, propertyId, state: 'delivered' })
  const news: string[] = []
  for (let day = 1; day <= 16; day++) {
    await setContact(day * DAY)
    if ((await lookAt(day * DAY)).length > 0) news.push(`day ${day}`)
  }
  expect(news).toEqual(['day 7', 'day 14'])

  await db.update(mobileKeys).set({ state: 'active' }).where(eq(mobileKeys.employeeId, employeeId))
  expect(await lookAt(16 * DAY)).toEqual(both('Every key has been picked up'))
})

it('a permission that was lost is told by its name, and when it is back', async () => {
  const ours = eq(integrations.organizationId, ctx.organizationId)
  const lose = (lostPermissions: string[]) =>
    db
      .update(integrations)
      .set({ lostPermissions, lostPermissionsAt: lostPermissions.length > 0 ? at(1) : null })
      .where(ours)
  await lose([])
  expect(await lookAt(1)).toEqual([])

  await lose(['GroupMember.Read.All'])
  expect(await lookAt(2)).toEqual(both('Microsoft took a permission back'))
  const [mail] = await db
    .select()
    .from(emails)
    .where(and(eq(emails.organizationId, ctx.organizationId), eq(emails.template, 'admin-alert')))
  expect(unsealBody(mail?.sealedBody ?? '').text).toContain('GroupMember.Read.All')
  await lose([])
  expect(await lookAt(3)).toEqual(both('The permission at Microsoft is back'))
})

it('doors that have not confirmed are told with their controller, daily, and when they have', async () => {
  const propertyId = await newTestProperty(ctx, 'HQ')
  await newTestAccessGroup(ctx, { propertyId, name: 'Employees', doors: ['Dock', 'Roof'] })
  const { credential } = await createController(ctx, { name: 'HQ readers', propertyId })
  const hear = (minutes: number) => reportPresence(db, { credential, now: at(minutes) })
  await hear(0)
  const data = { name: 'Maya', property: 'HQ', cause: 'Left.' }
  await recordActivity({ ...ctx, now: at(10) }, [{ kind: 'key.revoked', data, propertyId }])
  expect(await lookAt(60)).toEqual([])

  expect(await lookAt(70)).toEqual(both('Not confirmed yet: 2 doors'))
  const [mail] = await db
    .select()
    .from(emails)
    .where(and(eq(emails.organizationId, ctx.organizationId), eq(emails.template, 'admin-alert')))
  expect(unsealBody(mail?.sealedBody ?? '').text).toContain('HQ readers has not been heard')
  await setContact(70 + DAY)
  expect(await lookAt(70 + DAY)).toEqual(both('Not confirmed yet: 2 doors'))
  await hear(71 + DAY)
  expect(await lookAt(72 + DAY)).toEqual(both('The doors have confirmed'))
})

it('removals that are held are told, unless an administrator put them off', async () => {
  const propertyId = await newTestProperty(ctx, 'HQ')
  const employeeId = await newTestEmployee(ctx, { displayName: 'Maya' })
  const { organizationId } = ctx
  const held = { organizationId, employeeId, propertyId, accessGroupIds: [], since: at(0) }
  await db.insert(heldRemovals).values({ ...held, keptUntil: at(30) })
  expect(await lookAt(20)).toEqual([])

  expect(await lookAt(31)).toEqual(both('Removals are waiting for your decision'))
  await db.delete(heldRemovals).where(eq(heldRemovals.employeeId, employeeId))
  expect(await lookAt(32)).toEqual(both('The held removals are decided'))
})

it('alerts go to those whom the organisation chose, in their own language', async () => {
  const { organizationId } = ctx
  const [user] = await db.select().from(users).where(eq(users.id, ana))
  const frank = await db.select().from(users).where(eq(users.name, 'frank'))
  await newTestEmployee(ctx, {
    displayName: 'Ana',
    primaryEmail: user?.email ?? null,
    preferredLanguage: 'fr-FR',
  })
  const chosen = [ana, ...frank.map(({ id }) => id)]
  const settings = { perMinute: 100, tellLeavers: true, alertUserIds: chosen }
  await db.insert(emailSettings).values({ organizationId, ...settings })

  expect(await lookAt(2 * HOUR)).toEqual([
    'ana: Microsoft Entra ne répond plus',
    'frank: Microsoft Entra has gone quiet',
  ])
})
