import type { Page } from 'playwright/test'
import { expect, test } from './fixtures'
import { addRule, openNewestMail, signInByEmail, signInByMicrosoft } from './verbs'

/**
 * The whole product as an administrator meets it: sign in, prepare, install in three steps, set up
 * the practice tenant, watch people arrive, and see doors and keys follow every change there.
 */
test.describe.configure({ mode: 'serial' })

const aisha = { name: 'Aisha Okonkwo', mail: 'aisha.okonkwo@contoso.example' }
let token = ''
let tenantUrl = ''

test('an administrator signs in by e-mail and finds what the guide prepares', async ({ page }) => {
  await signInByEmail(page, 'ana@contoso.example')
  await page.goto('/properties')
  await expect(page.getByRole('row', { name: /HQ Denver/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /Austin/ })).toBeVisible()
  await page.goto('/access-groups')
  await expect(page.getByRole('row', { name: /IT Admin/ })).toHaveCount(2)
  await page.goto('/doors')
  await expect(page.getByRole('row', { name: /Loading dock/ })).toBeVisible()
  await page.goto('/roles')
  await expect(page.getByRole('row', { name: /Global Admin/ })).toBeVisible()
})

test('installing takes exactly three steps, and Finish waits for a rule at every property', async ({
  page,
}) => {
  await signInByMicrosoft(page)
  await page.goto('/integrations?q=azure')
  await page.getByRole('link', { name: 'Install' }).click()
  await expect(page.getByText('Access groups: 3 ready')).toBeVisible()
  await page.getByRole('button', { name: 'Start set-up' }).click()

  // Step 1: declined first, then granted.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Step 1 of 3/)
  await page.getByRole('link', { name: 'Sign in with Microsoft' }).click()
  await page.getByRole('button', { name: 'Maya Chen' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(
    page.getByText('Permission was declined at Microsoft. Nothing was changed.'),
  ).toBeVisible()
  await page.getByRole('link', { name: 'Sign in with Microsoft' }).click()
  await page.getByRole('button', { name: 'Pia Lind' }).click()
  await expect(page.getByRole('heading', { name: 'Need admin approval' })).toBeVisible()
  await page.getByRole('button', { name: 'Back to the app' }).click()
  await expect(page.getByText(/Your Microsoft account may not approve this/)).toBeVisible()
  await page.getByRole('link', { name: 'Sign in with Microsoft' }).click()
  await page.getByRole('button', { name: 'Maya Chen' }).click()
  await page.getByRole('button', { name: 'Accept' }).click()
  await expect(
    page.getByText('Connected to Contoso practice directory (contoso.example).'),
  ).toBeVisible()
  await expect(page.getByText('25 people and 4 groups can be read.')).toBeVisible()
  await page.getByRole('link', { name: 'Continue to the token' }).click()

  // Step 2: a token that is shown once.
  tenantUrl = await page.getByRole('textbox', { name: 'Tenant URL' }).inputValue()
  await page.getByRole('button', { name: 'Create token' }).click()
  token = await page.getByRole('textbox', { name: 'Secret token' }).inputValue()
  expect(token).toMatch(/^sqr_scim_/)
  await page.getByRole('checkbox', { name: 'I have saved it' }).click()
  await page.getByRole('link', { name: 'Continue to the rules' }).click()

  // Step 3: every property needs a rule.
  await expect(page.getByText('Austin has no rule yet.').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Finish' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await page
    .getByRole('navigation', { name: 'Properties' })
    .getByRole('link', { name: /HQ Denver/ })
    .click()
  await addRule(page, {
    name: 'Employees',
    operand: 'Department',
    operator: 'is any of',
    value: 'Engineering, Design',
    accessGroup: /^Employees/,
    mobileKey: 'Yes',
  })
  await addRule(page, {
    name: 'Contractors',
    operand: 'Employee type',
    operator: 'is',
    value: 'contractor',
    accessGroup: /^Contractors/,
    mobileKey: 'No',
  })
  await page
    .getByRole('navigation', { name: 'Properties' })
    .getByRole('link', { name: /Austin/ })
    .click()
  await addRule(page, {
    name: 'Employees',
    operand: 'Department',
    operator: 'is',
    value: 'Engineering',
    accessGroup: /^Employees/,
    mobileKey: 'Yes',
  })
  await page.getByRole('button', { name: 'Finish' }).click()
  await expect(page.getByRole('heading', { name: 'Set up Azure' })).toBeVisible()
  await expect(page.getByText('Nothing from Entra yet.')).toBeVisible()
})

test('the practice tenant pushes 25 people and 4 groups, and the checklist ticks by itself', async ({
  page,
  context,
}) => {
  await signInByMicrosoft(page)
  await page.goto('/integrations/azure/install/set-up')
  const portal = await context.newPage()
  await portal.goto('/practice/provisioning')
  await portal.getByLabel('Tenant URL').fill(tenantUrl)
  await portal.getByLabel('Secret Token', { exact: true }).fill('sqr_scim_wrong')
  await portal.getByRole('button', { name: 'Test Connection' }).click()
  await expect(portal.getByText(/InvalidCredentials/)).toBeVisible()
  await portal.getByLabel('Secret Token', { exact: true }).fill(token)
  await portal.getByRole('button', { name: 'Test Connection' }).click()
  await expect(
    portal.getByText('The supplied credentials are authorized to enable provisioning.'),
  ).toBeVisible()
  await expect(page.getByText(/Test Connection received, passed/)).toBeVisible()
  await portal.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(portal.getByText('The admin credentials were saved.')).toBeVisible()
  await portal.getByRole('button', { name: 'Start provisioning' }).click()
  await expect(portal.getByText('The cycle succeeded.')).toBeVisible({ timeout: 30_000 })
  await expect(newestCycle(portal)).toContainText('29 created')
  await expect(page.getByText(/First person arrived/)).toBeVisible()

  await portal.getByRole('button', { name: 'Run a cycle now' }).click()
  await expect(portal.getByRole('region', { name: /Cycles/ }).getByRole('row')).toHaveCount(3)
  await expect(newestCycle(portal), 'a second cycle writes nothing').toContainText('0 writes')
  await expect(page.getByText(/First full cycle seen/)).toBeVisible()
})

test('the directory shows everybody, and a person’s page says which rule gave what', async ({
  page,
}) => {
  await signInByMicrosoft(page)
  await page.goto('/employees')
  await expect(page.getByText(/of 25 people/)).toBeVisible()
  const row = page.getByRole('row', { name: new RegExp(aisha.name) })
  await expect(row).toContainText('HQ Denver')
  await expect(row).toContainText('Austin')
  await row.getByRole('link', { name: aisha.name }).click()
  await expect(page.getByText(/Department/).first()).toBeVisible()
  await expect(page.getByText('Employees').first()).toBeVisible()
})

test('a matched person gets exactly one e-mail, whose link opens the key', async ({
  page,
  browser,
}) => {
  const mail = await openNewestMail(page, { subject: /Your keys? to Contoso/, to: aisha.mail })
  const link = await mail.link()
  await page.goto('/dev/mailbox')
  await expect(page.getByRole('row').filter({ hasText: aisha.mail })).toHaveCount(1)
  await expect(
    page.getByRole('row').filter({ hasText: 'v-sam.keahi@contoso.example' }),
    'Design at HQ',
  ).toHaveCount(1)
  await expect(
    page.getByRole('row').filter({ hasText: 'grace.kamau@contoso.example' }),
    'Finance matches no rule',
  ).toHaveCount(0)

  const phone = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const key = await phone.newPage()
  await key.goto(link)
  await expect(key.getByText('Main entrance')).toBeVisible()
  await expect(key.getByText('Roof terrace')).toBeVisible()
  await key.getByRole('button', { name: 'Continue' }).click()
  await expect(key.getByText('Active')).toBeVisible()

  // Used on one phone, it is worth nothing on another.
  const other = await (await browser.newContext()).newPage()
  await other.goto(link)
  await expect(other.getByText('This link was used on another device')).toBeVisible()

  // Moved to another department: Austin goes, on the open page, with the next cycle.
  await inPortal(page, aisha.name, async () => {
    await page.getByLabel('Department').fill('Design')
    await page.getByRole('button', { name: 'Save user' }).click()
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  })
  await runCycle(page)
  await expect(newestCycle(page)).toContainText('1 updated')
  await expect(key.getByText('Roof terrace')).toBeHidden()
  await expect(key.getByText('Main entrance')).toBeVisible()

  // Disabled: doors and key end, and the page says so.
  await inPortal(page, aisha.name, () =>
    page.getByRole('button', { name: 'Disable account' }).click(),
  )
  await runCycle(page)
  await expect(newestCycle(page)).toContainText('1 disabled')
  await expect(key.getByRole('heading', { name: 'Ended' })).toBeVisible()
  await phone.close()
})

test('a restored person is the same person with a new key, and a deleted one is gone', async ({
  page,
}) => {
  await signInByMicrosoft(page)
  await page.goto('/employees')
  await page.getByRole('link', { name: aisha.name }).click()
  const address = page.url()
  await inPortal(page, aisha.name, () =>
    page.getByRole('button', { name: 'Enable account' }).click(),
  )
  await runCycle(page)
  await page.goto(address)
  await expect(page.getByText(/Active/).first()).toBeVisible()
  await page.goto('/dev/mailbox')
  await expect(async () => {
    await page.reload()
    await expect(
      page
        .getByRole('row')
        .filter({ hasText: aisha.mail })
        .filter({ hasText: /Your keys? to/ }),
    ).toHaveCount(2)
  }).toPass({ timeout: 20_000 })

  // A new name is the same person.
  await inPortal(page, 'Mei Ling Wu', async () => {
    await page.getByLabel('Display name').fill('Mei Ling Carter')
    await page.getByLabel('User name').fill('mei.carter@contoso.example')
    await page.getByRole('button', { name: 'Save user' }).click()
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  })
  await inPortal(page, 'Daniel Cohen', async () => {
    await page.getByRole('button', { name: 'Delete user' }).click()
    await page.getByRole('button', { name: 'Delete permanently' }).click()
    await expect(page.getByRole('heading', { name: 'Users' })).toBeVisible()
  })
  await runCycle(page)
  await expect(newestCycle(page)).toContainText('1 deleted')
  await page.goto('/employees')
  await expect(page.getByText(/of 24 people/)).toBeVisible()
  await expect(page.getByRole('link', { name: 'Mei Ling Carter' })).toBeVisible()
})

async function inPortal(page: Page, name: string, change: () => Promise<void>): Promise<void> {
  await page.goto('/practice')
  await page.getByRole('link', { name, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await change()
  await page.waitForLoadState('networkidle')
}

async function runCycle(page: Page): Promise<void> {
  await page.goto('/practice/provisioning')
  await page.getByRole('button', { name: 'Run a cycle now' }).click()
  await expect(page.getByText('The cycle succeeded.')).toBeVisible({ timeout: 30_000 })
}

const newestCycle = (page: Page) =>
  page
    .getByRole('region', { name: /Cycles/ })
    .getByRole('row')
    .nth(1)
