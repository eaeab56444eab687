import pg from 'pg'
import type { Browser, Page, Request } from 'playwright/test'
import { openTestPostgres } from '@/db/testing/database'
import { newTestEmployee } from '@/db/testing/people'
import { startPostgres } from '../scripts/test-postgres.mjs'
import { expect, test } from './fixtures'
import { expectNoFaultsInBoth, expectNoSidewaysScroll } from './looks'
import { type OwnServer, startOwnServer } from './own-server'
import { openMenu, openRules } from './rules-screen'
import { PHONE_SIZE, previewRule, signInByEmail } from './verbs'

/**
 * How far an apply is, in a real browser. A server of its own on a Postgres of its own: a lock that
 * is held beside it stops the transaction where a test wants to look, for as long as it looks.
 */
test.describe.configure({ mode: 'serial' })

const PEOPLE = 40
const ana = 'ana@contoso.example'
let postgres: Awaited<ReturnType<typeof startPostgres>>
let server: OwnServer

test.beforeAll(async ({ baseURL }) => {
  postgres = await startPostgres()
  const settings = { DATABASE_URL: postgres.url }
  server = await startOwnServer(baseURL ?? '', { offset: 9, settings })
  await addEngineers()
})
test.afterAll(async () => {
  await server.stop()
  await postgres.stop()
})

async function addEngineers(): Promise<void> {
  const { db, close } = await openTestPostgres(postgres.url)
  const organization = await db.query.organizations.findFirst()
  const ctx = {
    db,
    organizationId: organization?.id ?? '',
    now: new Date(),
    actor: { kind: 'system' as const, name: 'Test' },
  }
  for (let n = 1; n <= PEOPLE; n++) {
    await newTestEmployee(ctx, {
      displayName: `Engineer ${n}`,
      primaryEmail: `engineer-${n}@contoso.example`,
      department: 'Engineering',
      facts: { department: ['engineering'] },
    })
  }
  await close()
}

/** Whoever writes to the table waits until it is let go; whoever reads does not. */
async function hold(table: 'grants' | 'activity') {
  const client = new pg.Client({ connectionString: postgres.url })
  await client.connect()
  await client.query(`begin; lock table ${table} in exclusive mode`)
  return {
    letGo: () => client.end(),
    /** Ends the connections that wait for it, as a database does that is restarted. */
    endWaiting: () =>
      client.query(
        `select pg_terminate_backend(pid) from pg_locks where not granted and relation = '${table}'::regclass`,
      ),
  }
}

async function openPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.baseURL })
  const page = await context.newPage()
  await signInByEmail(page, ana)
  await openRules(page, /HQ Denver/)
  return page
}

const rule = (name: string, accessGroup: RegExp) => ({
  name,
  operand: 'Department',
  operator: 'is',
  value: 'Engineering',
  accessGroup,
  mobileKey: 'Yes' as const,
})
const dialog = (page: Page) => page.getByRole('dialog')
const bar = (page: Page) => page.getByRole('progressbar', { name: 'Applying at HQ Denver' })
const isApply = (request: Request) =>
  request.method() === 'POST' && (request.postData() ?? '').includes('"previewed"')
const applied = (page: Page, name: string) => page.getByRole('heading', { name, exact: true })
const pressApply = (page: Page) =>
  dialog(page)
    .getByRole('button', { name: /^Apply: 40 people gain/ })
    .click()

test('the bar follows what the server does, and nobody sees any of it before the end', async ({
  browser,
}) => {
  const page = await openPage(browser)
  const other = await page.context().newPage()
  await previewRule(page, rule('Engineers', /^Employees/))
  const [grants, log] = [await hold('grants'), await hold('activity')]
  await pressApply(page)

  await expect(bar(page)).toHaveAttribute('aria-valuetext', `0 of ${PEOPLE} people`)
  await expect(bar(page)).toHaveAttribute('aria-valuenow', '0')
  await expect(dialog(page)).toContainText(/All of it happens together, or none of it\./)
  await expect(dialog(page)).toContainText(/\d seconds? so far/)
  await expectNoFaultsInBoth(page, 'an apply under way')
  await page.setViewportSize(PHONE_SIZE)
  await expectNoSidewaysScroll(page, 'an apply under way')

  await grants.letGo()
  await expect(bar(page)).toHaveAttribute('aria-valuetext', 'Finishing')
  await expect(bar(page)).toHaveAttribute('aria-valuenow', '100')
  await openRules(other, /HQ Denver/)
  await expect(applied(other, 'Engineers')).toHaveCount(0)

  await log.letGo()
  await expect(applied(page, 'Engineers')).toBeVisible()
  await expect(dialog(page)).toHaveCount(0)
  await page.context().close()
})

