import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import {
  emailPace,
  emailSettings,
  memberships,
  outboxMessages,
  properties,
  users,
} from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestEmail, newTestEmployee, newTestProperty } from '@/db/testing/people'
import { listActivity } from '@/lib/activity/list'
import { emailQuerySchema } from '@/lib/email/schemas'
import { newId } from '@/lib/kernel/ids'
import { enqueue } from '@/lib/outbox/enqueue'
import { readEmailSettings, saveAlertReaders, saveEmailSettings } from './email-settings'
import { listEmails, readEmail } from './list-emails'
import { listHeld } from './list-held'
import { updatePropertyEmails } from './property-emails'
import { readEmailCopy } from './read-copy'

let db: Db
let close: () => Promise<void>
let ctx: Context
let roleIds: Awaited<ReturnType<typeof newTestOrganization>>['roleIds']
let maya: string

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  ;({ ctx, roleIds } = await newTestOrganization(db))
  maya = await newTestEmployee(ctx, { displayName: 'Maya Chen' })
})

const query = (values: Record<string, unknown> = {}) => emailQuerySchema.parse(values)
const everything = { seesPersonal: true }
const little = { seesPersonal: false }
const stranger = async () => (await newTestOrganization(db)).ctx

describe('the log of e-mails', () => {
  it('is found by state, kind and address, newest first, and counts what it leaves out', async () => {
    const sent = { employeeId: maya, recipient: 'maya@contoso.com' }
    const older = new Date(ctx.now.getTime() - 2 * 86_400_000)
    await newTestEmail(ctx, { ...sent, createdAt: older })
    await newTestEmail(ctx, { ...sent, state: 'bounced', error: 'bounce:permanent' })
    await newTestEmail(ctx, { ...sent, template: 'key-reminder', recipient: 'kim@contoso.com' })

    const found = async (values: Record<string, unknown>) =>
      (await listEmails(ctx, query(values), everything)).rows.map((row) => row.state)
    expect(await found({})).toHaveLength(3)
    expect(await found({ state: 'bounced' })).toEqual(['bounced'])
    expect(await found({ template: 'key-reminder' })).toEqual(['sent'])
    expect(await found({ q: 'MAYA@' })).toEqual(['bounced', 'sent'])
    expect(await found({ period: '24h' })).toHaveLength(2)
    expect(await found({ q: '%' })).toEqual([])
    expect(await listEmails(ctx, query({ page: 9 }), everything)).toMatchObject({
      total: 3,
      page: 1,
    })
  })

  it('hides names and addresses from roles that may not see them, and from their search', async () => {
    const id = await newTestEmail(ctx, { employeeId: maya, recipient: 'maya@contoso.com' })

    const { rows } = await listEmails(ctx, query(), little)
    expect(rows).toMatchObject([{ recipient: 'm…@contoso.com', person: null }])
    expect((await listEmails(ctx, query({ q: 'maya' }), little)).total).toBe(0)
    expect(await readEmail(ctx, { id }, little)).toMatchObject({ person: null })
    expect(await readEmail(ctx, { id }, everything)).toMatchObject({
      person: { id: maya, name: 'Maya Chen' },
      recipient: 'maya@contoso.com',
    })
  })

  it('shows nothing to another organisation', async () => {
    const id = await newTestEmail(ctx, { employeeId: maya })
    const other = await stranger()

    expect((await listEmails(other, query(), everything)).total).toBe(0)
    expect(await readEmail(other, { id }, everything)).toBeUndefined()
    await expect(readEmailCopy(other, { id })).rejects.toThrow('not known')
  })
})

it('e-mails held by quiet mode are counted per property, also when that is over', async () => {
  const hq = await newTestProperty(ctx, 'HQ')
  await newTestProperty(ctx, 'Austin')
  await newTestEmail(ctx, { employeeId: maya, state: 'held', heldFor: [hq] })
  expect(await listHeld(ctx)).toEqual([{ propertyId: hq, property: 'HQ', quiet: false, count: 1 }])
  expect(await listHeld(await stranger())).toEqual([])

  await db.update(properties).set({ quiet: true }).where(eq(properties.id, hq))
  expect(await listHeld(ctx)).toMatchObject([{ property: 'HQ', quiet: true, count: 1 }])
})

