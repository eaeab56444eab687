import { expect, test } from './fixtures'
import { expectNoFaults } from './looks'
import { type OwnServer, startOwnServer } from './own-server'
import { openNewestMail, signInByEmail } from './verbs'

/**
 * What removes access, deletes or shows a secret asks for a fresh sign-in. On this server a sign-in
 * is fresh for seconds, so that the walk need not take a quarter of an hour.
 */
const FRESH_SECONDS = 8
const ana = 'ana@contoso.example'
let server: OwnServer

test.beforeAll(async ({ baseURL }) => {
  const settings = { FRESH_SIGN_IN_SECONDS: String(FRESH_SECONDS) }
  server = await startOwnServer(baseURL ?? '', { offset: 7, settings })
})
test.afterAll(() => server.stop())

test('an old sign-in is asked for once more beside the page, which keeps what was typed and goes on', async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: server.baseURL })
  const page = await context.newPage()
  await signInByEmail(page, ana)
  const signedInAt = Date.now()
  await page.goto('/doors/controllers')
  await page.getByRole('button', { name: 'Add controller' }).click()
  const form = page.getByRole('dialog', { name: 'Add controller' })
  await form.getByLabel('Name').fill('Lobby readers')
  await expect
    .poll(() => Date.now() - signedInAt, { timeout: 30_000 })
    .toBeGreaterThan(FRESH_SECONDS * 1000)

  // It shows a secret, and the sign-in is old by now.
  await form.getByRole('button', { name: 'Add controller' }).click()
  const question = page.getByRole('dialog', { name: 'Sign in again to go on' })
  await expect(question).toBeVisible()
  await expectNoFaults(page, 'the question for a fresh sign-in')

  // Not now: nothing was changed, and what was typed is still there.
  await question.getByRole('button', { name: 'Close' }).click()
  await expect(question).toBeHidden()
  await expect(form.getByRole('alert')).toContainText('Nothing was changed.')
  await expect(form.getByLabel('Name')).toHaveValue('Lobby readers')

  // Now: a link in a tab beside, and the page goes on by itself.
  await form.getByRole('button', { name: 'Add controller' }).click()
  await question.getByRole('button', { name: 'E-mail me a link' }).click()
  await expect(question.getByText(`We sent a link to ${ana}.`)).toBeVisible()
  const tab = await context.newPage()
  const mail = await openNewestMail(tab, { subject: /sign-in link/i, to: ana, after: 1 })
  await tab.goto(await mail.link())
  await tab.getByRole('button', { name: /sign in/i }).click()
  await expect(tab.getByRole('heading', { name: 'You are signed in again' })).toBeVisible()

  const shown = page.getByRole('dialog', { name: 'Copy the credential now' })
  await expect(shown.getByRole('textbox', { name: 'Credential' })).toHaveValue(/^sqr_door_/)
  await shown.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('row', { name: /Lobby readers/ })).toHaveCount(1)
  await context.close()
})
