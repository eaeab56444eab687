import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redactBody, redactText } from './redact-body'

const token = 'sqr_scim_AbCdEfGhIjKlMnOpQrStUv'

describe('what is kept of a request’s body', () => {
  it.each([
    [{ userName: 'ann', password: 'hunter2' }],
    [{ Operations: [{ op: 'Replace', path: 'password', value: 'hunter2' }] }],
    [{ Operations: [{ op: 'add', value: { passWord: { value: 'hunter2' } } }] }],
    [{ Operations: [{ VALUE: 'hunter2', Path: 'urn:ietf:x:User:clientSecret' }] }],
    [{ 'urn:x:User': { apiKey: ['hunter2'] } }],
  ])('holds no secret: %j', (body) => {
    expect(redactBody(JSON.stringify(body))).not.toContain('hunter2')
  })

  it('holds no token of ours, whether it is a value, a name or part of an address', () => {
    const body = { title: `see ${token}`, [token]: 1, list: [[token]] }
    expect(redactBody(JSON.stringify(body))).not.toContain(token)
    expect(redactText(`/Users/${token}`)).toBe('/Users/(removed)')
  })

  it('keeps everything else as it was sent', () => {
    const body = { userName: 'ann', active: 'False', emails: [{ type: 'work', value: 'a@b.c' }] }
    expect(JSON.parse(redactBody(JSON.stringify(body)))).toEqual(body)
  })

  it('tells only the length of what cannot be read, because a secret could stand in it', () => {
    expect(redactBody('{"password":"hunter2"')).toBe('"(21 characters that are not JSON)"')
  })

  it('is bounded and readable whatever was sent', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 20 }), (body) => {
        const kept = redactBody(body)
        expect(kept.length).toBeLessThanOrEqual(32_000)
        JSON.parse(kept)
      }),
    )
    const members = Array.from({ length: 1_000 }, (_, i) => ({ value: `emp_${i}` }))
    expect(redactBody(JSON.stringify({ members }))).toContain('(and 950 more)')
    expect(redactBody(`${'['.repeat(5_000)}${']'.repeat(5_000)}`)).toContain('nested deeper')
  })
})
