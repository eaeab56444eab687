import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { APIRequestContext, BrowserContext, Page } from 'playwright/test'
import { openTestFolder } from '@/db/testing/database'
import { forgetReadings } from '@/db/testing/forget-readings'
import { expect, test } from './fixtures'
import { expectNoFaultsInBoth } from './looks'
import { addOffice, connectCrew, hire, type Office, type Tenant } from './office'
import { openMenu } from './rules-screen'
import { type BuiltServer, freePort, startBuiltServer } from './server/built-server'
import { addRule, openPerson, signInByEmail } from './verbs'

/**
 * A rule by group when Entra deletes the group, makes it anew, or puts it back, and when Microsoft
 * lets nobody read groups any more. The server is this walk's own: it asks Microsoft every quarter
 * of an hour, and a database that is opened in between is told that it has not asked yet.
 */
test.describe.configure({ mode: 'serial' })

const admin = 'petra@wideworld.example'
const quay: Office = {
  property: 'Quay',
  address: '4 Lock Road',
  timeZone: 'Europe/Lisbon',
  door: 'Quay gate',
}
const OBJECT_ID = '5d2e1c3a-7b1f-4c55-9b0e-2f6f6f1d0a01'
const ANOTHER_ID = '5d2e1c3a-7b1f-4c55-9b0e-2f6f6f1d0a02'
const broken = 'names a group that Entra deleted'

let folder = ''
let port = 0
let server: BuiltServer
let tenant: Tenant
let person = ''
let context: BrowserContext
let page: Page
let request: APIRequestContext

const start = () =>
  startBuiltServer('self-hosted server', {
    databaseUrl: '',
    pgliteDir: path.join(folder, 'pglite'),
    port,
    mailbox: true,
    practice: true,
  })

test.beforeAll(async ({ browser }) => {
  folder = await mkdtemp(path.join(tmpdir(), 'groups-'))
  port = await freePort()
  server = await start()
  context = await browser.newContext({ baseURL: `http://localhost:${port}` })
  page = await context.newPage()
  request = context.request
})
test.afterAll(async () => {
  await context.close()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

test('a rule by group gives its members their doors', async () => {
  await signInByEmail(page, admin)
  await addOffice(page, quay)
  tenant = await connectCrew(page, quay)
  person = await hire(request, tenant, {
    name: 'Nils Dahl',
    email: 'nils.dahl@wideworld.example',
    more: { 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'Night' } },
  })
  await newGroup(OBJECT_ID)
  await openRules()
  await addRule(page, {
    name: 'Night crew',
    operand: 'Group',
    operator: 'is a member of',
    value: 'Night crew',
    accessGroup: /^Crew/,
    mobileKey: 'No',
  })
  await expectDoors()
})

test('a group that is made anew under its name is taken with one press', async () => {
  await deleteGroup()
  await page.goto('/inbox')
  await expect(page.getByText(`The rule Night crew at Quay ${broken}`)).toBeVisible()
  await expectDoors()

  await newGroup(ANOTHER_ID)
  await openRules()
  const mend = page.getByRole('button', { name: 'Use the new group “Night crew”' })
  await expect(mend).toBeVisible()
  await expectNoFaultsInBoth(page, 'a rule that names a deleted group')
  await mend.click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /: nobody gains or loses$/ })
    .click()
  await expect(mend).toHaveCount(0)
  await expectDoors()
})

test('a group that is taken out and put back is followed without anybody’s doing', async () => {
  await deleteGroup()
  await page.goto('/inbox')
  await expect(page.getByText(broken)).toBeVisible()
  await newGroup(ANOTHER_ID)
  await page.reload()
  await expect(page.getByText(broken)).toHaveCount(0)
  await expectDoors()
})

