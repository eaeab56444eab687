import type { Page } from 'playwright/test'
import { expect, test } from './fixtures'
import { expectNoFaults, expectNoFaultsInBoth, expectNoSidewaysScroll } from './looks'
import { condition, editor, openMenu, openRules, operand, preview, value } from './rules-screen'
import { chooseOperand, signInByMicrosoft } from './verbs'

/** The rules screen, on what the main path left: rules at HQ Denver and Austin, and their people. */
test('a rule is built, previewed and applied with the keyboard alone', async ({ page }) => {
  await signInByMicrosoft(page)
  await openRules(page, /HQ Denver/)
  await page.getByRole('button', { name: 'Add new rule' }).focus()
  await page.keyboard.press('Enter')
  await expect(editor(page).getByLabel('Name')).toBeFocused()
  await page.keyboard.type('Finance')
  await page.keyboard.press('Tab')
  await expect(operand(page, 1, 1)).toBeFocused()
  await page.keyboard.type('Departm')
  await page.keyboard.press('Enter')
  await expect(operand(page, 1, 1)).toHaveValue('Department')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(value(page, 1, 1)).toBeFocused()
  await page.keyboard.type('FINANCE')
  await page.keyboard.press('Tab')
  await expect(editor(page).getByRole('button', { name: 'Add condition' })).toBeFocused()

  // The second condition brings any/all and Remove; the focus goes where the work goes on.
  await page.keyboard.press('Enter')
  await expect(operand(page, 2, 2)).toBeFocused()
  await expect(editor(page).getByRole('radio', { name: 'all of these' })).toBeChecked()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Remove condition 2' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(editor(page).getByRole('button', { name: 'Add condition' })).toBeFocused()
  await expect(editor(page).getByRole('button', { name: /^Remove condition/ })).toHaveCount(0)

  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(editor(page).getByRole('checkbox', { name: /^Employees/ })).toBeFocused()
  await page.keyboard.press('Space')
  await page.keyboard.press('Control+Enter')
  const dialog = page.getByRole('dialog', { name: 'Preview and apply Finance' })
  await expect(dialog.getByRole('button', { name: /^Apply: .*gain/ })).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: 'Finance', exact: true })).toBeVisible()

  // Alt with an arrow moves a rule; nothing changes before the order is applied.
  await page.getByRole('button', { name: 'Edit Finance' }).focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(page.getByText(/^Finance, now 2 of 3$/)).toBeAttached()
  await expect(page.getByRole('button', { name: 'Edit Finance' })).toBeFocused()
  await page.getByRole('button', { name: 'Undo' }).click()
})

test('the preview says who matches, who just misses and what each condition says of a person', async ({
  page,
}) => {
  await signInByMicrosoft(page)
  await openRules(page, /Austin/)
  await page.getByRole('button', { name: 'Edit Employees' }).click()
  await expect(preview(page).getByText(/of \d+ people match/)).toBeVisible()
  await preview(page).getByRole('combobox', { name: 'Try a person' }).fill('jonas')
  await page.getByRole('option', { name: /Jonas Weber/ }).click()
  const verdict = preview(page).getByRole('list', { name: 'Conditions for Jonas Weber' })
  await expect(verdict.getByText(/Department is/)).toBeVisible()

  // Several values: a pasted list becomes chips, Backspace and a button take them away.
  await condition(page, 1, 1)
    .getByLabel(/^Operator/)
    .click()
  await page.getByRole('option', { name: 'is any of', exact: true }).click()
  const values = value(page, 1, 1)
  await values.fill('Desing; Finance')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  const chips = condition(page, 1, 1).getByRole('list', { name: 'Chosen: Value' })
  await expect(chips.getByRole('listitem')).toHaveCount(3)
  await page.keyboard.press('Backspace')
  await expect(chips.getByRole('listitem')).toHaveCount(2)
  await chips.getByRole('button', { name: 'Remove Engineering' }).click()
  await expect(chips.getByRole('listitem')).toHaveCount(1)

  // A near spelling is told, and one press includes it.
  await preview(page)
    .getByRole('tab', { name: /Just miss/ })
    .click()
  await preview(page)
    .getByRole('button', { name: /^Include “Design”/i })
    .click()
  await expect(chips.getByRole('listitem')).toHaveCount(2)

  // Escape never discards typed work without asking.
  await editor(page).getByLabel('Name').focus()
  await page.keyboard.press('Escape')
  const question = page.getByRole('alertdialog', { name: 'Discard what you typed?' })
  await question.getByRole('button', { name: 'Discard changes' }).click()
  await expect(page.getByRole('button', { name: 'Edit Employees' })).toBeVisible()
})

