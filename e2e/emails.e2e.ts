import { createHmac } from 'node:crypto'
import type { APIRequestContext, Locator, Page } from 'playwright/test'
import { addController, sayHello } from './controllers'
import { expect, test } from './fixtures'
import { expectNoFaultsInBoth, expectNoSidewaysScroll } from './looks'
import { addOffice, change, connectCrew, hire, type Office, type Tenant } from './office'
import { openNewestMail, openPerson, signInByEmail } from './verbs'

/**
 * E-mails as an administrator meets them, in an organisation of its own: the language of the
 * reader, a bounce and its way back, quiet mode, and the log. The provider is a server of this
 * run that speaks its API; its webhooks are signed here with the secret of this run.
 */
test.describe.configure({ mode: 'serial' })

const admin = 'lena@fabrikam.example'
const WEBHOOK_SECRET = 'd2Vib29rcyBvZiB0aGUgZTJlIHRlc3RzIGFsb25l'
const berlin: Office = {
  property: 'Werk Berlin',
  address: 'Torstraße 1',
  timeZone: 'Europe/Berlin',
  door: 'Haupteingang',
}
let tenant: Tenant
let webhookUrl = ''
let emailId = ''

test('an administrator prepares a property whose e-mails speak for themselves', async ({
  page,
  baseURL,
}) => {
  webhookUrl = `${baseURL}/api/webhooks/resend`
  await signInByEmail(page, admin)
  await addOffice(page, berlin)
  await editEmails(page, async (dialog) => {
    await dialog.getByLabel('Sender').fill('Fabrikam Empfang')
    await dialog.getByLabel('Whom to ask').fill('Lena Vogt')
    await dialog.getByLabel('Their e-mail').fill('empfang@fabrikam.example')
    await dialog.getByLabel('Where to go on day one').fill('Bitte am Empfang melden.')
  })
  tenant = await connectCrew(page, berlin)
})

test('a person whose language is German gets the German e-mail, with everything it promises', async ({
  page,
  request,
}) => {
  await hire(request, tenant, {
    name: 'Jürgen Weiß',
    email: mailOf('Jürgen Weiß'),
    more: { preferredLanguage: 'de-DE' },
  })
  await openNewestMail(page, { subject: /^Ihr Schlüssel für/, to: mailOf('Jürgen Weiß') })

  const frame = page.frameLocator('iframe')
  await expect(
    frame.getByRole('heading', { level: 1, name: 'Hallo Jürgen Weiß, Ihr Schlüssel ist bereit' }),
  ).toBeVisible()
  await expect(frame.getByRole('link', { name: 'Schlüssel einrichten' })).toBeVisible()
  await expect(frame.getByRole('img', { name: /QR-Code/ })).toBeVisible()
  await expect(frame.getByText('Bitte am Empfang melden.')).toBeVisible()
  await expect(frame.getByText('Haupteingang')).toBeVisible()
  const text = page.locator('pre')
  await expect(text).toContainText('Wenden Sie sich an Lena Vogt.')
  await expect(text).toContainText('empfang@fabrikam.example')
})

test('the log shows it, and its exact copy to those who may see it', async ({ page }) => {
  await signInByEmail(page, admin)
  await page.getByRole('link', { name: 'E-mails' }).first().click()
  const row = page.getByRole('row', { name: /Ihr Schlüssel/ })
  await expect(row).toContainText('Sent')
  await expect(row).toContainText(mailOf('Jürgen Weiß'))
  await row.getByRole('link', { name: /Ihr Schlüssel/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: /Ihr Schlüssel/ })).toBeVisible()
  await expect(page.getByText('Fabrikam Empfang über Sequr')).toBeVisible()
  emailId = new URL(page.url()).pathname.split('/').at(-1) ?? ''

  await page.getByRole('button', { name: 'Show the exact copy' }).click()
  await expect(page.frameLocator('iframe').getByText('Drei Schritte')).toBeVisible()
  await page.goto('/activity')
  await expect(page.getByRole('row', { name: /copy of an e-mail to Jürgen Weiß/ })).toBeVisible()
})

