import { expect, test } from 'vitest'
import { isTimeZone, propertySchema, timeZones } from './schemas'

test('every zone of the list is a zone, UTC among them', () => {
  expect(timeZones()[0]).toBe('UTC')
  expect(timeZones()).toContain('America/Denver')
  expect(timeZones().filter((zone) => !isTimeZone(zone))).toEqual([])
})

test.each(['', '+01:00', 'Mars/Olympus', 'America/Denver; drop table'])('%j is no zone', (zone) => {
  expect(isTimeZone(zone)).toBe(false)
})

test('a name is trimmed and bounded, with a sentence at its field', () => {
  const parse = (name: string) => propertySchema.safeParse({ name, address: '', timeZone: 'UTC' })
  expect(parse('  HQ Denver ').data?.name).toBe('HQ Denver')
  expect(parse('   ').error?.issues).toMatchObject([{ path: ['name'], message: 'Give it a name.' }])
  expect(parse('x'.repeat(61)).error?.issues).toMatchObject([
    { message: 'Use 60 characters at most.' },
  ])
})
