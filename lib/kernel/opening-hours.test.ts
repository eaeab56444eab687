import { describe, expect, it } from 'vitest'
import { hoursText, type OpeningHours, openingsOf } from './opening-hours'

const office = [{ days: [1, 2, 3, 4, 5], from: '07:00', to: '19:00' }]
const night = [{ days: [6], from: '22:00', to: '06:00' }]

describe('opening hours', () => {
  it.each<[OpeningHours, string]>([
    [null, 'At any hour'],
    [office, 'Mon–Fri 07:00–19:00'],
    [night, 'Sat 22:00–06:00 the next day'],
    [[...office, ...night], 'Mon–Fri 07:00–19:00; Sat 22:00–06:00 the next day'],
    [[{ days: [1, 2, 4, 5, 6], from: '08:00', to: '12:30' }], 'Mon, Tue, Thu–Sat 08:00–12:30'],
    [[{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '00:00' }], 'Every day all day'],
    [[{ days: [7], from: '08:00', to: '08:00' }], 'Sun 08:00–08:00 the next day'],
  ])('%j reads as %s', (hours, text) => {
    expect(hoursText(hours)).toBe(text)
  })

  it('are told in the language of the reader', () => {
    const both = [...office, ...night]
    expect(hoursText(both, 'de')).toBe('Mo–Fr 07:00–19:00; Sa 22:00–06:00 am Folgetag')
    expect(hoursText(both, 'es')).toBe('lun–vie 07:00–19:00; sáb 22:00–06:00 del día siguiente')
    expect(hoursText(both, 'fr')).toBe('lun.–ven. 07:00–19:00; sam. 22:00–06:00 le lendemain')
  })

  it('of a door in several groups are those of any of them, and doors of the same hours stand together', () => {
    const openings = openingsOf([
      { door: 'Dock', hours: office },
      { door: 'Lab', hours: office },
      { door: 'Lab', hours: night },
      { door: 'Lobby', hours: office },
      { door: 'Lobby', hours: null },
      { door: 'Store', hours: office },
    ])
    expect(openings).toEqual([
      { doors: ['Dock', 'Store'], hours: office },
      { doors: ['Lab'], hours: [...office, ...night] },
      { doors: ['Lobby'], hours: null },
    ])
  })
})
