import { expect, test } from './fixtures'
import { expectNoFaults, expectNoSidewaysScroll } from './looks'
import { openNewestMail, signInByEmail } from './verbs'

/** A colleague who administers Microsoft does that part of the set-up, without an account here. */
test.describe.configure({ mode: 'serial' })

const lee = 'lee.moss@fabrikam.example'
const INSTALL = '/integrations/azure/install'

test('an administrator sends the set-up to a colleague, who does Microsoft’s part and sees no more', async ({
  page,
  browser,
}) => {
  await signInByEmail(page, 'olga@fabrikam.example')
  await page.goto(INSTALL)
  await page.getByLabel(/colleague’s e-mail/).fill(lee)
  await page.getByLabel('Note').fill('You know Microsoft better than I do.')
  await page.getByRole('button', { name: 'Send invitation' }).click()
  await expect(page.getByText('Not opened yet')).toBeVisible()
  await expectNoFaults(page, 'an invitation that is open')

  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const guest = await context.newPage()
  const mail = await openNewestMail(guest, { subject: /connect/i, to: lee })
  const link = await mail.link()

  await guest.goto(link)
  await expect(guest.getByRole('heading', { level: 1 })).toContainText('asks for your help')
  await expect(guest.getByText('You know Microsoft better than I do.')).toBeVisible()
  await expectNoFaults(guest, 'what the link shows')
  await expectNoSidewaysScroll(guest, 'what the link shows')
  await guest.getByRole('button', { name: 'Start my part' }).click()

  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('1 of 3: Sign in to Microsoft')
  await guest.getByRole('link', { name: 'Sign in with Microsoft' }).click()
  await guest.getByRole('button', { name: 'Maya Chen' }).click()
  const accept = guest.getByRole('button', { name: 'Accept' })
  const connected = guest.getByText(/^Connected to Contoso practice directory/)
  await expect(accept.or(connected)).toBeVisible()
  if (await accept.isVisible()) await accept.click()
  await expect(connected).toBeVisible()
  await expectNoFaults(guest, 'the colleague’s first step')
  await guest.getByRole('link', { name: 'Continue to the token' }).click()

  await guest.getByRole('button', { name: 'Create token' }).click()
  const token = await guest.getByRole('textbox', { name: 'Secret token' }).inputValue()
  expect(token).toMatch(/^sqr_scim_/)
  await guest.getByRole('checkbox', { name: 'I have saved it' }).click()
  await guest.getByRole('link', { name: 'Continue to Azure' }).click()
  await expect(guest.getByRole('heading', { name: 'Create an application' })).toBeVisible()
  await expectNoFaults(guest, 'the colleague’s list of Azure')
  await expectNoSidewaysScroll(guest, 'the colleague’s list of Azure')

  // The rules, the people and everything else ask for an administrator.
  for (const path of ['/integrations/azure/install/rules', '/employees', '/activity']) {
    await guest.goto(path)
    await expect(guest).toHaveURL(/\/sign-in/)
  }

  // Once, and in this browser alone.
  const elsewhere = await (await browser.newContext()).newPage()
  await elsewhere.goto(link)
  await expect(elsewhere.getByRole('heading', { level: 1 })).toHaveText(
    'This link was used already',
  )
  await guest.goto(link)
  await expect(guest.getByRole('heading', { level: 1 })).toContainText('1 of 3')

  await page.reload()
  await expect(page.getByText('At work')).toBeVisible()
  await page.getByRole('button', { name: 'Withdraw invitation' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Withdraw invitation' }).click()
  await expect(page.getByRole('button', { name: 'Send invitation' })).toBeVisible()
  await guest.goto('/set-up/steps/token')
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('This invitation was withdrawn')
  // What the colleague did stays: the administrator goes on with the rules.
  await page.goto(`${INSTALL}/token`)
  await expect(page.getByText(`Token ends in …${token.slice(-4)}`)).toBeVisible()
  await context.close()
  await elsewhere.context().close()
})