test('taking access from many asks for their number, typed by hand', async ({ page }) => {
  await signInByMicrosoft(page)
  await openRules(page, /HQ Denver/)
  await openMenu(page, 'Employees', 'Turn off')
  const dialog = page.getByRole('dialog', { name: 'Turn off Employees?' })
  const confirm = dialog.getByRole('button', { name: /^Turn off rule: .*lose/ })
  const field = dialog.getByLabel(/^Type \d+ to confirm$/)
  await expect(field).toBeVisible()
  await confirm.click()
  await expect(dialog.getByRole('alert')).toContainText(/^Type \d+, the number of people/)
  const [losses = ''] = /\d+/.exec((await dialog.getByRole('alert').textContent()) ?? '') ?? []
  await field.fill(String(Number(losses) + 1))
  await confirm.click()
  await expect(dialog).toBeVisible()
  await field.fill(losses)
  await confirm.click()
  await expect(page.getByText('Turned off')).toBeVisible()

  await openMenu(page, 'Employees', 'Turn on')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Turn on rule: .*gain/ })
    .click()
  await expect(page.getByText('Turned off')).toBeHidden()
})

test('rules are copied to a second property, and an earlier version is restored after a preview', async ({
  page,
}) => {
  await signInByMicrosoft(page)
  await openRules(page, /HQ Denver/)
  await openMenu(page, 'Contractors', 'Copy to properties…')
  const copy = page.getByRole('dialog', { name: 'Copy Contractors' })
  await expect(copy.getByText('→ Contractors, matched by name')).toBeVisible()
  await copy.getByRole('button', { name: /^Copy to 1 property: / }).click()
  await expect(copy.getByText(/^Copied, version \d+/)).toBeVisible()
  await copy.getByRole('button', { name: 'Done' }).click()

  await openRules(page, /Austin/)
  await expect(page.getByRole('heading', { name: 'Contractors', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Compare', exact: true }).click()
  const compared = page.getByRole('dialog', { name: 'Austin beside another property' })
  await expect(compared.getByRole('heading', { name: 'Contractors' })).toBeVisible()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'History', exact: true }).click()
  const history = page.getByRole('dialog', { name: 'History of Austin' })
  await expect(history.getByText(/Contractors was added/)).toBeVisible()
  await history.getByRole('button', { name: 'Restore version 1' }).click()
  await page
    .getByRole('dialog', { name: 'Restore version 1 of Austin' })
    .getByRole('button', { name: /^Restore version 1: / })
    .click()
  await expect(page.getByRole('heading', { name: 'Contractors', exact: true })).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Employees', exact: true })).toBeVisible()
})

test('a contradiction is told while it is typed, and one press mends it', async ({ page }) => {
  await signInByMicrosoft(page)
  await openRules(page, /Austin/)
  await page.getByRole('button', { name: 'Add new rule' }).click()
  for (const [place, city] of [
    [1, 'Denver'],
    [2, 'Austin'],
  ] as const) {
    if (place === 2) await page.getByRole('button', { name: 'Add condition', exact: true }).click()
    await chooseOperand(page, condition(page, place, place), 'City')
    await value(page, place, place).fill(city)
    await page.keyboard.press('Tab')
  }
  const told = editor(page).getByText(/^Nobody can be in both City is Denver and City is Austin/)
  await expect(told).toBeVisible()
  await editor(page).getByRole('button', { name: 'Use any' }).click()
  await expect(told).toBeHidden()
  const chips = condition(page, 1, 1).getByRole('list', { name: 'Chosen: Value' })
  await expect(chips.getByRole('listitem')).toHaveText(['Denver', 'Austin'])
})

test('a draft waits beside the live rule, and a save over somebody else’s change shows both', async ({
  page,
  context,
}) => {
  await signInByMicrosoft(page)
  await openRules(page, /Austin/)
  await page.getByRole('button', { name: 'Edit Employees' }).click()
  await editor(page).getByRole('radio', { name: /^No/ }).click()
  await editor(page).getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByText(/saved a draft/)).toBeVisible()
  await expect(page.getByText('mobile key', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Discard draft of Employees' }).click()
  const discard = page.getByRole('alertdialog', { name: 'Discard the draft of Employees?' })
  await discard.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText(/saved a draft/)).toBeVisible()
  await page.getByRole('button', { name: 'Discard draft of Employees' }).click()
  await discard.getByRole('button', { name: 'Discard draft' }).click()
  await expect(page.getByText(/saved a draft/)).toBeHidden()

  await page.getByRole('button', { name: 'Edit Employees' }).click()
  const other = await context.newPage()
  await openRules(other, /Austin/)
  await other.getByRole('button', { name: 'Edit Employees' }).click()
  await editor(other).getByLabel('Name').fill('Everyone in Austin')
  await applyFrom(other)
  await expect(other.getByRole('heading', { name: 'Everyone in Austin' })).toBeVisible()

  await editor(page).getByLabel('Name').fill('Austin staff')
  await applyFrom(page)
  const notice = editor(page).getByRole('alert')
  await expect(notice).toContainText(/changed this rule/)
  await notice.getByRole('button', { name: 'See both' }).click()
  const both = page.getByRole('dialog', { name: 'Two versions of this rule' })
  await expect(both.getByText('Everyone in Austin')).toBeVisible()
  await expect(both.getByText('Austin staff')).toBeVisible()
  await both.getByRole('button', { name: 'Preview mine instead' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Apply: / })
    .click()
  await expect(page.getByRole('heading', { name: 'Austin staff' })).toBeVisible()
})

async function applyFrom(page: Page): Promise<void> {
  await editor(page).getByRole('button', { name: 'Preview and apply' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Apply: / })
    .click()
}

async function fillTwoConditions(page: Page): Promise<void> {
  await openRules(page, /HQ Denver/)
  await page.getByRole('button', { name: 'Add new rule' }).click()
  await editor(page).getByLabel('Name').fill('Trial')
  await chooseOperand(page, condition(page, 1, 1), 'Department')
  await value(page, 1, 1).fill('Engineering')
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: 'Add a group of conditions' }).click()
  await chooseOperand(page, condition(page, 2, 2), 'Job title')
  await condition(page, 2, 2)
    .getByLabel(/^Operator/)
    .click()
  await page.getByRole('option', { name: 'is not empty', exact: true }).click()
  await editor(page)
    .getByRole('checkbox', { name: /^Employees/ })
    .click()
  await expect(preview(page).getByText(/people match/)).toBeVisible()
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the editor, its dialogs and the list have names and no accessibility fault, ${colorScheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme })
    await signInByMicrosoft(page)
    await fillTwoConditions(page)
    await expect(page.getByRole('group', { name: 'Group of conditions' })).toBeVisible()
    await expectNoFaults(page, 'the editor')
    for (const tab of [/Just miss/, /Cannot tell/, /Changes/]) {
      await preview(page).getByRole('tab', { name: tab }).click()
      await expectNoFaults(page, `the preview, ${tab}`)
    }
    await operand(page, 1, 2).click()
    await expect(page.getByRole('option', { name: /^Department/ })).toBeVisible()
    // While the list is open the rest is hidden from screen readers, and leaving it by Tab closes it.
    await expectNoFaults(page, 'the list of operands', { except: ['aria-hidden-focus'] })
    await page.keyboard.press('Escape')
    await editor(page).getByRole('button', { name: 'Preview and apply' }).click()
    await expect(page.getByRole('dialog').getByRole('button', { name: /^Apply: / })).toBeVisible()
    await expectNoFaults(page, 'preview and apply')
    await page.keyboard.press('Escape')
    await editor(page).getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Discard changes' }).click()
    await page.getByRole('button', { name: 'History', exact: true }).click()
    await expect(page.getByRole('dialog').getByText('Version 1', { exact: true })).toBeVisible()
    await expectNoFaults(page, 'the history')
  })
}

