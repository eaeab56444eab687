import type { APIRequestContext, BrowserContext, Page } from 'playwright/test'
import { addController, askDoor, type Controller, openDoor } from './controllers'
import { expect, test } from './fixtures'
import { expectNoFaultsInBoth, expectNoSidewaysScroll } from './looks'
import {
  addDoor,
  addOffice,
  change,
  connectCrew,
  departmentPath,
  hire as hireCrew,
  type Office,
  type Tenant,
} from './office'
import {
  addRule,
  deviceSecret,
  giveCard,
  keyDeed,
  openNewestMail,
  openOnPhone,
  openPerson,
  PHONE_SIZE,
  signInByEmail,
} from './verbs'

/**
 * A key from the e-mail to the door, in an organisation of its own: the page on a phone, what a
 * door controller is told, and what an administrator sees of both.
 */
test.describe.configure({ mode: 'serial' })

const admin = 'noor@tailspin.example'
const harbour: Office = {
  property: 'Harbour',
  address: '1 Quay Street',
  timeZone: 'Europe/Lisbon',
  door: 'Sea gate',
}
let tenant: Tenant
let controller: Controller
let door = ''
let session: Awaited<ReturnType<BrowserContext['cookies']>> = []

test('an administrator prepares a door, its controller and a rule', async ({ page }) => {
  await signInByEmail(page, admin)
  ;({ cookies: session } = await page.context().storageState())
  await addOffice(page, harbour)

  controller = await addController(page, 'Gate house')
  await expect(page.getByRole('row', { name: /Gate house/ })).toContainText('Works')
  await expect(page.getByText(controller.credential), 'told once').toHaveCount(0)
  await expectNoFaultsInBoth(page, 'the controllers')

  door = await openDoor(page, 'Sea gate')
  await expect(page.getByText('Nobody can open this door now')).toBeVisible()

  tenant = await connectCrew(page, harbour)
})

test('the page on a phone says everything, and Continue makes it the key', async ({
  page,
  browser,
  request,
}) => {
  await hire(request, 'Iris Vale')
  const link = await linkFor(page, 'Iris Vale')
  expect(await ask(request, { door, credential: 'nobody' })).toMatchObject({ allowed: false })

  // What link scanners do uses nothing up.
  const scanned = await request.get(link)
  expect(scanned.status()).toBe(200)
  expect(scanned.headers()['accept-ch'], 'the model of the phone').toBe('Sec-CH-UA-Model')
  expect((await request.head(link)).status()).toBe(200)

  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(link)
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible()

  const { phone, key } = await openOnPhone(browser, link)
  await expect(key.getByRole('heading', { name: 'Iris Vale, your key is ready' })).toBeVisible()
  await expect(key.getByRole('img', { name: /QR code/ })).toBeHidden()
  for (const text of [
    'Harbour',
    '1 Quay Street',
    'Sea gate',
    'At any hour.',
    'iOS 16.4 or later',
  ]) {
    await expect(key.getByText(text)).toBeVisible()
  }
  await expect(key.locator('meta[name=referrer]')).toHaveAttribute('content', 'no-referrer')
  await expect(key.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/)
  await expectNoFaultsInBoth(key, 'a key before Continue')

  await key.getByRole('button', { name: 'Continue' }).click()
  await expect(key.getByText('Active', { exact: true })).toBeVisible()
  await expectNoFaultsInBoth(key, 'an active key')
  const credential = await deviceSecret(phone)
  expect(await ask(request, { door, credential })).toMatchObject({ allowed: true, reason: 'open' })

  const other = await openOnPhone(browser, link)
  await expect(other.key.getByText('This link was used on another device')).toBeVisible()

  await page.context().addCookies(session)
  await page.goto(`/doors/${door}`)
  await expect(page.getByRole('row', { name: /Iris Vale/ })).toContainText('by the rule Crew')
  await expectNoFaultsInBoth(page, 'who can open the door')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export as CSV' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^harbour-sea-gate-.*\.csv$/)
  await page.goto('/activity')
  await expect(page.getByText('Iris Vale opened Sea gate at Harbour.')).toBeVisible()

  await openPerson(page, 'Iris Vale')
  await expect(page.getByText(/Known at 1 of 1 door\./)).toBeVisible()
  const doors = page.getByRole('region', { name: 'Recent doors', exact: true }).first()
  await expect(doors.getByRole('row', { name: /Sea gate/ })).toContainText('Opened')
  await phone.close()
})