describe('the settings of e-mails', () => {
  const input = { perMinute: '20', invitationsFrom: '', tellLeavers: false, alertUserIds: [] }

  async function newAdmin(name: string): Promise<string> {
    const id = newId('user')
    await db.insert(users).values({ id, name, email: `${id}@contoso.com` })
    const { organizationId, now: createdAt } = ctx
    const roleId = roleIds.global_admin
    await db.insert(memberships).values({ organizationId, userId: id, roleId, createdAt })
    return id
  }

  it('are kept by the clock of the first property, told in the log, and read back', async () => {
    await newTestProperty(ctx, 'HQ Denver')
    await saveEmailSettings(ctx, { ...input, invitationsFrom: '2026-12-01T08:00' })

    expect(await readEmailSettings(ctx)).toMatchObject({
      perMinute: '20',
      invitationsFrom: '2026-12-01T08:00',
      tellLeavers: false,
    })
    const [stored] = await db
      .select({ from: emailSettings.invitationsFrom })
      .from(emailSettings)
      .where(eq(emailSettings.organizationId, ctx.organizationId))
    expect(stored?.from?.toISOString()).toBe('2026-12-01T15:00:00.000Z')
    const { rows } = await listActivity(ctx, {})
    expect(rows.map((row) => row.kind)).toEqual(['email.settings'])
    expect(await readEmailSettings(await stranger())).toMatchObject({ perMinute: '100' })
  })

  it('refuse one recipient of alerts when there are two administrators, and nobody’s else', async () => {
    const ana = await newAdmin('Ana')
    await saveEmailSettings(ctx, { ...input, alertUserIds: [ana] })
    const ben = await newAdmin('Ben')

    const one = saveEmailSettings(ctx, { ...input, alertUserIds: [ana, 'usr_of_nobody'] })
    await expect(one).rejects.toMatchObject({ code: 'invalid', field: 'alertUserIds' })
    await saveEmailSettings(ctx, { ...input, alertUserIds: [ana, ben] })
    expect((await readEmailSettings(ctx)).alertUserIds).toEqual([ana, ben])
  })

  it('let the readers of alerts be chosen alone, under the same rule, and keep the rest', async () => {
    const ana = await newAdmin('Ana')
    const ben = await newAdmin('Ben')
    await saveEmailSettings(ctx, input)

    await expect(saveAlertReaders(ctx, [ana])).rejects.toMatchObject({ code: 'invalid' })
    await saveAlertReaders(ctx, [ana, ben])
    expect(await readEmailSettings(ctx)).toMatchObject({
      perMinute: '20',
      tellLeavers: false,
      alertUserIds: [ana, ben],
    })
    const other = await stranger()
    await saveAlertReaders(other, [ana, ben])
    expect(await readEmailSettings(other)).toMatchObject({ alertUserIds: [] })
  })

  it('give another place to what waits for one, and touch no other organisation', async () => {
    const far = new Date(ctx.now.getTime() + 86_400_000)
    const waiting = { topic: 'key-invitation', payload: { place: 'x', employeeId: maya } }
    const other = await stranger()
    for (const one of [ctx, other]) await enqueue(one, [{ ...waiting, runAt: far }])
    const { organizationId } = ctx
    await db.insert(emailPace).values({ organizationId, minute: far, taken: 9 })

    await saveEmailSettings(ctx, input)

    const message = async ({ organizationId: of }: Context) =>
      (await db.select().from(outboxMessages).where(eq(outboxMessages.organizationId, of)))[0]
    expect(await message(ctx)).toMatchObject({ runAt: ctx.now, payload: { employeeId: maya } })
    expect(await message(other)).toMatchObject({ runAt: far, payload: { place: 'x' } })
    expect(await db.$count(emailPace, eq(emailPace.organizationId, organizationId))).toBe(0)
    expect(
      await db.$count(emailSettings, eq(emailSettings.organizationId, other.organizationId)),
    ).toBe(0)
  })
})

it('the e-mails of a property are its own organisation’s to change', async () => {
  const id = await newTestProperty(ctx, 'HQ')
  const values = {
    language: 'de',
    senderName: 'Contoso Workplace',
    contactName: '',
    contactEmail: '',
    contactPhone: '',
    dayOneNote: '',
    quiet: true,
  } as const
  await expect(updatePropertyEmails(await stranger(), { id, ...values })).rejects.toThrow(
    'no longer',
  )
  await updatePropertyEmails(ctx, { id, ...values })

  const [property] = await db
    .select()
    .from(properties)
    .where(and(eq(properties.organizationId, ctx.organizationId), eq(properties.id, id)))
  expect(property).toMatchObject({ language: 'de', quiet: true })
})