test('the editor and its dialogs fit a phone of 390 px and one of 320 px', async ({ page }) => {
  await signInByMicrosoft(page)
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 844 })
    await fillTwoConditions(page)
    await expectNoSidewaysScroll(page, `the editor at ${width}`)
    await editor(page).getByRole('button', { name: 'Preview and apply' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('button', { name: /^Apply: / })).toBeVisible()
    const inside = await dialog.evaluate((box) => box.scrollWidth - box.clientWidth)
    expect.soft(inside, `preview and apply at ${width} scrolls sideways`).toBeLessThanOrEqual(0)
    await page.keyboard.press('Escape')
    await editor(page).getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Discard changes' }).click()
  }
})

test('a rule has an address of its own, back leads out of it, and asks before typed work is lost', async ({
  page,
}) => {
  await signInByMicrosoft(page)
  await openRules(page, /HQ Denver/)
  await expect(page).toHaveURL(/[?&]property=/)
  const list = page.url()
  await page.getByRole('button', { name: 'Edit Employees' }).click()
  await expect(page).toHaveURL(/[?&]rule=rul_/)
  const address = page.url()
  await page.goBack()
  await expect(page.getByRole('button', { name: 'Edit Employees' })).toBeVisible()

  // Opened by its address alone, as from the inbox or from somebody's page.
  await page.goto(address)
  const name = editor(page).getByLabel('Name')
  await expect(name).toHaveValue('Employees')
  await page.goto(list)
  await page.getByRole('button', { name: 'Edit Employees' }).click()
  await expect(page).toHaveURL(/[?&]rule=rul_/)
  await name.fill('Everybody at work')
  await page.goBack()
  const question = page.getByRole('alertdialog', { name: 'Discard what you typed?' })
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(name).toHaveValue('Everybody at work')
  await expect(page).toHaveURL(/[?&]rule=rul_/)
  await page.goBack()
  await question.getByRole('button', { name: 'Discard changes' }).click()
  await expect(page.getByRole('button', { name: 'Edit Employees' })).toBeVisible()

  await page.goto('/integrations/azure/rules?rule=rul_gone')
  await expect(page.getByText('This rule does not exist any more.')).toBeVisible()
})