test('a key can be read offline, and never says that it opens', async ({
  page,
  browser,
  request,
}) => {
  await hire(request, 'Otto Reef')
  const { phone, key } = await openOnPhone(browser, await linkFor(page, 'Otto Reef'))
  await key.getByRole('button', { name: 'Continue' }).click()
  await expect(key.getByText('Active', { exact: true })).toBeVisible()
  await expect(async () => {
    const kept = await key.evaluate(async () => (await caches.match(location.pathname))?.text())
    expect(kept).toContain('Since')
  }).toPass()

  await phone.setOffline(true)
  await key.reload()
  await expect(key.getByText(/^Offline, as of \d\d:\d\d$/)).toBeVisible()
  await expect(key.getByText('Sea gate')).toBeVisible()
  await expect(key.getByText('Active', { exact: true })).toBeHidden()
  await phone.setOffline(false)
  await expect(key.getByText('Active', { exact: true })).toBeVisible()
  await phone.close()
})

test('a leaver’s open page says Ended without reload, and the door says no', async ({
  page,
  browser,
  request,
}) => {
  const id = await hire(request, 'Lena Moor')
  const { phone, key } = await openOnPhone(browser, await linkFor(page, 'Lena Moor'))
  await key.getByRole('button', { name: 'Continue' }).click()
  await expect(key.getByText('Active', { exact: true })).toBeVisible()
  const credential = await deviceSecret(phone)

  await change(request, tenant, id, { active: 'False' })
  expect(await ask(request, { door, credential })).toMatchObject({ allowed: false, reason: 'left' })
  await expect(key.getByRole('heading', { name: 'Ended' })).toBeVisible({ timeout: 10_000 })
  await expectNoFaultsInBoth(key, 'a key that ended')

  // What is kept for reading has ended too.
  await expect(async () => {
    const kept = await key.evaluate(async () => (await caches.match(location.pathname))?.text())
    expect(kept).toContain('This key opens no door any more')
  }).toPass()
  await phone.close()
})

test('a phone that is reported lost opens nothing until an administrator decides', async ({
  page,
  browser,
  request,
}) => {
  await hire(request, 'Finn Dale')
  const link = await linkFor(page, 'Finn Dale')
  const { phone, key } = await openOnPhone(browser, link)
  await key.getByRole('button', { name: 'Continue' }).click()
  await expect(key.getByText('Active', { exact: true })).toBeVisible()
  const credential = await deviceSecret(phone)
  await key.getByRole('button', { name: 'Report it lost' }).click()
  await phone.setOffline(true)
  await key.getByRole('button', { name: 'Yes, it is lost' }).click()
  await expect(key.getByRole('alert')).toHaveText(/^Sequr did not answer\./)
  await phone.setOffline(false)
  await key.getByRole('button', { name: 'Yes, it is lost' }).click()
  await expect(key.getByRole('heading', { name: 'This key was reported lost' })).toBeVisible()
  expect(await ask(request, { door, credential })).toMatchObject({ reason: 'suspended' })

  await page.context().addCookies(session)
  await page.goto('/inbox')
  const item = page
    .getByRole('listitem')
    .filter({ hasText: 'Finn Dale reported a mobile key lost' })
  await item.getByRole('link', { name: 'Decide' }).click()
  await keyDeed(page, 'Harbour', 'It was found', 'Switch it on again')
  await expect(key.getByText('Active', { exact: true })).toBeVisible()
  expect(await ask(request, { door, credential })).toMatchObject({ reason: 'open' })

  await keyDeed(page, 'Harbour', 'Replace phone', 'Replace phone')
  await expect(key.getByRole('heading', { name: 'Ended' })).toBeVisible()
  const fresh = await newerLink(page, 'Finn Dale', link)
  const next = await openOnPhone(browser, fresh)
  await next.key.getByRole('button', { name: 'Continue' }).click()
  await expect(next.key.getByText('Active', { exact: true })).toBeVisible()
  expect(await ask(request, { door, credential })).toMatchObject({ reason: 'revoked' })
  await phone.close()
})

