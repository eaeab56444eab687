import AxeBuilder from '@axe-core/playwright'
import type { APIRequestContext, Browser, BrowserContext, Page } from 'playwright/test'
import { expect, test } from './fixtures'
import { addRule, choose, openNewestMail, signInByEmail } from './verbs'

/**
 * A key from the e-mail to the door, in an organisation of its own: the page on a phone, what a
 * door controller is told, and what an administrator sees of both.
 */
test.describe.configure({ mode: 'serial' })

const admin = 'noor@tailspin.example'
const phoneSize = { width: 390, height: 844 }
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
let tenantUrl = ''
let scimToken = ''
let controller = ''
let door = ''
let checkUrl = ''
let session: Awaited<ReturnType<BrowserContext['cookies']>> = []

test('an administrator prepares a door, its controller and a rule', async ({ page }) => {
  await signInByEmail(page, admin)
  ;({ cookies: session } = await page.context().storageState())
  await add(page, '/properties', 'Add property', async (dialog) => {
    await dialog.getByLabel('Name').fill('Harbour')
    await dialog.getByLabel('Address').fill('1 Quay Street')
    await dialog.getByRole('combobox', { name: 'Time zone' }).fill('Europe/Lisbon')
    await page.keyboard.press('Tab')
  })
  await add(page, '/doors', 'Add door', async (dialog) => {
    await choose(page, dialog.getByLabel('Property'), 'Harbour')
    await dialog.getByLabel('Name').fill('Sea gate')
  })
  await add(page, '/access-groups', 'Add access group', async (dialog) => {
    await choose(page, dialog.getByLabel('Property'), 'Harbour')
    await dialog.getByLabel('Name').fill('Crew')
    await dialog.getByRole('checkbox', { name: 'Sea gate' }).click()
  })

  await page.goto('/doors/controllers')
  checkUrl = await page.getByLabel(/Where a controller asks/).inputValue()
  await page.getByRole('button', { name: 'Add controller' }).click()
  const form = page.getByRole('dialog', { name: 'Add controller' })
  await form.getByLabel('Name').fill('Gate house')
  await form.getByRole('button', { name: 'Add controller' }).click()
  controller = await page.getByRole('textbox', { name: 'Credential' }).inputValue()
  expect(controller).toMatch(/^sqr_door_/)
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('row', { name: /Gate house/ })).toContainText('Works')
  await expect(page.getByText(controller), 'told once').toHaveCount(0)
  await expectNoFault(page)

  await page.goto('/doors')
  await page.getByRole('link', { name: 'Sea gate' }).click()
  await expect(page.getByRole('heading', { name: 'Who can open Sea gate' })).toBeVisible()
  door = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  await expect(page.getByText('Nobody can open this door now')).toBeVisible()

  await page.goto('/integrations/azure/install')
  await page.getByRole('button', { name: 'Start set-up' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Step 1 of 3/)
  await page.goto('/integrations/azure/token')
  tenantUrl = await page.getByRole('textbox', { name: 'Tenant URL' }).first().inputValue()
  await page.getByRole('button', { name: 'Create token' }).click()
  scimToken = await page.getByRole('textbox', { name: 'Secret token' }).inputValue()
  await page.goto('/integrations/azure/rules')
  await page
    .getByRole('navigation', { name: 'Properties' })
    .getByRole('link', { name: /Harbour/ })
    .click()
  await addRule(page, {
    name: 'Crew',
    operand: 'Department',
    operator: 'is',
    value: 'Crew',
    accessGroup: /^Crew/,
    mobileKey: 'Yes',
  })
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
  expect((await request.get(link)).status()).toBe(200)
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
  await expectNoFault(key)

  await key.getByRole('button', { name: 'Continue' }).click()
  await expect(key.getByText('Active', { exact: true })).toBeVisible()
  await expectNoFault(key)
  const credential = await deviceSecret(phone)
  expect(await ask(request, { door, credential })).toMatchObject({ allowed: true, reason: 'open' })

  const other = await openOnPhone(browser, link)
  await expect(other.key.getByText('This link was used on another device')).toBeVisible()

  await page.context().addCookies(session)
  await page.goto(`/doors/${door}`)
  await expect(page.getByRole('row', { name: /Iris Vale/ })).toContainText('by the rule Crew')
  await expectNoFault(page)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export as CSV' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^harbour-sea-gate-.*\.csv$/)
  await page.goto('/activity')
  await expect(page.getByText('Iris Vale opened Sea gate at Harbour.')).toBeVisible()
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

  await scim(request, 'PATCH', `/Users/${id}`, {
    schemas: [PATCH_OP],
    Operations: [{ op: 'Replace', path: 'active', value: 'False' }],
  })
  expect(await ask(request, { door, credential })).toMatchObject({ allowed: false, reason: 'left' })
  await expect(key.getByRole('heading', { name: 'Ended' })).toBeVisible({ timeout: 10_000 })
  await expectNoFault(key)

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
  await key.getByRole('button', { name: 'Yes, it is lost' }).click()
  await expect(key.getByRole('heading', { name: 'This key was reported lost' })).toBeVisible()
  expect(await ask(request, { door, credential })).toMatchObject({ reason: 'suspended' })

  await page.context().addCookies(session)
  await page.goto('/inbox')
  const item = page
    .getByRole('listitem')
    .filter({ hasText: 'Finn Dale reported a mobile key lost' })
  await item.getByRole('link', { name: 'Decide' }).click()
  await keyDeed(page, 'It was found', 'Switch it on again')
  await expect(key.getByText('Active', { exact: true })).toBeVisible()
  expect(await ask(request, { door, credential })).toMatchObject({ reason: 'open' })

  await keyDeed(page, 'Replace phone', 'Replace phone')
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
  await item.getByRole('link', { name: 'Settle it' }).click()
  await expectNoFault(page)
  await page.getByRole('button', { name: 'Card given' }).click()
  await expect(page.getByRole('button', { name: 'Card given' })).toHaveCount(0)

  await keyDeed(page, 'Copy set-up link', 'Show link')
  await expect(page.getByRole('textbox', { name: 'Set-up link' })).toHaveValue(link)
  await page.getByRole('button', { name: 'Done' }).click()
  await keyDeed(page, 'Send again', 'Send again')
  await expect(key.getByRole('heading', { name: 'There is a newer link' })).toBeVisible()
  await newerLink(page, 'Vera Stone', link)
  await phone.close()

  await page.goto('/key/cut-sh')
  await expect(page.getByText('This link is not known')).toBeVisible()
})

