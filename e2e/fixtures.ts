import { test as base, expect } from 'playwright/test'

/** Every test fails on a console error or an uncaught exception of the page. */
export const test = base.extend<{ quietConsole: undefined }>({
  quietConsole: [
    async ({ page }, use) => {
      const faults: string[] = []
      page.on('pageerror', (error) => faults.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text())
      })
      await use(undefined)
      expect(faults, 'errors in the browser’s console').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }
