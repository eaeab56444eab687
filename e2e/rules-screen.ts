import { expect, type Page } from 'playwright/test'

/** The parts of the rules screen, as a person finds them. */
export async function openRules(page: Page, property: RegExp): Promise<void> {
  await page.goto('/integrations/azure/rules')
  await page
    .getByRole('navigation', { name: 'Properties' })
    .getByRole('link', { name: property })
    .click()
  await expect(page.getByRole('heading', { level: 2, name: property })).toBeVisible()
}

export async function openMenu(page: Page, rule: string, command: string): Promise<void> {
  await page.getByRole('button', { name: `More for ${rule}` }).click()
  await page.getByRole('menuitem', { name: command }).click()
}

export const editor = (page: Page) => page.getByRole('form', { name: /^New rule|^Edit the rule/ })
export const condition = (page: Page, place: number, of: number) =>
  page.getByRole('group', { name: `Condition ${place} of ${of}` })
export const preview = (page: Page) => page.getByRole('complementary', { name: 'Preview' })
export const operand = (page: Page, place: number, of: number) =>
  condition(page, place, of).getByRole('combobox', { name: 'Operand' })
export const value = (page: Page, place: number, of: number) =>
  condition(page, place, of).getByRole('combobox', { name: 'Value' })
