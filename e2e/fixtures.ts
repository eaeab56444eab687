import { test as base, expect } from 'playwright/test'

/**
 * The mailbox shows e-mails in a frame that may run no script; the recorder of traces tries to look
 * into every frame, and the browser says that it was refused.
 */
const RECORDER_REFUSED = /^Blocked script execution in 'about:srcdoc'/

/** Every test fails on a console error or an uncaught exception of the page. */
export const test = base.extend<{ quietConsole: undefined }>({
  quietConsole: [
    async ({ page }, use) => {
      const faults: string[] = []
      page.on('pageerror', (error) => faults.push(error.message))
      page.on('console', (message) => {
        const isFault = message.type() === 'error' && !RECORDER_REFUSED.test(message.text())
        if (isFault) faults.push(message.text())
      })
      await use(undefined)
      expect(faults, 'errors in the browser’s console').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }
