import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from 'playwright/test'

/** What must hold of whatever is on the screen; a fault does not stop the test from seeing the next. */
export async function expectNoFaults(
  page: Page,
  what: string,
  { except = [] }: { except?: string[] } = {},
): Promise<void> {
  // A page that has just been asked for again has its title a moment after its heading.
  await expect(page).toHaveTitle(/./)
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .disableRules(except)
    // Where an e-mail is shown nothing may run, axe neither: it would wait in there for ever.
    .exclude('iframe[sandbox]')
    .analyze()
  const found = violations.map(
    (one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`,
  )
  expect.soft(found, what).toEqual([])
}

export async function expectNoSidewaysScroll(page: Page, what: string): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - window.innerWidth,
  )
  expect.soft(overflow, `${what} scrolls sideways`).toBeLessThanOrEqual(0)
}

/** The same in light and in dark; it stands still meanwhile, so that its colours can be read. */
export async function expectNoFaultsInBoth(page: Page, what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expectNoFaults(page, `${what}, ${colorScheme}`)
  }
  await page.emulateMedia({ colorScheme: null })
}