test('an apply that fails under way says that nothing was changed, and can be sent again', async ({
  browser,
}) => {
  const page = await openPage(browser)
  await previewRule(page, rule('Laboratory', /^IT Admin/))
  const log = await hold('activity')
  await pressApply(page)
  await expect(bar(page)).toHaveAttribute('aria-valuetext', 'Finishing')

  await log.endWaiting()
  await expect(dialog(page).getByRole('alert')).toHaveText(
    /^Something went wrong on our side \(reference \S+\)\. Nothing was changed\.$/,
  )
  await expect(bar(page)).toHaveCount(0)
  await log.letGo()
  await pressApply(page)
  await expect(applied(page, 'Laboratory')).toBeVisible()
  await page.context().close()
})

test('a proxy that keeps the answer until it is whole costs the progress alone', async ({
  browser,
}) => {
  const page = await openPage(browser)
  await page.route(/\/rules/, async (route) => {
    if (!isApply(route.request())) return route.continue()
    await route.fulfill({ response: await route.fetch() })
  })
  await previewRule(page, rule('Night shift', /^Contractors/))
  const grants = await hold('grants')
  await pressApply(page)
  await expect(bar(page)).toHaveAttribute('aria-valuetext', 'Under way')
  await expect(bar(page)).not.toHaveAttribute('aria-valuenow')
  await expectNoFaultsInBoth(page, 'an apply of which nothing is told')

  await grants.letGo()
  await expect(applied(page, 'Night shift')).toBeVisible()
  await page.context().close()
})

test('a browser that goes away stops nothing', async ({ browser }) => {
  const page = await openPage(browser)
  const other = await page.context().newPage()
  await previewRule(page, rule('Deliveries', /^Contractors/))
  const log = await hold('activity')
  await dialog(page)
    .getByRole('button', { name: /^Apply: / })
    .click()
  await expect(bar(page)).toBeVisible()
  await page.close()
  await log.letGo()

  await expect(async () => {
    await openRules(other, /HQ Denver/)
    await expect(applied(other, 'Deliveries')).toBeVisible({ timeout: 1000 })
  }).toPass()
  await other.context().close()
})

test('a copy shows it at the property that is being copied to', async ({ browser }) => {
  const page = await openPage(browser)
  await openMenu(page, 'Engineers', 'Copy to properties…')
  const copy = dialog(page).getByRole('button', { name: /^Copy to 1 property: 40 people gain/ })
  await expect(copy).toBeEnabled()
  const grants = await hold('grants')
  await copy.click()
  const austin = dialog(page).getByRole('region', { name: 'Austin' })
  const austinBar = austin.getByRole('progressbar', { name: 'Applying at Austin' })
  await expect(austinBar).toHaveAttribute('aria-valuetext', `0 of ${PEOPLE} people`)
  await expect(austin.getByRole('status').first()).toContainText(/^Copying\./)
  await expectNoFaultsInBoth(page, 'a copy under way')

  await grants.letGo()
  await expect(austin.getByText(/^Copied, version 1\./)).toBeVisible()
  await expect(austinBar).toHaveCount(0)
  await page.context().close()
})

test('what may not be applied is refused, whoever sends it and from where', async ({ browser }) => {
  const page = await openPage(browser)
  await previewRule(page, rule('Reception', /^Employees/))
  const apply = dialog(page).getByRole('button', { name: /^Apply: / })
  await expect(apply).toBeEnabled()
  const [sent] = await Promise.all([page.waitForEvent('request', isApply), apply.click()])
  await expect(applied(page, 'Reception')).toBeVisible()
  const { cookie = '', ...headers } = await sent.allHeaders()
  const send = async (more: Record<string, string>, body = sent.postData() ?? '') => {
    const own = Object.entries(headers).filter(([name]) => !/^:|^content-length$/.test(name))
    const answer = await fetch(sent.url(), {
      method: 'POST',
      headers: { ...Object.fromEntries(own), ...more },
      body,
      redirect: 'manual',
    })
    return { answer, text: await answer.text() }
  }

  const { answer: stranger } = await send({})
  expect(stranger.headers.get('x-action-redirect')).toMatch(/^\/sign-in/)
  const foreign = await send({ cookie, origin: 'https://elsewhere.example' })
  expect(foreign.answer.status).toBe(500)
  const { text: unread } = await send({ cookie }, '[{"propertyId":""}]')
  expect(unread).toContain('Some fields need another look.')
  // Sent a second time, it meets the version that it made itself.
  expect((await send({ cookie })).text).toContain('"kind":"moved"')
  await demote()
  expect((await send({ cookie })).text).toMatch(/"ok":false,"message":"[^"]*Admin/)
  await page.context().close()
})

async function demote(): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url })
  await client.connect()
  await client.query(
    "update memberships set role_id = (select id from roles where based_on = 'user_manager')",
  )
  await client.end()
}
