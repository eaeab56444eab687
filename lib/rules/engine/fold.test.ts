import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldText } from './fold'

const anyText = fc.string({ unit: 'binary', maxLength: 20 })

describe('folded text', () => {
  it.each([
    [
      '  Human\u00a0 Resources\n',
      'human resources',
      'spaces of every kind are one, and none at the ends',
    ],
    ['ＥＮＧ', 'eng', 'width does not count'],
    ['ﬃce', 'ffice', 'ligatures are their letters'],
    ['STRASSE', foldText('Straße'), 'ß is ss'],
    ['ΟΔΟΣ', foldText('οδος'), 'one sigma, wherever it stands'],
    ['e\u0301', 'é', 'composed and decomposed are the same'],
    ['\u00a0\t ', '', 'blank is nothing'],
  ])('of %j is %j: %s', (text, folded) => {
    expect(foldText(text)).toBe(folded)
  })

  it('keeps accents apart', () => {
    expect(foldText('é')).not.toBe(foldText('e'))
  })

  it('folds to itself, so that folding twice is folding once', () => {
    fc.assert(fc.property(anyText, (text) => foldText(foldText(text)) === foldText(text)))
  })

  it('is the same for a text in capitals and in small letters', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(foldText(text.toUpperCase())).toBe(foldText(text.toUpperCase().toLowerCase()))
      }),
    )
  })

  it('finds the beginning of a Greek word in the whole of it', () => {
    expect(foldText('ΟΔΟΣΑ').startsWith(foldText('ΟΔΟΣ'))).toBe(true)
  })
})
