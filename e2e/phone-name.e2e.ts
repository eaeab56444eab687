import { devices } from 'playwright/test'
import { openDoor } from './controllers'
import { expect, test } from './fixtures'
import { expectNoFaultsInBoth, expectNoSidewaysScroll } from './looks'
import { addOffice, connectCrew, hire, type Office } from './office'
import { openNewestMail, openOnPhone, openPerson, signInByEmail } from './verbs'

/** Which phone has a key, as its owner says it and an administrator reads it. */
test.describe.configure({ mode: 'serial' })

const admin = 'reto@alpine.example'
const ada = 'ada.finch@alpine.example'
const jonas = 'jonas.kai@alpine.example'
const hut: Office = {
  property: 'Hut',
  address: '3 Ridge Road',
  timeZone: 'Europe/Zurich',
  door: 'Snow gate',
}
/** As its browser tells of itself: the kind and the screen, never the model. */
const { userAgent, deviceScaleFactor, isMobile, hasTouch } = devices['iPhone 15'] ?? {}
const size = { width: 393, height: 852 }
const iPhone15 = { userAgent, deviceScaleFactor, isMobile, hasTouch, viewport: size, screen: size }

test('an iPhone is known by the model that its owner presses', async ({
  page,
  browser,
  request,
}) => {
  await signInByEmail(page, admin)
  await addOffice(page, hut)
  const tenant = await connectCrew(page, hut)
  await hire(request, tenant, { name: 'Ada Finch', email: ada })
  await hire(request, tenant, {
    name: 'Jonas Kai',
    email: jonas,
    more: { preferredLanguage: 'de-DE' },
  })
  const mail = await openNewestMail(page, { subject: /Your key to/, to: ada })
  const link = await mail.link()
  const { phone, key } = await openOnPhone(browser, link, iPhone15)
  const question = key.getByRole('region', { name: 'Which phone is this?' })
  await expect(key.getByRole('button', { name: 'Continue' })).toBeVisible()
  await expect(question, 'nothing delays the key').toHaveCount(0)
  await key.getByRole('button', { name: 'Continue' }).click()
  await expect(key.getByText('Active', { exact: true })).toBeVisible()
  await expect(key.getByText('This phone: iPhone', { exact: true })).toBeVisible()
  await expect(question.getByRole('listitem')).toHaveText([
    'iPhone 16',
    'iPhone 15 Pro',
    'iPhone 15',
    'iPhone 14 Pro',
  ])
  await expectNoFaultsInBoth(key, 'which phone it is')
  for (const width of [390, 320]) {
    await key.setViewportSize({ width, height: 700 })
    await expectNoSidewaysScroll(key, `which phone it is, at ${width}`)
  }

  const name = question.getByRole('textbox', { name: 'Another name' })
  await name.fill('<b>mine</b>')
  await question.getByRole('button', { name: 'Save name' }).click()
  await expect(name).toHaveAccessibleDescription(/at most 40 characters/)
  await expect(name).toBeFocused()
  await expectNoFaultsInBoth(key, 'a name that is none')

  const beside = await phone.newPage()
  await beside.goto(link)
  await expect(beside.getByText('This phone: iPhone', { exact: true })).toBeVisible()
  await key.bringToFront()
  await question.getByRole('button', { name: 'iPhone 15', exact: true }).click()
  await expect(key.getByText('This phone: iPhone 15', { exact: true })).toBeVisible()
  await expect(question).toHaveCount(0)
  const change = key.getByRole('button', { name: 'Change name' })
  await expect(change).toBeFocused()
  await beside.bringToFront()
  await expect(beside.getByText('This phone: iPhone 15', { exact: true })).toBeVisible()
  await beside.close()

  await expect(async () => {
    const kept = await key.evaluate(async () => (await caches.match(location.pathname))?.text())
    expect(kept).toContain('This phone: iPhone 15')
  }).toPass()
  await phone.setOffline(true)
  await key.reload()
  await expect(key.getByText(/^Offline, as of/)).toBeVisible()
  await expect(key.getByText('This phone: iPhone 15', { exact: true })).toBeVisible()
  await expect(change).toHaveCount(0)
  await phone.setOffline(false)
  await expect(change).toBeVisible()

  await openPerson(page, 'Ada Finch')
  const keys = page.getByRole('region', { name: 'Mobile keys' })
  await expect(keys.getByText('Active on iPhone 15', { exact: true })).toBeVisible()
  await openDoor(page, hut.door)
  await expect(page.getByRole('row', { name: /Ada Finch/ })).toContainText('Active on iPhone 15')
  await page.goto('/activity')
  await expect(
    page.getByText(
      'Ada Finch calls the phone with the mobile key for Hut “iPhone 15”; it was “iPhone”.',
    ),
  ).toBeVisible()
  await phone.close()
})

test('any other phone is named in its owner’s words, in the language of the page', async ({
  page,
  browser,
}) => {
  const mail = await openNewestMail(page, { subject: /Schlüssel/, to: jonas })
  const { phone, key } = await openOnPhone(browser, await mail.link())
  await key.getByRole('button', { name: 'Weiter' }).click()
  await expect(key.getByText('Aktiv', { exact: true })).toBeVisible()
  const change = key.getByRole('button', { name: 'Namen ändern' })
  await expect(change, 'nothing is asked').toHaveAttribute('aria-expanded', 'false')
  await change.click()
  const name = key.getByRole('textbox', { name: 'Name dieses Telefons' })
  await name.press('Enter')
  await expect(name).toHaveAccessibleDescription(/höchstens 40 Zeichen/)
  await name.fill('Diensthandy von Jonas')
  await name.press('Enter')
  await expect(key.getByText('Dieses Telefon: Diensthandy von Jonas')).toBeVisible()
  await expect(change).toBeFocused()

  await change.click()
  await key.getByRole('button', { name: 'Abbrechen' }).click()
  await expect(name).toHaveCount(0)
  await expect(change).toBeFocused()
  await phone.close()
})
