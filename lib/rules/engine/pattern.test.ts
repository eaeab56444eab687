import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldText } from './fold'
import { patternOf, patternProblem } from './pattern'

function finds(pattern: string, value: string): boolean {
  const made = patternOf(pattern)
  if (!made) throw new Error(patternProblem(pattern))
  return made.matches(foldText(value))
}

describe('a pattern', () => {
  it.each([
    ['eng', 'Bengal', true],
    ['^eng', 'Bengal', false],
    ['^ENG', 'Engineering', true],
    ['eng$', 'Sales Eng', true],
    ['^eng$', 'Engineering', false],
    ['^(eng|design)$', 'DESIGN', true],
    ['^(?:eng|design)$', 'designer', false],
    ['^E-[0-9]{4}$', 'e-0417', true],
    ['^E-[0-9]{4}$', 'e-041', false],
    ['^E-\\d{2,}$', 'E-04177', true],
    ['^\\d{2,3}$', '1234', false],
    ['^[A-F]+$', 'beef', true],
    ['^[^A-F]+$', 'beef', false],
    ['^a.c$', 'a😀c', true],
    ['^a\\.c$', 'abc', false],
    ['a\\sb', 'a \u00a0 b', true],
    ['^[\\w.]+@contoso\\.com$', 'Maya.Lind@Contoso.com', true],
    ['straße', 'STRASSE 7', true],
    ['caf\u0065\u0301', 'Café', true],
    ['^Σ+$', 'σς', true],
    ['^[а-я]+$', 'ДВЕРЬ', true],
    ['a{2}', 'caab', true],
    ['x{', 'x{', true],
    ['^a*?$', 'aaa', true],
    ['a|', 'zzz', true],
    ['[a-]', '-', true],
    ['\\S', ' ', false],
    ['^[ß]$', 'ß', true],
    ['^gr[oö][ßs]', 'Größe', true],
    ['^[ς]+$', 'Σσς', true],
    ['^[ＡＢ]+$', 'ab', true],
    ['^[Ａ-Ｚ]+$', 'ENG', true],
    ['^[А-Я]+$', 'дверь', true],
    ['^[^Ａ]+$', 'a', false],
    ['^[\u200b]$', 'a', false],
    ['a\u200bb', 'ab', true],
    ['a\u00a8', 'a\u00a8', true],
    ['^[a-z]+$', 'ısparta', false],
    ['^I', 'ısparta', false],
    ['site engineer', 'Site  Engineer', true],
    ['site *engineer', 'Site  Engineer', true],
    ['site {1,3}engineer', 'Site  Engineer', true],
    ['site\u00a0engineer', 'Site Engineer', true],
  ])('%s in %j: %s', (pattern, value, expected) => {
    expect(finds(pattern, value)).toBe(expected)
  })

  it.each([
    ['(a', 'A ( in the pattern is not closed.'],
    ['a)', 'A ) in the pattern has no ( before it.'],
    ['[]a]', '[] in the pattern is empty.'],
    ['[a', 'A [ in the pattern is not closed.'],
    ['*a', 'A * in the pattern has nothing before it to repeat.'],
    ['a|+', 'A + in the pattern has nothing before it to repeat.'],
    ['^*', '^ and $ in a pattern cannot be repeated.'],
    ['a\\', 'The pattern ends with a lone \\.'],
    ['(a)\\1', '\\1 has no meaning in a pattern here.'],
    ['\\bword', '\\b has no meaning in a pattern here.'],
    ['(?=a)', 'Looking ahead or behind is not possible in a pattern.'],
    ['(?<!a)', 'Looking ahead or behind is not possible in a pattern.'],
    ['[z-a]', 'The range z-a in the pattern is the wrong way round.'],
    ['a{4,2}', 'Give the smaller count first, as in {2,4}.'],
    ['site  engineer', 'Several spaces count as one. Write one space in the pattern.'],
    ['a \\sb', 'Several spaces count as one. Write one space in the pattern.'],
    ['a\\s{2,}b', 'Several spaces count as one. Write one space in the pattern.'],
    ['a +\u00a0b', 'Several spaces count as one. Write one space in the pattern.'],
    ['[^ß]', '[^…] in the pattern can only leave out single letters, not ß or ﬁ.'],
    ['[a-ß]', 'The range a-ß in the pattern must go from letter to letter.'],
    ['a{101}', 'A count in a pattern is at most 100.'],
    ['((a{100}){100}){100}', 'This pattern repeats too much.'],
    ['(((){100}){100}){100}', 'This pattern repeats too much.'],
    ['a'.repeat(201), 'A pattern has at most 200 characters.'],
  ])('%s is refused with a sentence', (pattern, problem) => {
    expect(patternProblem(pattern)).toBe(problem)
    expect(patternOf(pattern)).toBeUndefined()
  })

  it.each([
    '(a+)+$',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '(a*)*b',
    '(a|aa)+$',
    '(a|a?)+$',
    `${'a?'.repeat(60)}${'a'.repeat(60)}`,
    '(.*)(.*)(.*)(.*)(.*)(.*)[^a]',
    '(a|b)*a(a|b){60}',
    '.*.*.*.*=.*',
  ])('that would keep another engine busy for ever is harmless: %s', (pattern) => {
    const made = patternOf(pattern)
    const values = ['a'.repeat(1_000), `${'a'.repeat(999)}!`, 'ab'.repeat(500)]
    const began = performance.now()
    for (const value of values) made?.matches(value)
    expect(performance.now() - began).toBeLessThan(2_000)
  })

  it('of an e-mail address is taken letter for letter, but for case', () => {
    expect(patternOf('groß@', 'email')?.matches('groß@x.de')).toBe(true)
    expect(patternOf('GROSS@', 'email')?.matches('groß@x.de')).toBe(false)
    expect(patternOf('gro[ß]@X', 'email')?.matches('groß@x.de')).toBe(true)
    expect(patternOf('groß@')?.matches('groß@x.de')).toBe(false)
  })

  it('means what it means elsewhere, for random patterns and values', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\W', '1', '^', '$')
    const count = fc.constantFrom('', '*', '+', '?', '{2}', '{1,3}', '{2,}')
    const { pattern } = fc.letrec<{ pattern: string; piece: string }>((tie) => ({
      pattern: fc
        .tuple(fc.array(tie('piece'), { maxLength: 4 }), fc.option(tie('piece')))
        .map(([pieces, other]) => pieces.join('') + (other === null ? '' : `|${other}`)),
      piece: fc.oneof(
        { maxDepth: 2, depthSize: 'small' },
        fc.tuple(atom, count).map(([one, times]) => (/[$^]$/.test(one) ? one : one + times)),
        fc.tuple(tie('pattern'), count).map(([inner, times]) => `(${inner})${times}`),
      ),
    }))
    const value = fc.string({ unit: fc.constantFrom('a', 'b', '1', ' ', '-'), maxLength: 6 })
    fc.assert(
      fc.property(pattern, value.map(foldText), (text, folded) => {
        fc.pre(patternProblem(text) === undefined && folded !== '')
        expect(finds(text, folded), text).toBe(new RegExp(text, 'su').test(folded))
      }),
      { numRuns: 5_000 },
    )
  })
})