test('a card is asked for, a link is sent again, and the older one says so', async ({
  page,
  browser,
  request,
}) => {
  await hire(request, 'Vera Stone')
  const link = await linkFor(page, 'Vera Stone')
  const { phone, key } = await openOnPhone(browser, link)
  await key.getByRole('button', { name: 'Ask for a card instead' }).click()
  await expect(key.getByText(/You asked for a card/)).toBeVisible()

  await page.context().addCookies(session)
  await page.goto('/inbox')
  const item = page.getByRole('listitem').filter({ hasText: 'Vera Stone asks for a card' })
  await item.getByRole('link', { name: 'Give a card' }).click()
  await expectNoFaultsInBoth(page, 'a person who asks for a card')
  await giveCard(page, 'Vera Stone', '0012 4711')
  // The table within the section is a region of the same name; the history goes on to tell of the wish.
  const cards = page.getByRole('region', { name: 'Cards' }).first()
  await expect(cards).toContainText('Ends in 4711')
  await expect(cards).not.toContainText('asks for a card')

  await keyDeed(page, 'Harbour', 'Copy set-up link', 'Show link')
  await expect(page.getByRole('textbox', { name: 'Set-up link' })).toHaveValue(link)
  await page.getByRole('button', { name: 'Done' }).click()
  await keyDeed(page, 'Harbour', 'Send again', 'Send again')
  await expect(key.getByRole('heading', { name: 'There is a newer link' })).toBeVisible()
  await newerLink(page, 'Vera Stone', link)
  await phone.close()

  await page.goto('/key/cut-sh')
  await expect(page.getByText('This link is not known')).toBeVisible()
})

const mailOf = (name: string) => `${name.toLowerCase().replace(' ', '.')}@tailspin.example`

test('new doors stand on the open page when the department changes', async ({
  page,
  browser,
  request,
}) => {
  await page.context().addCookies(session)
  const bridge = { property: 'Harbour', door: 'Chart room', group: 'Bridge' }
  await addDoor(page, bridge, async (dialog) => {
    await dialog.getByRole('button', { name: 'Add hours' }).click()
    const line = dialog.getByRole('group', { name: 'Hours, line 1' })
    await line.getByRole('button', { name: 'Sat' }).click()
    await line.getByLabel('From').fill('22:00')
    await line.getByLabel('To').fill('06:00')
    await expectNoFaultsInBoth(page, 'an access group with hours')
  })
  await expect(page.getByRole('row', { name: /Bridge/ })).toContainText(
    'Mon–Sat 22:00–06:00 the next day',
  )
  await page.goto('/integrations/azure/rules')
  await page
    .getByRole('navigation', { name: 'Properties' })
    .getByRole('link', { name: /Harbour/ })
    .click()
  await addRule(page, {
    name: 'Bridge',
    operand: 'Department',
    operator: 'is',
    value: 'Bridge',
    accessGroup: /^Bridge/,
    mobileKey: 'Yes',
  })

  const id = await hire(request, 'Nora Quill')
  const { phone, key } = await openOnPhone(browser, await linkFor(page, 'Nora Quill'))
  await key.getByRole('button', { name: 'Continue' }).click()
  await expect(key.getByText('Sea gate')).toBeVisible()
  await expect(key.getByText('At any hour.')).toBeVisible()
  await change(request, tenant, id, { [departmentPath]: 'Bridge' })
  await expect(key.getByText('Chart room')).toBeVisible()
  await expect(key.getByText('Mon–Sat 22:00–06:00 the next day.')).toBeVisible()
  await expect(key.getByText('Sea gate')).toHaveCount(0)
  await expect(key.getByText('Active', { exact: true })).toBeVisible()
  await expectNoSidewaysScroll(key, 'an active key')
  await phone.close()
})

