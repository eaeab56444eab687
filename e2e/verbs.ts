import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  expect,
  type Locator,
  type Page,
} from 'playwright/test'

/** What people do, in their words; everything is found by role and name. */
export async function signInByEmail(page: Page, email: string): Promise<void> {
  const mine = { subject: /sign-in link/i, to: email }
  // An older link has been used; the one that is asked for now may take a moment.
  const after = await countMail(page, mine)
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('button', { name: /link/i }).click()
  await expect(page.getByRole('heading', { name: /check your e-?mail/i })).toBeVisible()
  const mail = await openNewestMail(page, { ...mine, after })
  await page.goto(await mail.link())
  await page.getByRole('button', { name: /sign in/i }).click()
  await expect(page.getByRole('navigation', { name: 'Main', exact: true })).toBeVisible()
}

export async function signInByMicrosoft(page: Page): Promise<void> {
  await page.goto('/sign-in')
  await page
    .getByRole('link', { name: /Microsoft/ })
    .or(page.getByRole('button', { name: /Microsoft/ }))
    .click()
  await page.getByRole('button', { name: 'Maya Chen' }).click()
  const accept = page.getByRole('button', { name: 'Accept' })
  const home = page.getByRole('heading', { level: 1, name: /Integrations|Employees/ })
  await expect(accept.or(home)).toBeVisible()
  if (await accept.isVisible()) await accept.click()
  await expect(home).toBeVisible()
}

export const PHONE_SIZE = { width: 390, height: 844 }

/** A phone of its own, with nothing of the other windows. */
export async function openOnPhone(
  browser: Browser,
  link: string,
  kind: BrowserContextOptions = { viewport: PHONE_SIZE },
) {
  const phone = await browser.newContext(kind)
  const key = await phone.newPage()
  await key.goto(link)
  return { phone, key }
}

/** What Continue left on a phone, which its doors are shown. */
export async function deviceSecret(phone: BrowserContext): Promise<string> {
  const cookies = await phone.cookies()
  return cookies.find((cookie) => cookie.name.startsWith('sequr-key-'))?.value ?? ''
}

export interface OpenMail {
  link(): Promise<string>
}

/** Waits for an e-mail in the development mailbox and opens the newest that fits. */
export async function openNewestMail(
  page: Page,
  { after = 0, ...which }: WhichMail & { after?: number },
): Promise<OpenMail> {
  await expect(async () => {
    expect(await countMail(page, which)).toBeGreaterThan(after)
  }).toPass({ timeout: 20_000 })
  await mailRows(page, which).first().getByRole('link').click()
  await expect(page.getByRole('heading', { name: 'Text part' })).toBeVisible()
  return {
    link: async () => {
      const href = await page.locator('pre').getByRole('link').first().getAttribute('href')
      if (!href) throw new Error('the e-mail has no link')
      return href
    },
  }
}

interface WhichMail {
  subject: RegExp
  to: string
}

const mailRows = (page: Page, { subject, to }: WhichMail) =>
  page.getByRole('row').filter({ hasText: to }).filter({ hasText: subject })

async function countMail(page: Page, which: WhichMail): Promise<number> {
  await page.goto('/dev/mailbox')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  return mailRows(page, which).count()
}

export interface RuleWords {
  name: string
  operand: string
  operator: string
  value?: string
  accessGroup: RegExp
  mobileKey: 'Yes' | 'No'
}

/** Fills the rule editor, looks at the preview and applies. */
export async function addRule(page: Page, rule: RuleWords): Promise<void> {
  await previewRule(page, rule)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Apply: / })
    .click()
  await expect(page.getByRole('heading', { name: rule.name, exact: true })).toBeVisible()
}

/** Fills the rule editor and asks what the rule would change. */
export async function previewRule(page: Page, rule: RuleWords): Promise<void> {
  await page.getByRole('button', { name: 'Add new rule' }).click()
  const form = page.getByRole('form', { name: 'New rule' })
  await form.getByLabel('Name').fill(rule.name)
  const condition = form.getByRole('group', { name: 'Condition 1 of 1' })
  await chooseOperand(page, condition, rule.operand)
  await choose(page, condition.getByLabel(/^Operator/), rule.operator)
  if (rule.value !== undefined) {
    await condition.getByRole('combobox', { name: 'Value' }).fill(rule.value)
    // Leaving the field closes its suggestions.
    await page.keyboard.press('Tab')
  }
  await form.getByRole('checkbox', { name: rule.accessGroup }).click()
  await form.getByRole('radio', { name: new RegExp(`^${rule.mobileKey}`) }).click()
  await form.getByRole('button', { name: 'Preview and apply' }).click()
}

/** Opens a select and takes the option that begins with the name. */
export async function choose(
  page: Page,
  control: ReturnType<Page['getByLabel']>,
  name: string,
): Promise<void> {
  await control.click()
  await page
    .getByRole('option', { name: new RegExp(`^${name}`) })
    .first()
    .click()
}

/** Searches the operands of a condition and takes the one with the name. */
export async function chooseOperand(page: Page, condition: Locator, name: string): Promise<void> {
  await choose(page, condition.getByRole('combobox', { name: 'Operand' }), name)
}

/** From the menu of the one key on a person's page. */
export async function keyDeed(
  page: Page,
  ...[property, deed, confirm]: [property: string, deed: string, confirm: string]
): Promise<void> {
  await page.getByRole('button', { name: `Actions for the key at ${property}` }).click()
  await page.getByRole('menuitem', { name: deed }).click()
  // A notice is a dialog too, so each is found by what it is.
  const dialog =
    confirm === 'Show link'
      ? page.getByRole('dialog', { name: /^Set-up link/ })
      : page.getByRole('alertdialog')
  await dialog.getByRole('button', { name: confirm }).click()
  if (confirm !== 'Show link') await expect(dialog).toBeHidden()
}

/** *Give a card* on a person's page, where there is one property to give it at. */
export async function giveCard(
  page: Page,
  ...[name, number]: [name: string, number: string]
): Promise<void> {
  await page.getByRole('button', { name: 'Give a card' }).click()
  const form = page.getByRole('dialog', { name: `Give ${name} a card` })
  await form.getByLabel('Number').fill(number)
  await form.getByRole('button', { name: 'Give card' }).click()
  await expect(form).toBeHidden()
}

/** The page of a person, from the list that holds everybody. */
export async function openPerson(page: Page, name: string): Promise<void> {
  await page.goto(`/employees?q=${encodeURIComponent(name)}`)
  await page.getByRole('link', { name, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}
