import type { APIRequestContext, Locator, Page } from 'playwright/test'
import { expect } from './fixtures'
import { addRule, choose } from './verbs'

/** An office of its own for a walk: a property with one door, a set-up, and a rule for its crew. */
export interface Office {
  property: string
  address: string
  timeZone: string
  door: string
}

/** Adds the property, its door, and the access group `Crew` that opens it. */
export async function addOffice(page: Page, office: Office): Promise<void> {
  await add(page, '/properties', 'Add property', async (dialog) => {
    await dialog.getByLabel('Name').fill(office.property)
    await dialog.getByLabel('Address').fill(office.address)
    await dialog.getByRole('combobox', { name: 'Time zone' }).fill(office.timeZone)
    await page.keyboard.press('Tab')
  })
  await addDoor(page, { ...office, group: 'Crew' })
}

/** Adds a door and an access group that opens it alone; `more` fills what else the group has. */
export async function addDoor(
  page: Page,
  { property, door, group }: { property: string; door: string; group: string },
  more?: (dialog: Locator) => Promise<void>,
): Promise<void> {
  await add(page, '/doors', 'Add door', async (dialog) => {
    await choose(page, dialog.getByLabel('Property'), property)
    await dialog.getByLabel('Name').fill(door)
  })
  await add(page, '/access-groups', 'Add access group', async (dialog) => {
    await choose(page, dialog.getByLabel('Property'), property)
    await dialog.getByLabel('Name').fill(group)
    await dialog.getByRole('checkbox', { name: door }).click()
    await more?.(dialog)
  })
}

/** Opens the dialog of a list by its button, fills it and sends it. */
async function add(
  page: Page,
  list: string,
  button: string,
  fill: (dialog: Locator) => Promise<void>,
): Promise<void> {
  await page.goto(list)
  await page.getByRole('button', { name: button }).first().click()
  const dialog = page.getByRole('dialog', { name: button })
  await fill(dialog)
  await dialog.getByRole('button', { name: button }).click()
  await expect(dialog).toBeHidden()
}

/** What Entra is given: where to push, and with what. */
export interface Tenant {
  url: string
  token: string
}

/** Begins the set-up, takes a token, and gives everybody of the department `Crew` a mobile key. */
export async function connectCrew(page: Page, { property }: Office): Promise<Tenant> {
  await page.goto('/integrations/azure/install')
  await page.getByRole('button', { name: 'Start set-up' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Step 1 of 3/)
  await page.goto('/integrations/azure/token')
  const url = await page.getByRole('textbox', { name: 'Tenant URL' }).first().inputValue()
  await page.getByRole('button', { name: 'Create token' }).click()
  const token = await page.getByRole('textbox', { name: 'Secret token' }).inputValue()
  await page.goto('/integrations/azure/rules')
  await page
    .getByRole('navigation', { name: 'Properties' })
    .getByRole('link', { name: new RegExp(property) })
    .click()
  await expect(page.getByRole('heading', { name: `Rules of ${property}` })).toBeVisible()
  await addRule(page, {
    name: 'Crew',
    operand: 'Department',
    operator: 'is',
    value: 'Crew',
    accessGroup: /^Crew/,
    mobileKey: 'Yes',
  })
  return { url, token }
}

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

interface NewHire {
  name: string
  email: string
  more?: Record<string, unknown>
}

/** Pushes a person of the crew as Entra does; returns the SCIM id. */
export async function hire(
  request: APIRequestContext,
  tenant: Tenant,
  { name, email, more = {} }: NewHire,
): Promise<string> {
  const created = await push(request, tenant, 'POST', '/Users', {
    schemas: [USER, ENTERPRISE],
    userName: email,
    displayName: name,
    active: true,
    emails: [{ type: 'work', primary: true, value: email }],
    [ENTERPRISE]: { department: 'Crew' },
    ...more,
  })
  return created.id
}

/** Pushes new values of a person, each by its SCIM path. */
export async function change(
  request: APIRequestContext,
  tenant: Tenant,
  id: string,
  values: Record<string, unknown>,
): Promise<void> {
  await push(request, tenant, 'PATCH', `/Users/${id}`, {
    schemas: [PATCH_OP],
    Operations: Object.entries(values).map(([path, value]) => ({ op: 'Replace', path, value })),
  })
}

export const departmentPath = `${ENTERPRISE}:department`

async function push(
  request: APIRequestContext,
  { url, token }: Tenant,
  ...[method, path, data]: [method: string, path: string, data: unknown]
) {
  const answer = await request.fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
    data: JSON.stringify(data),
  })
  expect(answer.ok(), await answer.text()).toBe(true)
  return answer.json()
}