test('a bounce is believed when it is signed, and stands on the person’s page with its reason', async ({
  page,
  request,
}) => {
  const bounce = {
    type: 'email.bounced',
    created_at: new Date().toISOString(),
    data: { email_id: 'eml_1', tags: { message: emailId }, bounce: { type: 'Permanent' } },
  }
  expect(await tell(request, bounce, { secret: 'bm90IHRoZSBzZWNyZXQgb2YgdGhpcyBydW4=' })).toBe(401)
  expect(await tell(request, bounce, { secondsAgo: 3_600 })).toBe(401)
  await signInByEmail(page, admin)
  await page.goto(`/emails/${emailId}`)
  await expect(page.getByText('Sent', { exact: true }).first()).toBeVisible()

  expect(await tell(request, bounce)).toBe(200)
  expect(await tell(request, bounce), 'once more').toBe(200)
  const stranger = { ...bounce, data: { email_id: 'eml_x', tags: { message: 'msg_x' } } }
  expect(await tell(request, stranger), 'of an e-mail that is not ours').toBe(200)

  await page.goto('/employees?q=J%C3%BCrgen')
  await page.getByRole('link', { name: 'Jürgen Weiß' }).click()
  const emails = page.getByRole('region', { name: 'E-mails to this person' })
  await expect(emails.getByText('Bounced')).toBeVisible()
  await expect(emails.getByText(/there is no such mailbox/)).toBeVisible()
  await page.goto('/inbox')
  const item = page.getByRole('listitem').filter({ hasText: 'did not get an e-mail' })
  await expect(item).toContainText('there is no such mailbox')
})

test('a stopped address is lifted, and the key is sent again with a fresh link', async ({
  page,
}) => {
  await signInByEmail(page, admin)
  await page.goto(`/emails/${emailId}`)
  await page.getByRole('button', { name: 'Send again' }).click()
  await page.goto('/emails')
  await expectInLog(page, /Ihr Schlüssel.*Not sent/)

  await page.getByRole('link', { name: 'Stopped addresses' }).click()
  const address = page
    .getByRole('region', { name: 'Stopped addresses' })
    .getByRole('row', { name: new RegExp(mailOf('Jürgen Weiß')) })
  await expect(address).toContainText('there is no such mailbox')
  await expectNoFaultsInBoth(page, 'the stopped addresses')
  await address.getByRole('button', { name: /^Lift/ }).click()
  await expect(page.getByText('No address is stopped')).toBeVisible()

  await page.goto(`/emails/${emailId}`)
  await page.getByRole('button', { name: 'Send again' }).click()
  await page.goto('/emails')
  await expectInLog(page, /Ihr Schlüssel.*Sent/)
  const mail = await openNewestMail(page, { subject: /Schlüssel/, to: mailOf('Jürgen Weiß') })
  await expect(page.locator('pre')).toContainText('hier ist Ihr neuer Link')
  await page.goto(await mail.link())
  await expect(page.getByRole('button', { name: 'Weiter' })).toBeVisible()
})

test('quiet mode builds and holds, and what it held is sent when it is over', async ({
  page,
  request,
}) => {
  await signInByEmail(page, admin)
  await editEmails(page, (dialog) => dialog.getByRole('switch', { name: 'Quiet mode' }).click())
  await expect(page.getByRole('row', { name: /Werk Berlin/ })).toContainText('Quiet mode')
  await hire(request, tenant, { name: 'Ida Kern', email: mailOf('Ida Kern') })
  await page.goto('/emails?state=held')
  await expectInLog(page, /Your key.*Held/)
  await expect(page.getByText('Werk Berlin is in quiet mode')).toBeVisible()
  await expectNoFaultsInBoth(page, 'the log with a held e-mail')

  await editEmails(page, (dialog) => dialog.getByRole('switch', { name: 'Quiet mode' }).click())
  await page.goto('/emails')
  await page.getByRole('button', { name: 'Send 1 e-mail' }).click()
  await expectInLog(page, /Your key.*Sent.*Ida Kern/)
})

