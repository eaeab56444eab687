import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { userBody, userFilterText } from '../conformance/arbitraries'
import { isScimError } from '../errors'
import { readResource } from '../resource'
import { toDocument } from '../response'
import { groupType, userType } from '../schemas'
import { compileFilter } from './match'
import { parseFilter } from './parse'
import { printFilter } from './print'

const parse = (text: string) => parseFilter(text, userType)
const canonical = (text: string) => printFilter(parse(text))

function documentOf(body: Parameters<typeof readResource>[0]) {
  const at = new Date('2026-01-01T00:00:00Z')
  const { resource } = readResource({ userName: 'ann', ...body }, userType)
  return toDocument(
    { id: '1', version: '1', created: at, lastModified: at, resource },
    userType,
    '',
  )
}

describe('reading filters', () => {
  it('binds "and" closer than "or", and "not" to its brackets alone', () => {
    expect(canonical('title pr or nickName pr and locale pr')).toBe(
      'title pr or nickName pr and locale pr',
    )
    expect(parse('(title pr or nickName pr) and locale pr')).toMatchObject({ kind: 'and' })
    expect(canonical('not (title pr or nickName pr)')).toBe('not (title pr or nickName pr)')
  })

  it('resolves names of any case, with URNs or without, to one canonical path', () => {
    const urn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
    expect(canonical('MANAGER eq "x"')).toBe(`${urn}:manager.value eq "x"`)
    expect(canonical(`${urn.toUpperCase()}.Department eq "x"`)).toBe(`${urn}:department eq "x"`)
    expect(canonical('emails eq "x"')).toBe('emails.value eq "x"')
  })

  it('reads dates to instants, whatever their zone', () => {
    expect(canonical('meta.created ge "2026-01-01T02:00:00+02:00"')).toBe(
      'meta.created ge "2026-01-01T00:00:00.000Z"',
    )
  })

  it('keeps "Entra\'s element and value" on one element, and its "ne" about all of them', () => {
    expect(canonical('emails[type eq "work"].value eq "x"')).toBe(
      'emails[type eq "work" and value eq "x"]',
    )
    expect(canonical('emails[type eq "work"].value ne "x"')).toBe(
      'not (emails[type eq "work" and value eq "x"])',
    )
  })

  it('refuses 5,000 brackets, long texts and many terms with an error and not with a crash', () => {
    for (const text of [
      `${'('.repeat(4_000)}title pr`,
      `${'not ('.repeat(800)}title pr`,
      '('.repeat(5_000),
      `title eq "${'x'.repeat(4_096)}"`,
      Array.from({ length: 101 }, () => 'title pr').join(' and '),
    ]) {
      expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'invalidFilter' }))
    }
  })

  it('reads back what it prints as the same tree', () => {
    fc.assert(
      fc.property(userFilterText, (text) => {
        const tree = parse(text)
        expect(parse(printFilter(tree))).toEqual(tree)
      }),
    )
  })

  it('answers any text at all with a tree or with invalidFilter', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), userFilterText), (text) => {
        try {
          parseFilter(text, groupType)
        } catch (error) {
          if (!isScimError(error)) throw error
          expect(error.code).toBe('invalidFilter')
        }
      }),
    )
  })
})

describe('matching in memory', () => {
  it('is true or false for every person and every filter, and "not" is its opposite', () => {
    fc.assert(
      fc.property(userFilterText, userBody, (text, body) => {
        const document = documentOf(body)
        const met = compileFilter(parse(text))(document)
        expect(typeof met).toBe('boolean')
        expect(compileFilter(parse(`not (${text})`))(document)).toBe(!met)
      }),
    )
  })

  it('orders text by code point, as the database does', () => {
    const document = documentOf({ title: '😀' })
    expect(compileFilter(parse('title gt "\uff21"'))(document)).toBe(true)
  })

  it('does not find a person by what only their prototype has', () => {
    const document = documentOf({ 'urn:acme:params:2.0:User': { tag: 'x' } })
    for (const name of ['constructor', '__proto__', 'toString']) {
      expect(compileFilter(parse(`urn:acme:params:2.0:User:${name} pr`))(document)).toBe(false)
    }
  })
})
