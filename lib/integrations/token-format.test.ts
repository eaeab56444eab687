import { describe, expect, it } from 'vitest'
import { endingOf } from '@/lib/platform/credential'
import { hashSecret } from '@/lib/platform/secret'
import { isTokenShaped, makeToken } from './token-format'

describe('SCIM token', () => {
  it('begins with the prefix that secret scanners know and passes its own check', () => {
    const token = makeToken()
    expect(token).toMatch(/^sqr_scim_[A-Za-z0-9_-]{49}$/)
    expect(isTokenShaped(token)).toBe(true)
    expect(token.endsWith(endingOf(token))).toBe(true)
  })

  it('is recognised as broken when one character is lost or changed', () => {
    const token = makeToken()
    const other = token.charAt(20) === 'A' ? 'B' : 'A'
    expect(isTokenShaped(token.slice(0, -1))).toBe(false)
    expect(isTokenShaped(token.slice(0, 20) + other + token.slice(21))).toBe(false)
    expect(isTokenShaped(`${token} `)).toBe(false)
    expect(isTokenShaped('')).toBe(false)
  })

  it('fault: bcrypt on every request', () => {
    const tokens = Array.from({ length: 10_000 }, makeToken)
    const before = process.cpuUsage()
    for (const token of tokens) hashSecret(token)
    const { user, system } = process.cpuUsage(before)
    // bcrypt takes 50 ms and more for one; a request may spend 50 microseconds.
    expect((user + system) / tokens.length).toBeLessThan(50)
  })

  it('is never made twice', () => {
    const made = new Set(Array.from({ length: 1000 }, makeToken))
    expect(made.size).toBe(1000)
  })
})
