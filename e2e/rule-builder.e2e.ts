import type { Page } from 'playwright/test'
import { expect, test } from './fixtures'
import { expectNoFaultsInBoth } from './looks'
import { condition, editor, openRules, operand, preview, value } from './rules-screen'
import { chooseOperand, openPerson, signInByMicrosoft } from './verbs'

/** The rule editor, where work could be lost, a name be taken, or a count not be heard. */
test('Escape never loses what is typed, in a field or in a dialog above the rule', async ({
  page,
}) => {
  await signInByMicrosoft(page)
  await openRules(page, /HQ Denver/)
  await page.getByRole('button', { name: 'Add new rule' }).click()
  await editor(page).getByLabel('Name').fill('Night shift')
  await chooseOperand(page, condition(page, 1, 1), 'Department')
  await value(page, 1, 1).fill('Nobody has this')
  const question = page.getByRole('alertdialog', { name: 'Discard what you typed?' })
  for (const field of [value(page, 1, 1), operand(page, 1, 1)]) {
    const text = await field.inputValue()
    await field.focus()
    await page.keyboard.press('Escape')
    await question.getByRole('button', { name: 'Cancel' }).click()
    await expect(field).toHaveValue(text)
  }

  // The dialog's label leads to its own field, and Escape asks there too.
  await editor(page).getByRole('button', { name: 'New access group' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add access group' })
  await dialog.getByLabel('Name').fill('Night watch')
  await page.keyboard.press('Escape')
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog.getByLabel('Name')).toHaveValue('Night watch')
  await page.keyboard.press('Escape')
  await question.getByRole('button', { name: 'Discard changes' }).click()
  await expect(dialog).toBeHidden()
  await expect(editor(page).getByLabel('Name')).toHaveValue('Night shift')
})

test('a link and a shortcut that lead elsewhere ask before an edited rule is dropped', async ({
  page,
}) => {
  await signInByMicrosoft(page)
  await openRules(page, /HQ Denver/)
  await page.getByRole('heading', { name: 'Employees', exact: true }).getByRole('link').click()
  const name = editor(page).getByLabel('Name')
  await expect(name).toHaveValue('Employees')
  await name.fill('Everybody at work')
  const main = page.getByRole('navigation', { name: 'Main', exact: true })
  const question = page.getByRole('alertdialog', { name: 'Discard what you typed?' })
  await main.getByRole('link', { name: 'Doors' }).click()
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(name).toHaveValue('Everybody at work')

  await editor(page).getByRole('button', { name: 'Add condition', exact: true }).focus()
  await page.keyboard.press('g')
  await page.keyboard.press('e')
  await question.getByRole('button', { name: 'Discard changes' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Employees' })).toBeVisible()
  // Nothing is held any more, so nothing is asked.
  await main.getByRole('link', { name: 'Doors' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Doors' })).toBeVisible()
})

test('Back out of the page asks before an edited rule is dropped, and traps nobody', async ({
  page,
}) => {
  await signInByMicrosoft(page)
  await openPerson(page, 'Jonas Weber')
  const list = `/employees?q=${encodeURIComponent('Jonas Weber')}`
  const person = page.getByRole('heading', { level: 1, name: 'Jonas Weber' })
  const why = page.getByRole('region', { name: 'Access, and why' })
  await why.getByRole('link', { name: 'Employees', exact: true }).first().click()
  const name = editor(page).getByLabel('Name')
  await expect(name).toHaveValue('Employees')
  const address = page.url()
  const question = page.getByRole('alertdialog', { name: 'Discard what you typed?' })

  await name.pressSequentially(' at work')
  pressBack(page)
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(name).toHaveValue('Employees at work')
  await expect(name).toBeFocused()
  await expect(page).toHaveURL(address)

  pressBack(page)
  await question.getByRole('button', { name: 'Discard changes' }).click()
  await expect(person).toBeVisible()
  await page.goForward()
  await expect(page).toHaveURL(address)
  await expect(name).toHaveValue('Employees')
  // Nothing is typed any more, so nothing is asked.
  await page.goBack()
  await expect(person).toBeVisible()
  await page.goBack()
  await expect(page).toHaveURL(list)
})

/** Back as it is pressed: nobody waits for a page, since it may stay. */
function pressBack(page: Page): void {
  void page.goBack().catch(() => undefined)
}

test('a new rule begins with the built-in User, and a taken name is told while it is typed', async ({
  page,
}) => {
  await signInByMicrosoft(page)
  await page.goto('/roles')
  await page.getByRole('button', { name: 'Add role' }).click()
  const role = page.getByRole('dialog', { name: 'Add role' })
  await role.getByLabel('Name').fill('Concierge')
  await role.getByRole('button', { name: 'Add role' }).click()
  await expect(role).toBeHidden()

  await openRules(page, /HQ Denver/)
  await page.getByRole('button', { name: 'Add new rule' }).click()
  await expect(editor(page).getByRole('combobox', { name: /^Role/ })).toHaveText('User')
  const name = editor(page).getByLabel('Name')
  await name.fill('  EMPLOYEES')
  const told = editor(page).getByText('HQ Denver already has a rule called Employees.')
  await expect(told.first()).toBeVisible()
  await expect(name).toHaveAttribute('aria-invalid', 'true')
  await chooseOperand(page, condition(page, 1, 1), 'Account enabled')
  await editor(page).getByRole('button', { name: 'Save draft' }).click()
  await expect(editor(page).getByRole('alert')).toBeVisible()
  await expect(told.first()).toBeVisible()
  await editor(page).getByRole('button', { name: 'Preview and apply' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await name.fill('Employees of HQ')
  await expect(told).toHaveCount(0)
})

test('switching any and all is answered aloud though the count stays, and who is tried stays too', async ({
  page,
}) => {
  await signInByMicrosoft(page)
  await openRules(page, /HQ Denver/)
  await page.getByRole('button', { name: 'Add new rule' }).click()
  await chooseOperand(page, condition(page, 1, 1), 'Account enabled')
  const said = preview(page).getByText(/^\d+ people, \d+ match/)
  await expect(said).toBeAttached()
  const person = preview(page).getByRole('combobox', { name: 'Try a person' })
  await person.fill('jonas')
  await page.getByRole('option', { name: /Jonas Weber/ }).click()
  await page.getByRole('button', { name: 'Add condition', exact: true }).click()
  await expect(person).toHaveValue('Jonas Weber')
  await chooseOperand(page, condition(page, 2, 2), 'Account enabled')
  const verdict = preview(page).getByRole('list', { name: 'Conditions for Jonas Weber' })
  await expect(verdict.getByRole('listitem')).toHaveCount(2)

  const before = await said.textContent()
  await editor(page).getByRole('radio', { name: 'any of these' }).click()
  // The same words anew: what differs cannot be seen, and makes screen readers say them.
  await expect(async () => {
    const after = await said.textContent()
    expect(after).not.toBe(before)
    expect(after?.trim()).toBe(before?.trim())
  }).toPass()
})

/** So many pictures later an answer is long in the list, were it not held. */
const FRAMES = 30

test('an operand that is pressed is chosen, though what people have is known only meanwhile', async ({
  page,
}) => {
  await signInByMicrosoft(page)
  await openRules(page, /HQ Denver/)
  // What people have, which orders the list, is held back until the press.
  const seen = Promise.withResolvers<void>()
  await page.route('**/integrations/azure/rules*', async (route) => {
    if (route.request().postData() !== '[]') return route.continue()
    // Whole, as the end of what the page reads while it comes need not be told.
    const response = await route.fetch()
    await seen.promise
    await route.fulfill({ response })
  })
  await page.getByRole('button', { name: 'Add new rule' }).click()
  const operand = condition(page, 1, 1).getByRole('combobox', { name: 'Operand' })
  await operand.click()
  const department = page.getByRole('option', { name: /^Department/ })
  await department.hover()
  const told = page.waitForResponse((answer) => answer.request().postData() === '[]')
  await page.mouse.down()
  seen.resolve()
  await told
  await page.evaluate(async (frames) => {
    for (let n = 0; n < frames; n++) await new Promise((next) => requestAnimationFrame(next))
  }, FRAMES)
  await page.mouse.up()
  await expect(operand).toHaveValue('Department')
  await operand.click()
  await expect(page.getByRole('option', { name: /^Department/ })).toContainText(/seen on \d+ of/i)
})

test('who is pressed in a search is picked, though the list moves or is answered anew meanwhile', async ({
  page,
}) => {
  await signInByMicrosoft(page)
  await openRules(page, /HQ Denver/)
  const covered = page.getByRole('complementary', { name: 'Who is covered' })
  const person = covered.getByRole('combobox', { name: 'Try a person' })
  const option = page.getByRole('option', { name: /Jonas Weber/ })

  // The newer answer is held back until he is pressed; it knows nobody.
  const answer = Promise.withResolvers<void>()
  await page.route('**/integrations/azure/rules*', async (route) => {
    if (route.request().postData()?.includes('jonas of nowhere')) await answer.promise
    await route.continue()
  })
  await person.fill('jonas')
  await expect(option).toBeVisible()
  await person.fill('jonas of nowhere')
  await option.hover()
  await page.mouse.down()
  answer.resolve()
  await expect(covered.getByText('Nobody is called that.')).toBeVisible()
  await expect(option).toBeVisible()
  await page.mouse.up()
  await expect(person).toHaveValue('Jonas Weber')
  await expect(covered.getByRole('list', { name: 'Employees for Jonas Weber' })).toBeVisible()

  await person.fill('jonas')
  await option.hover()
  await page.mouse.down()
  // As a panel above does that has its answer late.
  const before = await option.boundingBox()
  await covered.evaluate((panel) => {
    panel.style.paddingTop = '12rem'
  })
  await expect.poll(async () => (await option.boundingBox())?.y).not.toBe(before?.y)
  await page.mouse.up()
  await expect(person).toHaveValue('Jonas Weber')
  await expect(option).toHaveCount(0)

  // Moved away before it is let go, a press picks nobody.
  await person.fill('jonas')
  await option.hover()
  await page.mouse.down()
  await page.mouse.move(10, 10, { steps: 5 })
  await page.mouse.up()
  await expect(person).toHaveValue('jonas')

  // A list that closes under the press is not kept: what is typed next is answered.
  await person.fill('jonas w')
  await option.hover()
  await page.mouse.down()
  await page.keyboard.press('Escape')
  await expect(option).toHaveCount(0)
  await page.mouse.up()
  await person.fill('priya')
  await expect(page.getByRole('option')).not.toHaveCount(0)
  await expect(option).toHaveCount(0)
})

test('Alt with an arrow moves a rule from its menu, and focus follows who is left out', async ({
  page,
}) => {
  await signInByMicrosoft(page)
  await openRules(page, /HQ Denver/)
  const more = page.getByRole('button', { name: /^More for/ })
  const [first, count] = [await more.first().getAttribute('aria-label'), await more.count()]
  await more.first().focus()
  await page.keyboard.press('Alt+ArrowDown')
  await expect(page.getByText(new RegExp(`, now 2 of ${count}$`))).toBeAttached()
  await expect(page.getByRole('button', { name: first ?? '' })).toBeFocused()
  await expect(page.getByRole('menu')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()

  await page.getByRole('button', { name: 'Add new rule' }).click()
  await editor(page).getByRole('button', { name: 'Leave out a person' }).click()
  const search = editor(page).getByRole('combobox', { name: 'Find a person to leave out' })
  await expect(search).toBeFocused()
  await page.keyboard.type('jonas')
  await expect(page.getByRole('option', { name: /Jonas Weber/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(editor(page).getByLabel(/^Reason/)).toBeFocused()
  await editor(page).getByRole('button', { name: 'Remove Jonas Weber' }).click()
  await expect(search).toBeFocused()
})

test('beside the list stands whom the rules cover, and / leads to one person against all of them', async ({
  page,
}) => {
  await signInByMicrosoft(page)
  await openRules(page, /HQ Denver/)
  const covered = page.getByRole('complementary', { name: 'Who is covered' })
  await expect(covered.getByText(/of \d+ people by the live rules/)).toBeVisible()
  await covered.getByRole('tab', { name: /Not covered/ }).click()
  await page.getByRole('heading', { level: 2, name: /HQ Denver/ }).focus()
  await page.keyboard.press('/')
  const person = covered.getByRole('combobox', { name: 'Try a person' })
  await expect(person).toBeFocused()
  await page.keyboard.type('jonas')
  await page.getByRole('option', { name: /Jonas Weber/ }).click()
  await expect(covered.getByRole('list', { name: 'Employees for Jonas Weber' })).toBeVisible()
  await expectNoFaultsInBoth(page, 'whom the rules cover')
})
