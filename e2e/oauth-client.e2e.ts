import { expect, test } from './fixtures'
import { expectNoSidewaysScroll } from './looks'
import { signInByMicrosoft } from './verbs'

test.describe.configure({ mode: 'serial' })

/** OAuth client credentials as an administrator sets them up, and what Entra then does with them. */
test('an OAuth client fetches a token that works until its secret is revoked', async ({
  page,
  context,
  request,
}) => {
  await signInByMicrosoft(page)
  await page.goto('/integrations/azure/install')
  const start = page.getByRole('button', { name: 'Start set-up' })
  if (await start.isVisible()) {
    await start.click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Step 1 of 3/)
  }
  await page.goto('/integrations/azure/token')
  const section = page.getByRole('region', { name: 'OAuth client credentials' })
  await section.getByRole('radio', { name: '2 years' }).click()
  await section.getByRole('button', { name: 'Create OAuth client' }).click()
  const field = (name: string) => section.getByRole('textbox', { name }).inputValue()
  const secret = await field('Client Secret')
  const clientId = await field('Client Identifier')
  const endpoint = await field('Token Endpoint')
  const tenantUrl = await field('Tenant URL')
  expect(secret).toMatch(/^sqr_client_/)
  await section.getByRole('button', { name: 'I have saved it' }).click()
  await expect(section.getByText(secret), 'told once').toHaveCount(0)

  const fetchToken = () =>
    request.post(endpoint, {
      form: { grant_type: 'client_credentials', client_id: clientId, client_secret: secret },
    })
  const answer = await fetchToken()
  expect(answer.status()).toBe(200)
  const { access_token: token } = await answer.json()
  const read = () =>
    request.get(`${tenantUrl}/Users?count=1`, { headers: { authorization: `Bearer ${token}` } })
  expect((await read()).status()).toBe(200)
  expect((await request.get(endpoint)).status()).toBe(405)

  // The practice portal takes it as Entra does, and fetches tokens with it.
  const portal = await context.newPage()
  await portal.goto('/practice/provisioning')
  await portal.getByRole('radio', { name: 'OAuth2 client credentials' }).click()
  await portal.getByLabel('Tenant URL').fill(tenantUrl)
  await portal.getByLabel('Token Endpoint').fill(endpoint)
  await portal.getByLabel('Client Identifier').fill(clientId)
  await portal.getByLabel('Client Secret').fill('sqr_client_wrong')
  await portal.getByRole('button', { name: 'Test Connection' }).click()
  await expect(portal.getByText(/InvalidCredentials.*invalid_client/)).toBeVisible()
  await portal.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(portal, 'a long code of a failure')
  await portal.getByLabel('Client Secret').fill(secret)
  await portal.getByRole('button', { name: 'Test Connection' }).click()
  await expect(portal.getByText(/credentials are authorized/)).toBeVisible()
  await portal.getByRole('button', { name: 'Save' }).click()
  await expect(portal.getByText('The admin credentials were saved.')).toBeVisible()
  await portal.getByRole('button', { name: /Start provisioning|Run a cycle now/ }).click()
  await expect(portal.getByText('The cycle succeeded.')).toBeVisible({ timeout: 60_000 })

  await page.reload()
  const row = section.getByRole('row').filter({ hasText: secret.slice(-4) })
  await expect(row).toContainText('Works')
  await expect(row, 'last used').not.toContainText('Never')
  await section.getByRole('button', { name: 'Make a second secret' }).click()
  await section.getByRole('button', { name: 'I have saved it' }).click()
  await expect(section.getByText('Two secrets work.')).toBeVisible()
  await row.getByRole('button', { name: /^Revoke/ }).click()
  await page.getByRole('button', { name: 'Revoke client secret' }).click()
  await expect(row).toContainText('Revoked')
  expect((await read()).status(), 'the token ends with its secret').toBe(401)
  expect((await fetchToken()).status()).toBe(401)
  await portal.getByRole('button', { name: 'Run a cycle now' }).click()
  await expect(portal.getByText('The cycle ended with failures. See the log.')).toBeVisible()
})

test('a workload is trusted by three ids, and what is no id is told beside its field', async ({
  page,
}) => {
  await signInByMicrosoft(page)
  await page.goto('/integrations/azure/token')
  const form = page.getByRole('form', { name: 'Trust a workload' })
  await form.getByLabel('Directory (tenant) ID').fill('contoso')
  await form.getByLabel('Object ID').fill('55555555-5555-4555-8555-555555555555')
  await form.getByLabel('Application ID').fill('api://66666666-6666-4666-8666-666666666666')
  await form.getByRole('button', { name: 'Trust this workload' }).click()
  await expect(form.getByText('Paste the GUID as Entra shows it.')).toBeVisible()
  await form.getByLabel('Directory (tenant) ID').fill('11111111-1111-4111-8111-111111111111')
  await form.getByRole('button', { name: 'Trust this workload' }).click()
  const row = page.getByRole('row').filter({ hasText: 'Workload identity' })
  await expect(row).toContainText('Works')
})
