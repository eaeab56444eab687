import { describe, expect, it } from 'vitest'
import { RateLimit } from './rate-limit'

const at = (ms: number) => new Date(1_700_000_000_000 + ms)

describe('rate limit', () => {
  it('lets a burst through, then says how long to wait', () => {
    const limit = new RateLimit({ perSecond: 1, burst: 3, keysMax: 10 })
    expect([1, 2, 3].map(() => limit.take('a', at(0)))).toEqual([0, 0, 0])
    expect(limit.take('a', at(0))).toBe(1)
    expect(limit.take('a', at(1000))).toBe(0)
  })

  it('never slows a client at 25 requests a second', () => {
    const limit = new RateLimit({ perSecond: 200, burst: 400, keysMax: 10 })
    const waits = Array.from({ length: 2000 }, (_, i) => limit.take('entra', at(i * 40)))
    expect(waits.every((wait) => wait === 0)).toBe(true)
  })

  it('counts each key for itself and forgets the longest unused', () => {
    const limit = new RateLimit({ perSecond: 0.001, burst: 1, keysMax: 2 })
    for (const key of ['a', 'b', 'c']) expect(limit.take(key, at(0))).toBe(0)
    expect(limit.take('c', at(0))).toBeGreaterThan(0)
    expect(limit.take('a', at(0))).toBe(0)
  })
})
