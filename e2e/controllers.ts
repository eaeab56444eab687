import type { APIRequestContext, Page } from 'playwright/test'
import { expect } from './fixtures'

/** What asks on behalf of doors: where, and with what. */
export interface Controller {
  url: string
  credential: string
}

export async function addController(page: Page, name: string): Promise<Controller> {
  await page.goto('/doors/controllers')
  const url = await page.getByLabel(/Where a controller asks/).inputValue()
  await page.getByRole('button', { name: 'Add controller' }).click()
  const form = page.getByRole('dialog', { name: 'Add controller' })
  await form.getByLabel('Name').fill(name)
  await form.getByRole('button', { name: 'Add controller' }).click()
  const credential = await page.getByRole('textbox', { name: 'Credential' }).inputValue()
  expect(credential).toMatch(/^sqr_door_/)
  await page.getByRole('button', { name: 'Done' }).click()
  return { url, credential }
}

/** Opens the page of a door; returns the id by which controllers know it. */
export async function openDoor(page: Page, name: string): Promise<string> {
  await page.goto('/doors')
  await page.getByRole('link', { name }).click()
  await expect(page.getByRole('heading', { name: `Who can open ${name}` })).toBeVisible()
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

/** What a controller hears when somebody shows a phone or a card. */
export async function askDoor(
  request: APIRequestContext,
  { url, credential }: Controller,
  question: { door: string; credential: string } | { door: string; card: string },
) {
  const answer = await request.post(url, {
    headers: { authorization: `Bearer ${credential}` },
    data: question,
  })
  expect(answer.status()).toBe(200)
  return answer.json()
}

/** The controller says that it is there. */
export async function sayHello(
  request: APIRequestContext,
  { url, credential }: Controller,
): Promise<void> {
  const headers = { authorization: `Bearer ${credential}` }
  expect((await request.get(url, { headers })).status()).toBe(200)
}
