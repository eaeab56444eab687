import { describe, expect, it } from 'vitest'
import { firstIdAt, newId } from './ids'

describe('an id', () => {
  it('says its kind and has one length', () => {
    expect(newId('employee')).toMatch(/^emp_[0-9a-hjkmnp-tv-z]{26}$/)
    expect(newId('activity')).toMatch(/^act_[0-9a-hjkmnp-tv-z]{26}$/)
  })

  it('sorts by its time', () => {
    const early = newId('rule', new Date('2026-11-03T08:14:00.000Z'))
    const late = newId('rule', new Date('2026-11-03T08:14:00.001Z'))
    expect(early < late).toBe(true)
    expect(firstIdAt('rule', new Date('2026-11-03T08:14:00.001Z')) < late).toBe(true)
    expect(early < firstIdAt('rule', new Date('2026-11-03T08:14:00.001Z'))).toBe(true)
  })

  it('of one moment sorts by the order in which it was made, whatever is made beside it', () => {
    const moments = Array.from({ length: 40 }, (_, n) => new Date(1_796_000_000_000 + n * 7))
    const made = new Map(moments.map((moment) => [moment, [] as string[]]))
    for (let n = 0; n < 40_000; n++) {
      const moment = moments[(n * 13) % moments.length]
      if (moment) made.get(moment)?.push(newId('activity', moment))
    }
    for (const ids of made.values()) {
      expect(ids).toHaveLength(1_000)
      expect(ids).toEqual(ids.toSorted())
    }
  })

  it('is never made twice, and never follows the one before by a fixed step', () => {
    const now = new Date()
    const ids = Array.from({ length: 20_000 }, () => newId('activity', now))
    expect(new Set(ids).size).toBe(ids.length)
    const ends = new Set(ids.map((id) => id.slice(-8)))
    // Forty random bits: of twenty thousand ends hardly two are alike.
    expect(ends.size).toBeGreaterThan(19_990)
  })
})
