import AxeBuilder from '@axe-core/playwright'
import type { APIRequestContext, Page } from 'playwright/test'
import { expect, test } from './fixtures'
import { choose, signInByMicrosoft } from './verbs'

/** The request log as the person on duty meets it: something failed, or somebody left. */
test.describe.configure({ mode: 'serial' })

const CORE_USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

const leaver = {
  name: 'Nadia Karim',
  userName: 'nadia.karim@contoso.example',
}
let token = ''
let tenantUrl = ''

/** Speaks to the SCIM service as Entra does, and returns what was answered. */
async function push(request: APIRequestContext, method: string, path: string, data?: unknown) {
  const answer = await request.fetch(`${tenantUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
    ...(data === undefined ? {} : { data: JSON.stringify(data) }),
  })
  const text = await answer.text()
  return {
    status: answer.status(),
    requestId: answer.headers()['x-request-id'] ?? '',
    body: text === '' ? {} : JSON.parse(text),
  }
}

async function openSync(page: Page, filters = ''): Promise<void> {
  await page.goto(`/activity?lens=sync${filters}`)
  await expect(page.getByRole('heading', { level: 1, name: 'Activity' })).toBeVisible()
}

async function expectNoFault(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(violations.map((one) => one.id)).toEqual([])
}

test('a second token speaks for Entra', async ({ page, request }) => {
  await signInByMicrosoft(page)
  await page.goto('/integrations/azure/token')
  tenantUrl = await page.getByRole('textbox', { name: 'Tenant URL' }).inputValue()
  await page.getByRole('button', { name: /second token|Create token/ }).click()
  token = await page.getByRole('textbox', { name: 'Secret token' }).inputValue()
  expect((await push(request, 'GET', '/ServiceProviderConfig')).status).toBe(200)
})

test('a wrong push is found under Sync, and says what to change in Entra', async ({
  page,
  request,
}) => {
  const refused = await push(request, 'POST', '/Users', {
    schemas: [CORE_USER],
    displayName: 'Nameless Newcomer',
    password: 'not to be kept',
  })
  expect(refused.status).toBe(400)

  await signInByMicrosoft(page)
  await openSync(page)
  await choose(page, page.getByLabel('Result'), 'Refused')
  await expect(page).toHaveURL(/outcome=refused/)
  const row = page.getByRole('row', { name: /could not add Nameless Newcomer/ })
  await expect(async () => {
    await page.reload()
    await expect(row).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await expect(row).toContainText('Refused 400')
  await row.getByRole('link').click()

  await expect(page.getByText('Fix this')).toBeVisible()
  await expect(page.getByText(/map userPrincipalName to userName/)).toBeVisible()
  await expectNoFault(page)
  await page.getByRole('link', { name: 'Why', exact: true }).click()
  await expect(page.getByText(/needs the attribute userName/)).toBeVisible()
  await page.getByRole('link', { name: 'Technical' }).click()
  await expect(page.getByText(refused.requestId)).toBeVisible()
  const body = page.getByRole('region', { name: 'What was sent, without secrets' })
  await expect(body).toContainText('Nameless Newcomer')
  await expect(body).not.toContainText('not to be kept')
})

test('a leaver’s request shows every door and key that it ended', async ({ page, request }) => {
  const created = await push(request, 'POST', '/Users', {
    schemas: [CORE_USER],
    userName: leaver.userName,
    displayName: leaver.name,
    active: true,
    emails: [{ type: 'work', primary: true, value: leaver.userName }],
    [ENTERPRISE]: { department: 'Engineering' },
  })
  expect(created.status).toBe(201)
  const left = await push(request, 'PATCH', `/Users/${created.body.id}`, {
    schemas: [PATCH_OP],
    Operations: [{ op: 'Replace', path: 'active', value: 'False' }],
  })
  expect(left.status).toBe(200)

  await signInByMicrosoft(page)
  await page.goto(`/activity?lens=sync&request=${left.requestId}`)
  await page.getByRole('link', { name: `Entra deactivated ${leaver.name}.` }).click()

  await expect(
    page.getByText(/It caused: .*access groups? taken.*mobile keys? ended/),
  ).toBeVisible()
  const lost = page.getByRole('link', { name: /^Nadia Karim at .*: loses .*the mobile key; / })
  await expect(lost.first()).toBeVisible()
  await page.getByRole('link', { name: 'Before and after' }).click()
  await expect(page.getByRole('row', { name: /Account active deactivated/ })).toBeVisible()
  await expect(
    page.getByRole('row', { name: /Mobile key, .* working ended/ }).first(),
  ).toBeVisible()
  await page.getByRole('link', { name: 'What happened' }).click()
  await page
    .getByRole('link', { name: `${leaver.name} was deactivated. All access ended.` })
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/was deactivated/)
  await page.getByRole('link', { name: 'Why', exact: true }).click()
  await expect(page.getByRole('link', { name: `Entra deactivated ${leaver.name}.` })).toBeVisible()
})

test('filters live in the address, become a view, and leave with the file', async ({ page }) => {
  await signInByMicrosoft(page)
  await openSync(page, '&outcome=refused')
  await page.getByRole('button', { name: 'Saved views' }).click()
  await page.getByLabel(/^Name for the filters/).fill('What Entra got wrong')
  await page.getByRole('button', { name: 'Save this view' }).click()
  await expect(page.getByText('What Entra got wrong was saved')).toBeVisible()
  await page.goto('/activity')
  await page.getByRole('button', { name: 'Saved views' }).click()
  await page.getByRole('link', { name: 'What Entra got wrong' }).click()
  await expect(page).toHaveURL(/lens=sync&outcome=refused/)

  const rows = Number(/Export (\d+) rows?/.exec((await exportLink(page).textContent()) ?? '')?.[1])
  const [download] = await Promise.all([page.waitForEvent('download'), exportLink(page).click()])
  const file = await download.createReadStream()
  let text = ''
  for await (const piece of file) text += piece
  expect(text.trimEnd().split('\r\n')).toHaveLength(rows + 1)
  expect(text).toContain('could not add Nameless Newcomer')
  await page.goto('/activity?lens=changes&what=export')
  await expect(page.getByRole('link', { name: /The activity log was exported/ })).toBeVisible()
})

test('followed live, a new request appears at the top, and waits while somebody reads', async ({
  page,
  request,
}) => {
  await signInByMicrosoft(page)
  await openSync(page)
  const follow = page.getByRole('switch', { name: 'Follow live' })
  await expect(follow).not.toBeChecked()
  await follow.click()
  await push(request, 'GET', '/Users?filter=userName+eq+%22live-one%22')
  await expect(page.getByRole('link', { name: /live-one/ })).toBeVisible({ timeout: 20_000 })

  const second = page.getByRole('row').nth(2)
  await second.hover()
  const before = await second.textContent()
  await push(request, 'GET', '/Users?filter=userName+eq+%22live-two%22')
  const show = page.getByRole('button', { name: /Show \d+ new entr/ })
  await expect(show).toBeVisible({ timeout: 20_000 })
  expect(await second.textContent(), 'nothing moved under the reader').toBe(before)
  await show.click()
  await expect(page.getByRole('link', { name: /live-two/ })).toBeVisible()
})

test('a person’s page says why, why not, and what other values would change', async ({ page }) => {
  await signInByMicrosoft(page)
  await page.goto('/employees?q=Jonas')
  await page.getByRole('link', { name: 'Jonas Weber' }).click()
  const why = page.getByRole('region', { name: 'Access, and why' })
  await expect(why.getByText(/Because the rule/).first()).toBeVisible()
  await expect(why.getByText(/Closest rule/).first()).toBeVisible()
  await why
    .getByText(/Door by door/)
    .first()
    .click()
  await expect(why.getByText(/stays shut/).first()).toBeVisible()

  const tried = page.getByRole('region', { name: 'What would change if…' })
  await tried.getByRole('button', { name: 'Try other values' }).click()
  const department = tried.getByRole('combobox', { name: 'Department' })
  await tried
    .getByRole('button', { name: /^Remove / })
    .first()
    .click()
  await department.fill('Nothing of ours')
  await department.press('Enter')
  // Leaving the field closes its suggestions.
  await department.press('Tab')
  await expect(tried.getByText(/No longer opens/).first()).toBeVisible()
  await expect(tried.getByText('The mobile key ends').first()).toBeVisible()
  await expectNoFault(page)
  await tried.getByRole('button', { name: 'Back to today’s values' }).click()
  await expect(tried.getByText('These are today’s values.')).toBeVisible()
  await page.reload()
  await expect(why.getByText(/Because the rule/).first(), 'nothing was stored').toBeVisible()

  const history = page.getByRole('region', { name: 'History' })
  await expect(history.getByText(/Rules? .* matched/).first()).toBeVisible()
  await expect(history.getByRole('link', { name: /^Access to / }).first()).toBeVisible()
})

const exportLink = (page: Page) => page.getByRole('link', { name: /Export .* as CSV/ })
