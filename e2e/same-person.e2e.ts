import type { Locator, Page } from 'playwright/test'
import { expect, test } from './fixtures'
import { expectNoFaultsInBoth, expectNoSidewaysScroll } from './looks'
import { addOffice, change, connectCrew, hire, type Office, type Tenant } from './office'
import { PHONE_SIZE, signInByEmail } from './verbs'

/** Two accounts with one e-mail, in an organisation of its own: side by side, and each of the three answers. */
test.describe.configure({ mode: 'serial' })

const admin = 'lena@relecloud.example'
const mill: Office = {
  property: 'Mill',
  address: '3 Weir Lane',
  timeZone: 'Europe/Berlin',
  door: 'Mill gate',
}
const email = 'maya@relecloud.example'
let tenant: Tenant
let first = ''
let session: Parameters<ReturnType<Page['context']>['addCookies']>[0] = []

const waiting = (page: Page) => page.getByRole('link', { name: /^Needs you/ }).first()
const conflict = (page: Page): Locator =>
  page.getByRole('listitem').filter({ hasText: `Two people have the e-mail ${email}` })

test('a second account with the e-mail waits, and both stand side by side', async ({
  page,
  request,
}) => {
  await signInByEmail(page, admin)
  ;({ cookies: session } = await page.context().storageState())
  await addOffice(page, mill)
  tenant = await connectCrew(page, mill)
  first = await hire(request, tenant, { name: 'Maya Lind', email })
  const more = { userName: 'maya.admin@relecloud.example', title: 'Administrator' }
  await hire(request, tenant, { name: 'Maya Lind (admin)', email, more })

  await page.goto('/inbox')
  const item = conflict(page)
  await expect(item).toContainText('Maya Lind (admin) has no doors and no key until you decide.')
  const sides = item.getByRole('table', {
    name: 'Maya Lind (admin) beside whoever else has the e-mail',
  })
  await expect(sides.getByRole('row', { name: /^User name/ })).toHaveText(
    new RegExp(`maya.admin@relecloud.example.*${email}`),
  )
  await expect(sides.getByRole('row', { name: /^Job title/ })).toContainText('Administrator')
  await expect(sides.getByRole('row', { name: /^Now/ })).toContainText('Waits: no doors, no key')
  await expectNoFaultsInBoth(page, 'a conflict in the inbox')
  for (const width of [PHONE_SIZE.width, 320]) {
    await page.setViewportSize({ width, height: 844 })
    await expectNoSidewaysScroll(page, `a conflict at ${width} px`)
  }
})

test('Decide later takes it out of the inbox until its day', async ({ page }) => {
  await page.context().addCookies(session)
  await page.goto('/inbox')
  const before = await waiting(page).innerText()
  await conflict(page).getByRole('button', { name: 'Decide later' }).click()
  const dialog = page.getByRole('dialog', { name: 'Decide later' })
  await dialog.getByLabel('Ask again on').fill('2020-01-01')
  await dialog.getByRole('button', { name: 'Decide later' }).click()
  await expect(dialog.getByText('Choose a date within the next 90 days.').first()).toBeVisible()
  const day = new Date(Date.now() + 3 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
  await dialog.getByLabel('Ask again on').fill(day)
  await dialog.getByRole('button', { name: 'Decide later' }).click()
  await expect(dialog).toBeHidden()
  await expect(conflict(page)).toHaveCount(0)
  expect(await waiting(page).innerText()).not.toBe(before)
  await page.goto('/activity?lens=changes')
  await expect(
    page.getByText(`Put off until ${day}: whether two with one e-mail are one person.`),
  ).toBeVisible()
})

test('Same person keeps the second account without doors, until the first ends', async ({
  page,
  request,
}) => {
  await page.context().addCookies(session)
  await page.goto('/employees')
  await page.getByRole('link', { name: 'Maya Lind (admin)' }).click()
  await expect(page.getByText(`Two people have the e-mail ${email}`)).toBeVisible()
  await page.getByRole('button', { name: 'Same person' }).click()
  const ask = page.getByRole('alertdialog', { name: 'Is this a second account of Maya Lind?' })
  await ask.getByRole('button', { name: 'Same person' }).click()
  await expect(page.getByText('A second account of Maya Lind. It gives nothing.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'They are two people' })).toBeVisible()
  await expectNoFaultsInBoth(page, 'the page of a second account')
  const account = page.url()

  await change(request, tenant, first, { active: false })
  await page.goto(account)
  await expect(page.getByText('The first account of Maya Lind has ended')).toBeVisible()
  await page.getByRole('button', { name: 'Give access' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Yes, give access' }).click()
  await expect(page.getByRole('button', { name: 'Take access away now' })).toBeVisible()
  await expect(page.getByText(/Mill gate|Crew/).first()).toBeVisible()
})

test('a person who was deleted and is created anew is taken for the same, and it is said why', async ({
  page,
  request,
}) => {
  await page.context().addCookies(session)
  const gone = await hire(request, tenant, { name: 'Otto Berg', email: 'otto@relecloud.example' })
  const deleted = await request.delete(`${tenant.url}/Users/${gone}`, {
    headers: { authorization: `Bearer ${tenant.token}` },
  })
  expect(deleted.status()).toBe(204)
  await hire(request, tenant, { name: 'Otto Berg', email: 'otto@relecloud.example' })
  await page.goto('/employees')
  await page.getByRole('link', { name: 'Otto Berg' }).click()
  await expect(
    page.getByText('We took this for the same person: the e-mail is the same.'),
  ).toBeVisible()
})