test('rules whose groups cannot be read are marked and go on, and a sign-in ends it', async () => {
  await page.goto('/integrations/azure/install/microsoft')
  await signInAtMicrosoft('Sign in with Microsoft')
  await expect(page.getByText(/^Connected to Contoso practice directory/)).toBeVisible()
  await page.goto('/practice/permissions')
  await page.getByRole('button', { name: /^Withdraw Group/ }).click()
  await expect(page.getByRole('button', { name: /^Withdraw Group/ })).toHaveCount(0)
  await askAnew()

  const notice = page.getByText('We cannot read your groups at Microsoft')
  await expect(async () => {
    await openRules()
    await expect(notice).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 30_000 })
  const marks = page.getByText('Its group cannot be read at Microsoft; noticed')
  const properties = page.getByRole('navigation', { name: 'Properties' })
  await expect(marks).toHaveCount(1)
  await expect(properties).toContainText('1 rule names a group that cannot be read')
  await openMenu(page, 'Night crew', 'Duplicate')
  await expect(marks).toHaveCount(2)
  await expect(properties).toContainText('1 rule and 1 draft name groups that cannot be read')
  await expectNoFaultsInBoth(page, 'groups that cannot be read')
  await page.goto('/inbox')
  await expect(
    page.getByText(
      '1 rule names a group: Night crew at Quay. The 1 person whom it covers stays covered until Entra itself sends a change.',
    ),
  ).toBeVisible()
  await expectDoors()

  await sendMembers([])
  await openPerson(page, 'Nils Dahl')
  await expect(page.getByText(/opens 1 of 1 door/)).toHaveCount(0)
  await sendMembers([person])
  await expectDoors()

  await openRules()
  await signInAtMicrosoft('Sign in again')
  await expect(page.getByRole('heading', { name: 'Rules of Quay' })).toBeVisible()
  await expect(notice).toHaveCount(0)
  await expect(marks).toHaveCount(0)
  await expect(properties).not.toContainText('cannot be read')
})

async function openRules(): Promise<void> {
  await page.goto('/integrations/azure/rules')
  await page
    .getByRole('navigation', { name: 'Properties' })
    .getByRole('link', { name: /Quay/ })
    .click()
  await expect(page.getByRole('heading', { name: 'Rules of Quay' })).toBeVisible()
}

async function expectDoors(): Promise<void> {
  await openPerson(page, 'Nils Dahl')
  await expect(page.getByText(/opens 1 of 1 door/)).toBeVisible()
}

async function signInAtMicrosoft(name: string): Promise<void> {
  await page.getByRole('link', { name }).click()
  await page.getByRole('button', { name: 'Maya Chen' }).click()
  await page.getByRole('button', { name: 'Accept' }).click()
}

/** Stops the server while its database forgets that Microsoft was asked a moment ago. */
async function askAnew(): Promise<void> {
  await server.stop()
  const database = await openTestFolder(path.join(folder, 'pglite'))
  await forgetReadings(database.db)
  await database.close()
  server = await start()
}

let group = ''

/** Sent as Entra sends a group whose members it knows at once. */
async function newGroup(externalId: string): Promise<void> {
  const answer = await request.post(`${tenant.url}/Groups`, {
    headers: scimHeaders(),
    data: JSON.stringify({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      displayName: 'Night crew',
      externalId,
      members: [{ value: person }],
    }),
  })
  expect(answer.status(), await answer.text()).toBe(201)
  group = (await answer.json()).id
}

/** Entra goes on sending who is in it, whatever may be read at Microsoft. */
async function sendMembers(members: string[]): Promise<void> {
  const answer = await request.patch(`${tenant.url}/Groups/${group}`, {
    headers: scimHeaders(),
    data: JSON.stringify({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', path: 'members', value: members.map((value) => ({ value })) }],
    }),
  })
  expect(answer.status(), await answer.text()).toBeLessThan(300)
}

async function deleteGroup(): Promise<void> {
  const answer = await request.delete(`${tenant.url}/Groups/${group}`, { headers: scimHeaders() })
  expect(answer.status()).toBe(204)
}

const scimHeaders = () => ({
  authorization: `Bearer ${tenant.token}`,
  'content-type': 'application/scim+json',
})
