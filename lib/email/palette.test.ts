import { describe, expect, it } from 'vitest'
import { dark, light, pairs } from './palette'

const CONTRAST_MIN = 4.5

/** WCAG 2.2, relative luminance of an sRGB colour. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

it('the measure itself says 21 for black on white and 1 for a colour on itself', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#0c6963', '#0c6963')).toBe(1)
})

describe.each([
  ['light', light],
  ['dark', dark],
])('in %s', (_name, palette) => {
  it.each(pairs)('%s on %s has a contrast of at least 4.5:1', (text, back) => {
    expect(contrast(palette[text], palette[back])).toBeGreaterThanOrEqual(CONTRAST_MIN)
  })
})
