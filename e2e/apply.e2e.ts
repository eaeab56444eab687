import type { Page } from 'playwright/test'
import { expect, test } from './fixtures'
import { expectNoFaults, expectNoFaultsInBoth } from './looks'
import { signInByMicrosoft } from './verbs'

/** Applying a change of rules: what it says before, and what happens when somebody else was faster. */
async function openHq(page: Page): Promise<void> {
  await page.goto('/integrations/azure/rules')
  await page
    .getByRole('navigation', { name: 'Properties' })
    .getByRole('link', { name: /HQ Denver/ })
    .click()
  await expect(page.getByRole('heading', { level: 2, name: /HQ Denver/ })).toBeVisible()
}

async function rename(page: Page, rule: string, name: string): Promise<void> {
  await openHq(page)
  await page.getByRole('button', { name: `Edit ${rule}` }).click()
  const editor = page.getByRole('form', { name: /^Edit the rule/ })
  await editor.getByLabel('Name').fill(name)
  await editor.getByRole('button', { name: 'Preview and apply' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Apply: / })
    .click()
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible()
}

test('keys that would end are counted on the button, and from many their number is typed', async ({
  page,
}) => {
  await signInByMicrosoft(page)
  await openHq(page)
  await page.getByRole('button', { name: 'Edit Employees' }).click()
  const editor = page.getByRole('form', { name: /^Edit the rule/ })
  await editor.getByRole('radio', { name: /^No/ }).click()
  await editor.getByRole('button', { name: 'Preview and apply' }).click()
  const dialog = page.getByRole('dialog', { name: /^Preview and apply/ })
  await expect(dialog.getByRole('button', { name: 'Apply: nobody gains or loses' })).toBeVisible()

  await dialog.getByRole('radio', { name: /^Also revoke the \d+ existing keys/ }).click()
  const apply = dialog.getByRole('button', { name: /^Apply: \d+ keys end/ })
  await expect(apply).toBeVisible()
  await expect(dialog.getByText(/^\d+ people lose their mobile key at HQ Denver\./)).toBeVisible()
  await apply.click()
  await expect(dialog.getByRole('alert')).toContainText(/^Type \d+, the number of people/)
  await expectNoFaultsInBoth(page, 'keys that would end')

  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await editor.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Discard changes' }).click()
  await expect(page.getByRole('button', { name: 'Edit Employees' })).toBeVisible()
})

test('a rule that somebody changed meanwhile is not deleted: both are shown, and it is previewed again', async ({
  page,
  context,
}) => {
  await signInByMicrosoft(page)
  await openHq(page)
  const other = await context.newPage()
  await rename(other, 'Contractors', 'Visiting contractors')

  await page.getByRole('button', { name: 'More for Contractors' }).click()
  await page.getByRole('menuitem', { name: 'Delete rule' }).click()
  const dialog = page.getByRole('dialog', { name: /^Delete the rule/ })
  await dialog.getByRole('button', { name: /^Delete rule: / }).click()
  await expect(dialog.getByRole('alert')).toContainText(/changed Visiting contractors/)
  await dialog.getByRole('button', { name: 'See both' }).click()
  await expect(dialog.getByRole('region', { name: 'As you saw it' })).toContainText('Contractors')
  await expectNoFaults(page, 'a clash of rules')

  // What the other made of it is what would be deleted now, so that is previewed and named.
  await dialog.getByRole('button', { name: 'Preview again' }).click()
  await expect(dialog).toHaveAccessibleName('Delete the rule Visiting contractors?')
  await expect(dialog.getByRole('button', { name: /^Delete rule: / })).toBeEnabled()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('heading', { name: 'Visiting contractors' })).toBeVisible()
})

test('a restore is refused when somebody applied something after its preview', async ({
  page,
  context,
}) => {
  await signInByMicrosoft(page)
  await openHq(page)
  await page.getByRole('button', { name: 'History', exact: true }).click()
  await page.getByRole('button', { name: 'Restore version 1', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Restore version 1 of HQ Denver' })
  const restore = dialog.getByRole('button', { name: /^Restore version 1: / })
  await expect(restore).toBeEnabled()
  const other = await context.newPage()
  await rename(other, 'Visiting contractors', 'Contractors')

  const field = dialog.getByLabel(/^Type \d+ to confirm$/)
  if (await field.isVisible()) {
    const [losses = ''] =
      /\d+/.exec((await dialog.getByText(/^Type \d+/).textContent()) ?? '') ?? []
    await field.fill(losses)
  }
  await restore.click()
  await expect(dialog.getByRole('alert')).toContainText(/changed these rules/)
  await dialog.getByRole('button', { name: 'See both' }).click()
  await expect(dialog.getByText('Only at')).not.toHaveCount(0)
  await dialog.getByRole('button', { name: 'Preview again' }).click()
  await expect(restore).toBeEnabled()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('heading', { name: 'Contractors', exact: true })).toBeVisible()
})
