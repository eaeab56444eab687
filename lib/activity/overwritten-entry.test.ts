import { expect, it } from 'vitest'
import { describeActivity } from './describe'
import { type LostDetail, overwrittenEntry } from './overwritten-entry'

const phone: LostDetail = { detail: 'phone', lost: '9', entra: '2', by: 'Ben' }
const sentence = (...lost: LostDetail[]) => {
  const entry = overwrittenEntry({ id: 'emp_1', name: 'Maya Chen' }, lost)
  return describeActivity(entry.kind, entry.data)
}

it('one lost value is told with what took its place and who had entered it', () => {
  expect(sentence(phone)).toBe(
    'Entra’s phone of Maya Chen (2) replaced the one that Ben had entered (9).',
  )
  expect(sentence({ ...phone, entra: null, by: null })).toBe(
    'Entra’s phone of Maya Chen (empty) replaced the one that Sequr had kept (9).',
  )
})

it('of several the names are told, and everybody who had entered one', () => {
  const title: LostDetail = { detail: 'title', lost: 'Cook', entra: 'Chef', by: 'Ana' }
  expect(sentence(phone, title, { ...title, detail: 'department' })).toBe(
    'Entra’s values of Maya Chen replaced those that Ben and Ana had entered: phone, job title and department.',
  )
})
