import { devices } from 'playwright/test'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { asDeviceName } from './device-names'
import { modelsThatFit } from './phone-models'

const iPhone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148'
/** What Playwright knows of each, and its types do not say. */
const described = z.record(
  z.string(),
  z.object({
    screen: z.object({ width: z.number(), height: z.number() }).optional(),
    deviceScaleFactor: z.number(),
  }),
)
const fit = (width: number, height: number, pixelRatio: number, userAgent = iPhone) =>
  modelsThatFit({ userAgent, width, height, pixelRatio })

test('an iPhone is one of the few with its screen, held either way', () => {
  const models = ['iPhone 16', 'iPhone 15 Pro', 'iPhone 15', 'iPhone 14 Pro']
  expect(fit(393, 852, 3)).toEqual(models)
  expect(fit(852, 393, 3)).toEqual(models)
  expect(fit(414, 896, 2)).toEqual(['iPhone 11', 'iPhone XR'])
  expect(fit(414, 896, 3)).toEqual(['iPhone 11 Pro Max', 'iPhone XS Max'])
})

test('what fits no screen, or is no iPhone, is offered nothing', () => {
  expect(fit(320, 693, 3)).toEqual([])
  expect(fit(393, 852, 2)).toEqual([])
  expect(fit(393.5, 852, 3)).toEqual([])
  expect(fit(393, 852, 3, 'Mozilla/5.0 (Linux; Android 10; K) Mobile')).toEqual([])
  expect(fit(Number.NaN, 0, 0)).toEqual([])
})

test('every iPhone that the browser of our tests can pretend to be is among its choices', () => {
  const known = Object.entries(described.parse(devices)).flatMap(([name, device]) =>
    /^iPhone (?!.*landscape)/.test(name) && device.screen
      ? [{ name, ...device, ...device.screen }]
      : [],
  )
  expect(known.length).toBeGreaterThan(25)
  for (const { name, width, height, deviceScaleFactor } of known) {
    const offered = fit(width, height, deviceScaleFactor)
    expect(offered.map((model) => model.toLowerCase())).toContain(name.toLowerCase())
    expect(offered.map(asDeviceName), 'names that may be kept').toEqual(offered)
    expect(new Set(offered).size).toBe(offered.length)
  }
})
