import { describe, expect, it } from 'vitest'
import { countryLines } from './countries'
import { foldCountry, namesOfCountry } from './country'
import { foldText } from './fold'

const lines = countryLines.trim().split('\n')

describe('a country', () => {
  it.each([
    [
      'us',
      ['US', 'usa', 'U.S.A.', 'United States', 'United States of America', 'the United States'],
    ],
    ['ru', ['RUS', 'Russia', 'Russian Federation', 'The Russian Federation', 'Россия']],
    ['tr', ['Turkey', 'Türkiye', 'Turkiye', 'Republic of Türkiye']],
    ['cz', ['Czechia', 'Czech Republic', 'The Czech Republic']],
    ['vn', ['Vietnam', 'Viet Nam', 'VNM']],
    ['gb', ['UK', 'U.K.', 'Great Britain', 'United Kingdom of Great Britain & Northern Ireland']],
    ['kr', ['Korea, Republic of', 'Korea (Republic of)', 'Republic of Korea', 'South Korea']],
    ['kp', ["Korea (Democratic People's Republic of)", 'Korea, Democratic People’s Republic of']],
    ['nl', ['The Netherlands', 'Netherlands', 'Nederland', 'Netherlands (Kingdom of the)']],
    ['ci', ["Côte d'Ivoire", 'Cote d’Ivoire', 'Ivory Coast']],
    ['cd', ['Congo, The Democratic Republic of the', 'DRC', 'COD']],
    ['kn', ['Saint Kitts and Nevis', 'St. Kitts & Nevis', 'St Kitts and Nevis']],
    ['ad', ['Andorra', 'AND', 'ad']],
    ['st', ['ST', 'São Tomé & Príncipe', 'Sao Tome and Principe']],
    ['de', ['GERMANY', ' deutschland ', 'Federal Republic of Germany']],
  ])('%s is meant by all of %j', (code, spellings) => {
    expect(spellings.map(foldCountry)).toEqual(spellings.map(() => code))
  })

  it.each(['Atlantis', 'Korea', 'U', '', 'the', 'Saint', '.'])(
    '%j is none, and stays a text',
    (text) => {
      expect(foldCountry(text)).toBe(foldText(text))
    },
  )

  it('has a code of its own, which every spelling in the table leads to', () => {
    expect(lines.length).toBe(250)
    for (const line of lines) {
      const [, alpha2 = '', alpha3 = '', names = ''] =
        /^([A-Z]{2}) ([A-Z]{3}) (.+)$/.exec(line) ?? []
      const spellings = [alpha2, alpha3, ...names.split('|')]
      expect(spellings.map(foldCountry), line).toEqual(spellings.map(() => alpha2.toLowerCase()))
    }
  })

  it('folds to itself, so that folding twice is folding once', () => {
    for (const line of lines)
      expect(foldCountry(foldCountry(line.slice(0, 2)))).toBe(foldCountry(line.slice(0, 2)))
  })

  it('has names that people may nearly write', () => {
    expect(namesOfCountry('us')).toContain('united states')
    expect(namesOfCountry('atlantis')).toEqual([])
  })
})
