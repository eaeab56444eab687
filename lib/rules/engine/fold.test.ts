import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldEmail, foldText } from './fold'

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
    ['\u200b', '', 'what nobody can see is nothing'],
    ['Con\u00adtrac\u200dtors\u200b', 'contractors', 'a word that hides something is that word'],
    ['e\u200b\u0301', 'é', 'an accent finds its letter past what nobody can see'],
    ['ISPARTA', 'isparta', 'the capital I is that of i'],
    ['ısparta', 'ısparta', 'the ı without a dot is a letter of its own'],
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

describe('a folded e-mail address', () => {
  it.each([
    [' Maya@Contoso.COM\u00a0', 'maya@contoso.com', 'lower-cased and trimmed whole'],
    [
      '\u200bmaya@contoso.com\ufeff',
      'maya@contoso.com',
      'what nobody can see at its ends is nothing',
    ],
    ['groß@x.de', 'groß@x.de', 'ß is no ss'],
    ['ﬁn@x.de', 'ﬁn@x.de', 'a ligature is no two letters'],
    ['m.a+y@x.de', 'm.a+y@x.de', 'dots and what follows a plus count'],
    ['a  b@x.de', 'a  b@x.de', 'spaces within stay'],
    ['ΟΔΟΣ@x.gr', foldEmail('οδος@X.gr'), 'one sigma, wherever it stands'],
  ])('of %j is %j: %s', (text, folded) => {
    expect(foldEmail(text)).toBe(folded)
  })

  it('folds to itself', () => {
    fc.assert(fc.property(anyText, (text) => foldEmail(foldEmail(text)) === foldEmail(text)))
  })
})
