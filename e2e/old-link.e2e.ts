import { expect, test } from './fixtures'
import { expectNoFaultsInBoth } from './looks'
import { startWithOldLink } from './old-links'
import { openOnPhone } from './verbs'

test('a link that has run out says so, and gives a new one without an administrator', async ({
  browser,
}) => {
  const old = await startWithOldLink('Wim Storm', 'wim.storm@tailspin.example')
  try {
    const { phone, key } = await openOnPhone(browser, old.link)
    await expect(key.getByRole('heading', { name: 'This link has run out' })).toBeVisible()
    await expect(key.getByRole('button', { name: 'Continue' })).toHaveCount(0)
    await expectNoFaultsInBoth(key, 'a link that has run out')
    await key.getByRole('button', { name: 'Send me a new link' }).click()
    await expect(key.getByRole('heading', { name: 'There is a newer link' })).toBeVisible()
    await expectNoFaultsInBoth(key, 'a link that was replaced')

    const mailbox = await phone.newPage()
    await mailbox.goto(`${old.origin}/dev/mailbox`)
    await expect(async () => {
      await mailbox.reload()
      await mailbox
        .getByRole('row', { name: /Your key/ })
        .getByRole('link')
        .click({ timeout: 500 })
    }).toPass()
    const fresh = mailbox.locator('pre').getByRole('link').first()
    await key.goto((await fresh.getAttribute('href')) ?? '')
    await key.getByRole('button', { name: 'Continue' }).click()
    await expect(key.getByText('Active', { exact: true })).toBeVisible()
    await phone.close()
  } finally {
    await old.stop()
  }
})
