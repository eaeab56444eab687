import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { userBody } from '../conformance/arbitraries'
import { isScimError } from '../errors'
import type { Json, JsonObject } from '../json'
import { readPatchBody, readResource } from '../resource'
import { ENTERPRISE_USER, userType } from '../schemas'
import type { Resource } from '../store'

function resourceOf(body: JsonObject): Resource {
  return readResource({ userName: 'ann', ...body }, userType).resource
}

function patched(before: Resource, operations: Json[]): Resource {
  const change = readPatchBody({ Operations: operations }, userType).resource
  const after = change?.(before) ?? 'unchanged'
  return after === 'unchanged' ? before : after
}

const text = fc.constantFrom('A', 'b c', 'é', '1', '')
const setting = fc.oneof(
  fc.tuple(
    fc.constantFrom(
      'title',
      'displayName',
      'name.givenName',
      'name.familyName',
      'emails[type eq "work"].value',
      'addresses[type eq "home"].locality',
      'roles[primary eq "True"].value',
      `${ENTERPRISE_USER}:department`,
      `${ENTERPRISE_USER}:manager`,
      'urn:acme:params:2.0:User:tag',
    ),
    text,
  ),
  fc.tuple(fc.constant('active'), fc.boolean()),
)
type Setting = readonly [string, string | boolean]
const settings = fc.uniqueArray(setting, { selector: ([path]) => path, maxLength: 8 })

/** One list of changes in the words of each client (entra-profile.md 7). */
const dialects: Record<string, (all: readonly Setting[]) => Json[]> = {
  legacy: (all) =>
    all.map(([path, value]) => ({
      op: 'Replace',
      path,
      value: typeof value === 'boolean' ? (value ? 'True' : 'False') : value,
    })),
  add: (all) => all.map(([path, value]) => ({ op: 'Add', path, value })),
  flag: (all) => [{ op: 'replace', value: Object.fromEntries(all) }],
  2018: (all) =>
    all.map(([path, value]) => ({
      op: 'Add',
      path: path.replace(/^(urn:.*2\.0:User):/, '$1.'),
      value: value === '' ? null : [{ $ref: null, value }],
    })),
  'upper case': (all) => all.map(([path, value]) => ({ op: 'REPLACE', path: shout(path), value })),
}

/** In capitals, but for what is quoted, which is a value. */
function shout(path: string): string {
  return path.replace(/"[^"]*"|[^"]+/g, (part) =>
    part.startsWith('"') ? part : part.toUpperCase(),
  )
}

describe('patching', () => {
  it('ends in the same state in every dialect', () => {
    fc.assert(
      fc.property(userBody, settings, (body, changes) => {
        const before = resourceOf({ ...body, 'urn:acme:params:2.0:User': { tag: 'there' } })
        const expected = patched(before, dialects.legacy?.(changes) ?? [])
        for (const [name, say] of Object.entries(dialects)) {
          expect([name, patched(before, say(changes))]).toEqual([name, expected])
        }
      }),
    )
  })

  it('changes nothing when it is sent a second time', () => {
    fc.assert(
      fc.property(userBody, settings, (body, changes) => {
        fc.pre(changes.length > 0)
        const operations = dialects.flag?.(changes) ?? []
        const once = patched(resourceOf(body), operations)
        const again = readPatchBody({ Operations: operations }, userType).resource
        expect(again?.(once)).toBe('unchanged')
      }),
    )
  })

  it('leaves the stored document untouched, whether it succeeds or fails half way', () => {
    const anything = fc.array(
      fc.record({
        op: fc.constantFrom('add', 'Replace', 'remove'),
        path: fc.oneof(
          fc.constantFrom('title', 'emails', 'emails[type eq "work"]', 'name', 'active', 'manager'),
          fc.constantFrom(ENTERPRISE_USER, 'urn:acme:params:2.0:User:tag.x', 'roles.value'),
        ),
        value: fc.jsonValue({ maxDepth: 2 }),
      }),
      { maxLength: 6 },
    )
    fc.assert(
      fc.property(userBody, anything, (body, operations) => {
        const before = resourceOf(body)
        const copy = JSON.stringify(before)
        try {
          patched(before, operations as unknown as Json[])
        } catch (error) {
          if (!isScimError(error)) throw error
          expect(error.status).toBe(400)
        } finally {
          expect(JSON.stringify(before)).toBe(copy)
        }
      }),
    )
  })

  it('never lets input reach the prototype of objects', () => {
    const body = JSON.parse('{"urn:acme:params:2.0:User":{"a":{"__proto__":{"polluted":1}}}}')
    expect(() => resourceOf(body as JsonObject)).toThrow(/cannot be named/)
    expect(Object.getPrototypeOf(resourceOf({ name: { givenName: 'A' } }))).toBeNull()
    expect('polluted' in {}).toBe(false)
  })
})