test('whoever is held sees Suspended, and the same key again when access is given back', async ({
  page,
  browser,
  request,
}) => {
  await hire(request, 'Piet Holm')
  const { phone, key } = await openOnPhone(browser, await linkFor(page, 'Piet Holm'))
  await key.getByRole('button', { name: 'Continue' }).click()
  await expect(key.getByText('Active', { exact: true })).toBeVisible()
  const credential = await deviceSecret(phone)

  await page.context().addCookies(session)
  await page.goto('/employees?q=Piet')
  await page.getByRole('link', { name: 'Piet Holm' }).click()
  await page.getByRole('button', { name: 'Take access away now' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Take access away' }).click()
  await expect(key.getByRole('heading', { name: 'Suspended' })).toBeVisible()
  await expectNoFaultsInBoth(key, 'a suspended key')
  expect(await ask(request, { door, credential })).toMatchObject({ allowed: false, reason: 'held' })

  await page.getByRole('button', { name: 'Give access back' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Give access back' }).click()
  await expect(key.getByText('Active', { exact: true })).toBeVisible()
  expect(await ask(request, { door, credential })).toMatchObject({ allowed: true })

  await page.reload()
  const keys = page.getByRole('region', { name: 'Mobile keys' })
  await keys.getByText('How it came to this').click()
  const states = keys.getByRole('list', { name: 'States of the key at Harbour' })
  await expect(states.getByRole('listitem')).toContainText([
    /Active.*Access was given back/,
    /Suspended.*taken away by hand/,
    /Active/,
    /Opened/,
  ])
  await expectNoFaultsInBoth(page, 'the states of a key')
  await phone.close()
})

test('the page speaks the language of its owner, whatever the browser speaks', async ({
  page,
  browser,
  request,
}) => {
  await hire(request, 'Jonas Kai', { preferredLanguage: 'de-DE' })
  const mail = await openNewestMail(page, { subject: /Schlüssel/, to: mailOf('Jonas Kai') })
  const { phone, key } = await openOnPhone(browser, await mail.link())
  await expect(key.locator('html')).toHaveAttribute('lang', 'de')
  await expect(key).toHaveTitle('Ihr Schlüssel – Sequr')
  await expect(
    key.getByRole('heading', { name: 'Jonas Kai, Ihr Schlüssel ist bereit' }),
  ).toBeVisible()
  await expect(key.getByText('Zu jeder Zeit.')).toBeVisible()
  const manifest = await key.locator('link[rel=manifest]').getAttribute('href')
  const app = await (await request.get(manifest ?? '')).json()
  expect(app).toMatchObject({ lang: 'de', name: expect.stringMatching(/^Schlüssel /) })
  await expectNoSidewaysScroll(key, 'a German key')

  await key.getByRole('button', { name: 'Weiter' }).click()
  await expect(key.getByText('Aktiv', { exact: true })).toBeVisible()
  await key.getByRole('button', { name: 'Als verloren melden' }).click()
  const question = key.getByRole('alertdialog', { name: 'Diesen Schlüssel als verloren melden?' })
  await question.getByRole('button', { name: 'Abbrechen' }).click()
  await expect(key.getByText('Aktiv', { exact: true })).toBeVisible()
  await phone.close()

  const french = await browser.newContext({ viewport: PHONE_SIZE, locale: 'fr-FR' })
  const wrong = await french.newPage()
  await wrong.goto('/key/cut-sh')
  await expect(wrong.getByRole('heading', { name: 'Ce lien est inconnu' })).toBeVisible()
  await expect(wrong.locator('html')).toHaveAttribute('lang', 'fr')
  await french.close()
})

function hire(
  request: APIRequestContext,
  name: string,
  more: Record<string, unknown> = {},
): Promise<string> {
  return hireCrew(request, tenant, { name, email: mailOf(name), more })
}

async function linkFor(page: Page, name: string): Promise<string> {
  const mail = await openNewestMail(page, { subject: /Your key to/, to: mailOf(name) })
  return mail.link()
}

/** Of the next e-mail, once it has come. */
async function newerLink(page: Page, name: string, older: string): Promise<string> {
  let link = older
  await expect(async () => {
    link = await linkFor(page, name)
    expect(link).not.toBe(older)
  }).toPass()
  return link
}

/** What a door controller hears. */
function ask(request: APIRequestContext, question: { door: string; credential: string }) {
  return askDoor(request, controller, question)
}
