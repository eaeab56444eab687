import type { Page } from 'playwright/test'
import { expect, test } from './fixtures'
import { expectNoFaultsInBoth, expectNoSidewaysScroll } from './looks'
import { addOffice, change, connectCrew, hire, type Office, type Tenant } from './office'
import { PHONE_SIZE, signInByEmail } from './verbs'

/**
 * Details as an administrator edits them, in an organisation of its own: what Entra overwrites, what
 * Sequr keeps where it owns it, and a person added by hand whom Entra sends later.
 */
test.describe.configure({ mode: 'serial' })

const admin = 'nora@northwind.example'
const oslo: Office = {
  property: 'Oslo',
  address: 'Karl Johans gate 1',
  timeZone: 'Europe/Oslo',
  door: 'Front door',
}
const person = { name: 'Ida Berg', email: 'ida@northwind.example' }
const phonePath = 'phoneNumbers[type eq "mobile"].value'
let tenant: Tenant
let scimId = ''

test('an edited phone is shown beside Entra’s, until Entra sends another, which is told', async ({
  page,
  request,
}) => {
  await signInByEmail(page, admin)
  await addOffice(page, oslo)
  tenant = await connectCrew(page, oslo)
  // Without an e-mail of its own the user name serves.
  scimId = await hire(request, tenant, { ...person, more: { emails: [] } })
  await openPerson(page, person.name)
  const details = page.getByRole('region', { name: 'Details' })
  await expect(details).toContainText('From the user name; Entra sent no e-mail.')
  await expect(details).toContainText('No text messages.')

  await editPhone(page, '+47 22 00 00 09')
  await expect(details).toContainText('+47 22 00 00 09')
  await expect(details).toContainText(/Edited in Sequr by .* Entra has: \(empty\)\. Rules use/)
  await expect(details).not.toContainText('No text messages.')
  await expectNoFaultsInBoth(page, 'a person with an edited phone')
  await page.setViewportSize(PHONE_SIZE)
  await expectNoSidewaysScroll(page, 'a person with an edited phone')
  await page.setViewportSize({ width: 1280, height: 720 })

  await change(request, tenant, scimId, { [phonePath]: '+47 22 00 00 02' })
  await page.reload()
  await expect(details).toContainText('+47 22 00 00 02')
  await expect(details).not.toContainText('Edited in Sequr')
  await expect(page.getByRole('region', { name: 'History' })).toContainText(
    /Entra’s phone of Ida Berg \(\+47 22 00 00 02\) replaced the one that .* had entered \(\+47 22 00 00 09\)/,
  )
})

test('a phone that Sequr owns stays, and Entra’s can be used or take over again', async ({
  page,
  request,
}) => {
  await signInByEmail(page, admin)
  await letOwn(page, 'Sequr')
  await openPerson(page, person.name)
  await editPhone(page, '+47 22 00 00 10')
  await change(request, tenant, scimId, { [phonePath]: '+47 22 00 00 03' })
  await page.reload()
  const details = page.getByRole('region', { name: 'Details' })
  await expect(details).toContainText('+47 22 00 00 10')
  await expect(details).toContainText('Entra has: +47 22 00 00 03')
  await details.getByRole('button', { name: 'Use Entra’s phone' }).click()
  await expect(details).not.toContainText('+47 22 00 00 10')
  await expect(details).toContainText('+47 22 00 00 03')
  await expect(details.getByRole('button', { name: 'Edit details' })).toBeFocused()

  await editPhone(page, '+47 22 00 00 11')
  await letOwn(page, 'Entra', async () => {
    const question = page.getByRole('alertdialog', { name: 'Let Entra own Phone again?' })
    await expect(question).toContainText('1 person has a value of their own')
    await question.getByRole('button', { name: 'Replace the value of 1 person' }).click()
  })
  await openPerson(page, person.name)
  await expect(details).toContainText('+47 22 00 00 03')
})

test('a person added by hand is decided by the rules, and becomes one with whom Entra sends', async ({
  page,
  request,
}) => {
  await signInByEmail(page, admin)
  await page.goto('/employees')
  await page.getByRole('button', { name: 'Add employee' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add employee' })
  await expect(dialog).toContainText('If Entra later sends this e-mail')
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Per Lund')
  await dialog.getByLabel('Department').fill('Crew')
  await dialog.getByLabel('Primary e-mail').fill(person.email)
  await dialog.getByRole('button', { name: 'Add employee' }).click()
  await expect(dialog.getByRole('link', { name: person.name, exact: true })).toBeVisible()
  await expectNoFaultsInBoth(page, 'an e-mail that somebody has')

  await dialog.getByLabel('Primary e-mail').fill('per@northwind.example')
  await dialog.getByRole('button', { name: 'Add employee' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Per Lund' })).toBeVisible()
  await expect(page.getByText('By the rules: 1 access group given')).toBeVisible()
  const address = page.url()

  await page.getByRole('button', { name: 'Edit details' }).click()
  const edit = page.getByRole('dialog', { name: 'Edit the details of Per Lund' })
  await edit.getByLabel('Department').fill('Kitchen')
  await edit.getByRole('button', { name: 'Save details' }).click()
  await edit
    .getByRole('button', { name: 'Save: 1 access group taken and 1 mobile key ended' })
    .click()
  await expect(edit).toBeHidden()
  await expect(page.getByRole('region', { name: 'Details' })).toContainText('Kitchen')

  await hire(request, tenant, { name: 'Per Lund', email: 'per@northwind.example' })
  await page.goto(address)
  await expect(page.getByText('Comes from Microsoft Entra ID')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Details' })).toContainText('Crew')
})

async function openPerson(page: Page, name: string): Promise<void> {
  await page.goto(`/employees?q=${encodeURIComponent(name)}`)
  await page.getByRole('link', { name }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

async function editPhone(page: Page, phone: string): Promise<void> {
  await page.getByRole('button', { name: 'Edit details' }).click()
  const dialog = page.getByRole('dialog', { name: /^Edit the details of/ })
  await dialog.getByLabel('Phone').fill(phone)
  await dialog.getByRole('button', { name: 'Save details' }).click()
  await expect(dialog).toBeHidden()
}

async function letOwn(
  page: Page,
  owner: 'Entra' | 'Sequr',
  agree?: () => Promise<void>,
): Promise<void> {
  await page.goto('/integrations/azure/settings')
  const choice = page.getByRole('radiogroup', { name: 'Who owns: Phone' })
  await choice.getByRole('radio', { name: owner }).click()
  await agree?.()
  await expect(page.getByText(`${owner} owns Phone now`)).toBeVisible()
  await expect(choice.getByRole('radio', { name: owner })).toBeChecked()
}