test('access is given by hand up to a last day, told on the person’s page, and removed', async ({
  page,
}) => {
  await signInByMicrosoft(page)
  await page.goto('/employees')
  await page.getByRole('link', { name: 'Jonas Weber' }).click()
  const why = page.getByRole('region', { name: 'Access, and why' })
  await why.getByRole('button', { name: 'Give access by hand at Austin' }).click()
  const dialog = page.getByRole('dialog', { name: 'Give Jonas Weber access at Austin' })
  await expectNoFaultsInBoth(page, 'access by hand')
  await dialog.getByLabel('Access group').click()
  await page.getByRole('option', { name: /^IT Admin/ }).click()
  await dialog.getByRole('button', { name: 'Give access' }).click()
  await expect(dialog.getByRole('link', { name: /^Say why/ })).toBeVisible()
  await dialog.getByLabel('Reason').fill('Audit week')
  await dialog.getByRole('button', { name: 'Give access' }).click()
  await expect(why.getByText(/^Given by hand by .*“Audit week”\. Ends /)).toBeVisible()

  await why.getByRole('button', { name: 'Extend IT Admin' }).click()
  const longer = page.getByRole('dialog', { name: /^How long does Jonas Weber keep IT Admin/ })
  await expect(longer.getByLabel('Reason')).toHaveValue('Audit week')
  await longer.getByRole('switch', { name: 'No end' }).click()
  await longer.getByRole('button', { name: 'Set the last day' }).click()
  await expect(why.getByText(/“Audit week”\. It has no end\./)).toBeVisible()

  await why.getByRole('button', { name: 'Remove IT Admin' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove access' }).click()
  await expect(why.getByText(/Given by hand/)).toHaveCount(0)
})
