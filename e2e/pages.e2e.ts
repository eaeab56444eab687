import type { Page } from 'playwright/test'
import { expect, test } from './fixtures'
import { expectNoFaults, expectNoSidewaysScroll } from './looks'
import { signInByEmail, signInByMicrosoft } from './verbs'

/** Every page of the path, in both colour schemes and at phone width, after the main path filled them. */
const adminPages = [
  '/integrations',
  '/integrations?q=okta2',
  '/integrations/azure',
  '/integrations/azure/rules',
  '/integrations/azure/token',
  '/integrations/azure/settings',
  '/integrations/azure/install',
  '/integrations/azure/install/microsoft',
  '/integrations/azure/install/token',
  '/integrations/azure/install/rules',
  '/integrations/azure/install/set-up',
  '/employees',
  '/employees?view=no_access',
  '/employees?view=no_rule',
  '/employees?q=nobody-at-all',
  '/properties',
  '/doors',
  '/access-groups',
  '/roles',
  '/inbox',
  '/inbox/removals',
  '/activity',
  '/activity?lens=sync',
  '/activity?lens=sync&outcome=failed&period=custom&from=2026-01-01',
  '/emails',
  '/emails?q=nobody-at-all',
  '/emails/stopped',
  '/emails/settings',
]
const openPages = [
  '/sign-in',
  '/sign-in/check-your-email',
  '/key/unknown',
  '/practice',
  '/practice/groups',
  '/practice/provisioning',
  '/dev/mailbox',
  '/dev/emails',
  '/dev/emails/view?id=invitation&language=de',
]

const DESKTOP = { width: 1280, height: 720 }
const PHONES = [390, 320]

/** A page is loaded once and looked at in every way. Motion is reduced, so that colours stand still. */
async function look(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expectNoSidewaysScroll(page, path)
  for (const width of PHONES) {
    await page.setViewportSize({ width, height: 844 })
    await expectNoSidewaysScroll(page, `${path} at ${width} px`)
  }
  await page.setViewportSize(DESKTOP)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expectNoFaults(page, `${path}, ${colorScheme}`)
  }
}

const SOUND = 'no accessibility fault in light or dark, and fits phones of 390 px and 320 px'

test(`a page that needs no sign-in has ${SOUND}`, async ({ page }) => {
  for (const path of openPages) await look(page, path)
})

test(`a page of administrators has ${SOUND}`, async ({ page }) => {
  test.slow()
  await signInByMicrosoft(page)
  for (const path of adminPages) await look(page, path)
})

test(`the page of a person, or of an entry of the log, has ${SOUND}`, async ({ page }) => {
  await signInByMicrosoft(page)
  await page.goto('/employees')
  await page.getByRole('link', { name: 'Jonas Weber' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Jonas Weber' })).toBeVisible()
  await look(page, page.url())
  await page.goto('/activity?lens=sync')
  await page.getByRole('table').getByRole('link').first().click()
  await expect(page.getByRole('navigation', { name: 'About this entry' })).toBeVisible()
  const entry = page.url()
  for (const tab of ['happened', 'why', 'changes', 'technical']) {
    await look(page, `${entry}?tab=${tab}`)
  }
})

test('a rule is built with the keyboard alone, and its faults are told beside the fields', async ({
  page,
}) => {
  await signInByMicrosoft(page)
  await page.goto('/integrations/azure/rules')
  await page.getByRole('button', { name: 'Add new rule' }).focus()
  await page.keyboard.press('Enter')
  const form = page.getByRole('form', { name: 'New rule' })
  await form.getByLabel('Name').focus()
  await page.keyboard.press('Control+Enter')
  await expect(form.getByRole('alert')).toBeVisible()
  await expect(form.getByLabel('Name')).toHaveAttribute('aria-invalid', 'true')
  await form.getByLabel('Name').fill('Employees')
  await form.getByRole('combobox', { name: 'Operand' }).focus()
  await page.keyboard.type('Account')
  await page.keyboard.press('Enter')
  await form.getByRole('checkbox', { name: /^Employees/ }).focus()
  await page.keyboard.press('Space')
  await expect(form.getByRole('button', { name: 'Remove condition 1' })).toBeHidden()
  await form.getByRole('button', { name: 'Add condition' }).focus()
  await page.keyboard.press('Enter')
  await expect(form.getByRole('radio', { name: 'all of these' })).toBeChecked()
  await form.getByRole('button', { name: 'Remove condition 2' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Enter')
  await expect(form.getByText(/already has a rule called Employees/).first()).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(form.getByLabel('Name')).toHaveValue('Employees')
})

test('a second organisation sees nothing of the first', async ({ page }) => {
  await signInByMicrosoft(page)
  await page.goto('/employees')
  await page.getByRole('link', { name: 'Jonas Weber' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Jonas Weber' })).toBeVisible()
  const person = page.url()
  await page.context().clearCookies()
  await signInByEmail(page, 'kim@fabrikam.example')
  for (const path of [
    '/employees',
    '/properties',
    '/access-groups',
    '/doors',
    '/activity',
    '/inbox',
    '/integrations',
  ]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByText(/Contoso|HQ Denver|Jonas/)).toHaveCount(0)
  }
  const answer = await page.request.get(person)
  expect(answer.status()).toBe(404)
})

test('a browser that looks for the icon before a page names it finds one', async ({ request }) => {
  const icon = await request.get('/favicon.ico')
  expect(icon.status()).toBe(200)
  expect(icon.headers()['content-type']).toMatch(/^image\//)
})

test('what is wrong with a form stands beside its fields, and what was typed stays', async ({
  page,
}) => {
  await signInByMicrosoft(page)
  await page.goto('/properties')
  await page.getByRole('button', { name: /add property/i }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('  hq  DENVER ')
  await dialog.getByRole('button', { name: /add property/i }).click()
  await expect(dialog.getByRole('alert')).toBeVisible()
  await expect(dialog.getByLabel('Name')).toHaveValue(/DENVER/)
})