test('a site’s contact is told of the door that a leaver may still open, and the page says when it has confirmed', async ({
  page,
  request,
}) => {
  await signInByEmail(page, admin)
  await editEmails(page, (dialog) => dialog.getByLabel('Their e-mail').fill(''))
  const gateHouse = await addController(page, 'Pforte')
  await sayHello(request, gateHouse)
  const id = await hire(request, tenant, { name: 'Kurt Lohe', email: mailOf('Kurt Lohe') })
  await change(request, tenant, id, { active: 'False' })

  await openPerson(page, 'Kurt Lohe')
  const address = page.url()
  await expect(page.getByText(/^All access ended \d.*confirmed by 0 of 1 door\.$/)).toBeVisible()
  const silent = page.getByText(/Still to confirm at Werk Berlin: 1 door silent since/)
  await expect(silent).toContainText('Haupteingang. It may still admit this key until')
  await page.getByRole('link', { name: 'Name the site contact' }).click()
  await saveEmails(page, (dialog) =>
    dialog.getByLabel('Their e-mail').fill('empfang@fabrikam.example'),
  )

  await page.goto(address)
  await expectNoFaultsInBoth(page, 'a leaver with a silent door')
  await page.getByRole('button', { name: 'Tell the site contact of Werk Berlin' }).click()
  await expect(page.getByText(/Told Lena Vogt \d/)).toBeVisible()
  await expect(page.getByRole('button', { name: /Tell the site contact/ })).toHaveCount(0)
  const toContact = { subject: /^Silent at Werk Berlin: 1 door/, to: 'empfang@fabrikam.example' }
  await openNewestMail(page, toContact)
  const text = page.locator('pre')
  await expect(text).toContainText('access at Werk Berlin was taken from Kurt Lohe')
  await expect(text).toContainText('Door controller: Pforte.')

  // A controller that says it is there is written down every ten seconds at most.
  await expect(async () => {
    await sayHello(request, gateHouse)
    await page.goto(address)
    const confirmed = page.getByText(/confirmed by the one door at \d\d:\d\d:\d\d/)
    await expect(confirmed).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 30_000 })
  await expect(page.getByText(/Still to confirm/)).toHaveCount(0)
  await expect(page.getByText('(confirmed by 1/1 door)')).toBeVisible()
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page, 'a leaver whose doors have confirmed')
})

test('the settings refuse what cannot be meant, and keep what can', async ({ page }) => {
  await signInByEmail(page, admin)
  await page.goto('/emails/settings')
  await expectNoFaultsInBoth(page, 'the settings')
  const perMinute = page.getByLabel('E-mails in a minute, at most')
  await perMinute.fill('0')
  await page.getByRole('button', { name: 'Save settings' }).click()
  await expect(page.getByText('Enter a number from 1 to 600.').first()).toBeVisible()

  await perMinute.fill('40')
  await page.getByRole('switch', { name: 'Tell people that their access ended' }).click()
  await page.getByRole('button', { name: 'Save settings' }).click()
  await expect(page.getByText('The settings were saved')).toBeVisible()
  await page.reload()
  await expect(perMinute).toHaveValue('40')
})

test('the log has no accessibility fault, in light, in dark and on a phone', async ({ page }) => {
  await signInByEmail(page, admin)
  for (const path of ['/emails', `/emails/${emailId}`, '/emails?q=nobody']) {
    await page.goto(path)
    await expectNoFaultsInBoth(page, path)
    await page.setViewportSize({ width: 390, height: 844 })
    await expectNoSidewaysScroll(page, path)
    await page.setViewportSize({ width: 1280, height: 720 })
  }
})

async function editEmails(page: Page, fill: (dialog: Locator) => Promise<void>): Promise<void> {
  await page.goto('/properties')
  await page.getByRole('button', { name: 'Actions for Werk Berlin' }).click()
  await page.getByRole('menuitem', { name: 'E-mails and contact' }).click()
  await saveEmails(page, fill)
}

async function saveEmails(page: Page, fill: (dialog: Locator) => Promise<void>): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'E-mails of Werk Berlin' })
  await fill(dialog)
  await dialog.getByRole('button', { name: 'Save e-mails' }).click()
  await expect(dialog).toBeHidden()
}

async function expectInLog(page: Page, row: RegExp): Promise<void> {
  await expect(async () => {
    await page.reload()
    await expect(page.getByRole('row', { name: row }).first()).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 20_000 })
}

const mailOf = (name: string) =>
  `${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}@fabrikam.example`

/** Signs as the provider does (Svix: HMAC-SHA256 over id, timestamp and body). */
async function tell(
  request: APIRequestContext,
  event: unknown,
  { secret = WEBHOOK_SECRET, secondsAgo = 0 } = {},
): Promise<number> {
  const body = JSON.stringify(event)
  const timestamp = String(Math.floor(Date.now() / 1000) - secondsAgo)
  const mac = createHmac('sha256', Buffer.from(secret, 'base64'))
  const signature = mac.update(`evt_1.${timestamp}.${body}`).digest('base64')
  const answer = await request.post(webhookUrl, {
    headers: {
      'content-type': 'application/json',
      'svix-id': 'evt_1',
      'svix-timestamp': timestamp,
      'svix-signature': `v1,${signature}`,
    },
    data: body,
  })
  return answer.status()
}
