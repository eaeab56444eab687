import type { APIRequestContext, BrowserContext, Page } from 'playwright/test'
import { addController, askDoor, type Controller, openDoor } from './controllers'
import { expect, test } from './fixtures'
import { expectNoFaultsInBoth, expectNoSidewaysScroll } from './looks'
import { addOffice, change, connectCrew, hire, type Office, type Tenant } from './office'
import { giveCard, openPerson, PHONE_SIZE, signInByEmail } from './verbs'

/** A card from the drawer to the door and back, in an organisation of its own. */
test.describe.configure({ mode: 'serial' })

const admin = 'olga@wingtip.example'
const mill: Office = {
  property: 'Mill',
  address: '2 Weir Lane',
  timeZone: 'Europe/Lisbon',
  door: 'Weir gate',
}
let tenant: Tenant
let controller: Controller
let door = ''
let session: Awaited<ReturnType<BrowserContext['cookies']>> = []

test('an administrator gives a card, and it opens the door until it is lost or ended', async ({
  page,
  request,
}) => {
  await signInByEmail(page, admin)
  ;({ cookies: session } = await page.context().storageState())
  await addOffice(page, mill)
  controller = await addController(page, 'Weir house')
  door = await openDoor(page, mill.door)
  tenant = await connectCrew(page, mill)
  await newcomer(request, 'Vera Stone')

  await openPerson(page, 'Vera Stone')
  await expect(page.getByText('No card yet.')).toBeVisible()
  await page.getByRole('button', { name: 'Give a card' }).click()
  const form = page.getByRole('dialog', { name: 'Give Vera Stone a card' })
  await form.getByLabel('Number').fill('4711')
  await form.getByRole('button', { name: 'Give card' }).click()
  await expect(form.getByRole('alert')).toContainText('6 to 32 digits or letters')
  await expectNoFaultsInBoth(page, 'the form that gives a card')
  await form.getByLabel('Number').fill('0012 4711')
  await form.getByRole('button', { name: 'Give card' }).click()
  await expect(form).toBeHidden()

  const line = cardLine(page, '4711')
  await expect(line).toContainText('Active')
  const shown = { door, card: '0012-4711' }
  expect(await ask(request, shown)).toMatchObject({ allowed: true, reason: 'open' })

  await cardDeed(page, '4711', 'Report lost', 'Report it lost')
  await expect(line).toContainText('Lost')
  expect(await ask(request, shown)).toMatchObject({ allowed: false, reason: 'card_suspended' })
  await cardDeed(page, '4711', 'Found again', 'Switch it on again')
  await expect(line).toContainText('Active')
  expect(await ask(request, shown)).toMatchObject({ allowed: true })
})

test('a connection that is lost under a press is told, and the press is made again', async ({
  browser,
  baseURL,
}) => {
  // Apart from the page whose console must stay silent: here the browser says that it is offline.
  const context = await browser.newContext({ ...(baseURL && { baseURL }) })
  await context.addCookies(session)
  const page = await context.newPage()
  await openPerson(page, 'Vera Stone')
  await page.getByRole('button', { name: 'Actions for the card …4711' }).click()
  await page.getByRole('menuitem', { name: 'Report lost' }).click()
  const sure = page.getByRole('alertdialog')
  await context.setOffline(true)
  await sure.getByRole('button', { name: 'Report it lost' }).click()
  await expect(sure.getByRole('alert')).toHaveText(/^Sequr did not answer\./)
  await context.setOffline(false)
  await sure.getByRole('button', { name: 'Report it lost' }).click()
  await expect(cardLine(page, '4711')).toContainText('Lost')
  await cardDeed(page, '4711', 'Found again', 'Switch it on again')
  await context.close()
})

test('the door’s page counts the card, and the log says which it was', async ({ page }) => {
  await page.context().addCookies(session)
  await page.goto(`/doors/${door}`)
  await expect(page.getByRole('row', { name: /Vera Stone/ })).toContainText('Card …4711')
  await expectNoFaultsInBoth(page, 'a door that a card opens')
  await page.goto('/activity')
  const opened = 'Vera Stone opened Weir gate at Mill with the card …4711.'
  await expect(page.getByText(opened).first()).toBeVisible()
})

test('a number that is in use is refused with whose it is, and is free once that card ended', async ({
  page,
  request,
}) => {
  await page.context().addCookies(session)
  await newcomer(request, 'Jonas Weber')
  await openPerson(page, 'Jonas Weber')
  await page.getByRole('button', { name: 'Give a card' }).click()
  const form = page.getByRole('dialog', { name: 'Give Jonas Weber a card' })
  await form.getByLabel('Number').fill('00-12-47-11')
  await form.getByRole('button', { name: 'Give card' }).click()
  await expect(form.getByRole('alert')).toContainText(
    'This card is Vera Stone’s. End it there first.',
  )

  await openPerson(page, 'Vera Stone')
  await cardDeed(page, '4711', 'End this card', 'End this card')
  await expect(cardLine(page, '4711')).toContainText('Ended by')
  const shown = { door, card: '00124711' }
  expect(await ask(request, shown)).toMatchObject({ allowed: false, reason: 'unknown_card' })
  await expectNoFaultsInBoth(page, 'a person with a card that ended')

  await openPerson(page, 'Jonas Weber')
  await giveCard(page, 'Jonas Weber', '00-12-47-11')
  await expect(cardLine(page, '4711')).toContainText('Active')
  expect(await ask(request, shown)).toMatchObject({ allowed: true })
})

test('a leaver’s card is refused at once, and one press gives it again after the return', async ({
  page,
  request,
}) => {
  await page.context().addCookies(session)
  const id = await newcomer(request, 'Rolf Berg')
  await openPerson(page, 'Rolf Berg')
  await giveCard(page, 'Rolf Berg', '04:A2:2B:5F')
  const shown = { door, card: '04a22b5f' }
  expect(await ask(request, shown)).toMatchObject({ allowed: true })

  await change(request, tenant, id, { active: 'False' })
  expect(await ask(request, shown)).toMatchObject({ allowed: false, reason: 'unknown_card' })
  await change(request, tenant, id, { active: 'True' })
  expect(await ask(request, shown)).toMatchObject({ allowed: false, reason: 'unknown_card' })

  await page.reload()
  await expectNoFaultsInBoth(page, 'a card that is offered again')
  await page.getByRole('button', { name: 'Give again the card …2B5F for Mill' }).click()
  await expect(cardLine(page, '2B5F').first()).toContainText('Active')
  expect(await ask(request, shown)).toMatchObject({ allowed: true })
  await page.setViewportSize(PHONE_SIZE)
  await expectNoSidewaysScroll(page, 'a person with cards')
})

const ask = (request: APIRequestContext, question: { door: string; card: string }) =>
  askDoor(request, controller, question)

function newcomer(request: APIRequestContext, name: string): Promise<string> {
  const email = `${name.toLowerCase().replace(' ', '.')}@wingtip.example`
  return hire(request, tenant, { name, email })
}

const cardLine = (page: Page, ending: string) =>
  page.getByRole('row', { name: new RegExp(`^Ends in ${ending}`) })

/** From the menu of the one card with this ending on a person's page. */
async function cardDeed(
  page: Page,
  ...[ending, deed, confirm]: [ending: string, deed: string, confirm: string]
): Promise<void> {
  await page.getByRole('button', { name: `Actions for the card …${ending}` }).click()
  await page.getByRole('menuitem', { name: deed }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByRole('button', { name: confirm }).click()
  await expect(dialog).toBeHidden()
}