async function add(
  page: Page,
  list: string,
  button: string,
  fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void>,
): Promise<void> {
  await page.goto(list)
  await page.getByRole('button', { name: button }).first().click()
  const dialog = page.getByRole('dialog', { name: button })
  await fill(dialog)
  await dialog.getByRole('button', { name: button }).click()
  await expect(dialog).toBeHidden()
}

const mailOf = (name: string) => `${name.toLowerCase().replace(' ', '.')}@tailspin.example`

async function scim(request: APIRequestContext, method: string, path: string, data: unknown) {
  const answer = await request.fetch(`${tenantUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${scimToken}`, 'content-type': 'application/scim+json' },
    data: JSON.stringify(data),
  })
  expect(answer.ok(), await answer.text()).toBe(true)
  return answer.json()
}

/** Pushes a person of the crew as Entra does; returns the SCIM id. */
async function hire(request: APIRequestContext, name: string): Promise<string> {
  const created = await scim(request, 'POST', '/Users', {
    schemas: [
      'urn:ietf:params:scim:schemas:core:2.0:User',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
    ],
    userName: mailOf(name),
    displayName: name,
    active: true,
    emails: [{ type: 'work', primary: true, value: mailOf(name) }],
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'Crew' },
  })
  return created.id
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

async function openOnPhone(browser: Browser, link: string) {
  const phone = await browser.newContext({ viewport: phoneSize })
  const key = await phone.newPage()
  await key.goto(link)
  return { phone, key }
}

async function deviceSecret(phone: BrowserContext): Promise<string> {
  const cookies = await phone.cookies()
  return cookies.find((cookie) => cookie.name.startsWith('sequr-key-'))?.value ?? ''
}

/** What a door controller hears. */
async function ask(request: APIRequestContext, question: { door: string; credential: string }) {
  const answer = await request.post(checkUrl, {
    headers: { authorization: `Bearer ${controller}` },
    data: question,
  })
  expect(answer.status()).toBe(200)
  return answer.json()
}

/** From the menu of the one key on a person's page. */
async function keyDeed(page: Page, deed: string, confirm: string): Promise<void> {
  await page.getByRole('button', { name: 'Actions for the key at Harbour' }).click()
  await page.getByRole('menuitem', { name: deed }).click()
  // A notice is a dialog too, so each is found by what it is.
  const dialog =
    confirm === 'Show link'
      ? page.getByRole('dialog', { name: /^Set-up link/ })
      : page.getByRole('alertdialog')
  await dialog.getByRole('button', { name: confirm }).click()
  if (confirm !== 'Show link') await expect(dialog).toBeHidden()
}

async function expectNoFault(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze()
    expect(violations.map((one) => `${colorScheme}: ${one.id}`)).toEqual([])
  }
  await page.emulateMedia({ colorScheme: null })
}
