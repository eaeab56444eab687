import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { emails, employees, outboxMessages, properties } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import {
  newTestAccessGroup,
  newTestEmployee,
  newTestKey,
  newTestProperty,
} from '@/db/testing/people'
import { listActivity } from '@/lib/activity/list'
import { createController } from '@/lib/doors/controllers'
import { asker, doorCalled } from '@/lib/doors/test-doors'
import { unsealBody } from '@/lib/invitations/deliver-email'
import { runDueJobs } from '@/lib/jobs/run-due-jobs'
import { readSiteContacts } from './site-contacts'
import { tellSiteContact } from './tell-site-contact'

let db: Db
let close: () => Promise<void>
let ctx: Context
let hq: string
let employeeId: string
/** The controller of the dock asks after so many minutes. */
let dockAsks: (minutes: number) => Promise<unknown>

const at = (minutes: number) => new Date(ctx.now.getTime() + minutes * 60_000)
const ENDED = 10

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())

/** Maya left, the gate house was heard since and the dock was not. */
beforeEach(async () => {
  await db.delete(outboxMessages)
  ;({ ctx } = await newTestOrganization(db))
  hq = await newTestProperty(ctx, 'HQ Denver')
  await setContact({ contactName: 'Sam Ortiz', contactEmail: 'sam@contoso.com' })
  await newTestAccessGroup(ctx, { propertyId: hq, name: 'All', doors: ['Gate', 'Loading dock'] })
  employeeId = await newTestEmployee(ctx, {
    displayName: 'Maya Chen',
    active: false,
    deactivatedAt: at(ENDED),
  })
  const revokedAt = at(ENDED)
  const key = await newTestKey(ctx, { employeeId, propertyId: hq, state: 'revoked', revokedAt })
  const newController = async (name: string, door: string) => {
    const { credential } = await createController(ctx, { name, propertyId: hq })
    const id = await doorCalled(ctx, door)
    return (minutes: number) => asker(ctx, credential)({ door: id, key }, at(minutes))
  }
  const gateAsks = await newController('Gate house', 'Gate')
  dockAsks = await newController('Dock readers', 'Loading dock')
  await gateAsks(5)
  await dockAsks(6)
  await gateAsks(12)
})

const setContact = (values: Partial<typeof properties.$inferInsert>) =>
  db.update(properties).set(values).where(eq(properties.id, hq))
const tell = (minutes: number, by = ctx) =>
  tellSiteContact({ ...by, now: at(minutes) }, { employeeId, propertyId: hq })
const told = async (minutes: number) =>
  (await readSiteContacts({ ...ctx, now: at(minutes) }, { employeeId }))[0]

/** What lies in the outbox after everything due was sent. */
async function mails() {
  await runDueJobs(db, () => at(200))
  const ours = and(
    eq(emails.organizationId, ctx.organizationId),
    eq(emails.template, 'site-contact'),
  )
  return db.select().from(emails).where(ours)
}

it('writes to the contact of the property which doors are silent, about whom, and what to do', async () => {
  await tell(20)
  const [mail, ...others] = await mails()
  expect(others).toEqual([])
  expect(mail).toMatchObject({
    recipient: 'sam@contoso.com',
    subject: 'Silent at HQ Denver: 1 door',
    employeeId: null,
  })
  const { text } = unsealBody(mail?.sealedBody ?? '')
  expect(text).toContain('access at HQ Denver was taken from Maya Chen')
  expect(text).toContain('Loading dock')
  expect(text).toContain('Door controller: Dock readers.')
  expect(text).toContain('Check the door controller')
  expect(text).not.toContain('Gate')
})

it('stands in the log and on the page with its time, and is not done twice within an hour', async () => {
  expect(await told(15)).toEqual({
    propertyId: hq,
    name: 'Sam Ortiz',
    told: null,
    toldLately: false,
  })
  await tell(20)
  await tell(40)
  expect(await told(41)).toMatchObject({
    told: { name: 'Sam Ortiz', at: at(20) },
    toldLately: true,
  })
  const { rows } = await listActivity(ctx, { subject: employeeId, what: 'door' })
  const entries = rows.filter((row) => row.kind === 'door.contact_told')
  expect(entries.map((entry) => entry.data)).toEqual([
    {
      name: 'Maya Chen',
      property: 'HQ Denver',
      contact: 'Sam Ortiz',
      doors: ['Loading dock'],
      count: 1,
    },
  ])
  await tell(81)
  expect(await told(82)).toMatchObject({ told: { at: at(81) } })
  expect(await mails()).toHaveLength(2)
})

it('speaks the language of the property, and is sent in quiet mode too', async () => {
  await setContact({ language: 'de', quiet: true })
  await tell(20)
  const [mail] = await mails()
  expect(mail).toMatchObject({ subject: 'Stumm in HQ Denver: 1 Tür', state: 'kept' })
})

it('is refused in words where no address is entered, and when every door has confirmed', async () => {
  await dockAsks(15)
  await expect(tell(20)).rejects.toMatchObject({
    code: 'conflict',
    message: 'Every door of HQ Denver has confirmed it by now.',
  })
  await setContact({ contactEmail: null })
  expect(await told(20)).toMatchObject({ name: null })
  await expect(tell(20)).rejects.toMatchObject({ code: 'conflict' })
  expect(await mails()).toEqual([])
})

it('names a contact by the address where no name was entered', async () => {
  await setContact({ contactName: null })
  expect(await told(20)).toMatchObject({ name: 'sam@contoso.com' })
})

it('is also for a key that was revoked while its person stays', async () => {
  await db
    .update(employees)
    .set({ active: true, deactivatedAt: null })
    .where(eq(employees.id, employeeId))
  await tell(20)
  expect(await mails()).toHaveLength(1)
})

it('is for nobody of another organisation', async () => {
  const other = (await newTestOrganization(db)).ctx
  await expect(tell(20, other)).rejects.toMatchObject({ code: 'not_found' })
  expect(await readSiteContacts(other, { employeeId })).toEqual([])
  const theirs = await newTestProperty(other, 'Theirs')
  await db
    .update(properties)
    .set({ contactEmail: 'kim@fabrikam.com' })
    .where(eq(properties.id, theirs))
  await expect(tellSiteContact(other, { employeeId, propertyId: theirs })).rejects.toMatchObject({
    code: 'not_found',
  })
})
