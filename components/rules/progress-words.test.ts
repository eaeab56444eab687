import { expect, it } from 'vitest'
import type { ApplyProgress } from '@/lib/access/schemas'
import { progressWords } from './progress-words'

const people = (done: number): ApplyProgress => ({ phase: 'people', done, of: 100_000 })
const log = (done: number): ApplyProgress => ({ phase: 'log', done, of: 100_001 })

it.each([
  [undefined, 'Under way', null],
  [{ phase: 'deciding' } as const, 'Deciding who gains and who loses', 0],
  [people(30_000), '30,000 of 100,000 people', 22],
  [{ phase: 'people', done: 1, of: 1 } as const, '1 of 1 person', 75],
  [{ phase: 'people', done: 0, of: 0 } as const, '0 of 0 people', 75],
  [log(0), 'Writing the log and e-mails: 0 of 100,001 entries', 75],
  [log(75_000), 'Writing the log and e-mails: 75,000 of 100,001 entries', 93],
  [{ phase: 'finishing' } as const, 'Finishing', 100],
])('how far an apply is, is said with its number: %o', (progress, words, percent) => {
  expect(progressWords(progress)).toMatchObject({ words, percent })
})

it('the bar never goes back, and few of its words are read aloud', () => {
  const turns = Array.from({ length: 11 }, (_, n) => people(n * 10_000))
  const entries = Array.from({ length: 21 }, (_, n) => log(n * 5_000))
  const all: ApplyProgress[] = [{ phase: 'deciding' }, ...turns, ...entries, { phase: 'finishing' }]
  const told = all.map((progress) => progressWords(progress))

  const percents = told.map(({ percent }) => percent ?? -1)
  expect(percents).toEqual(percents.toSorted((left, right) => left - right))
  expect([...new Set(told.map(({ spoken }) => spoken))]).toEqual([
    'Deciding who gains and who loses',
    'Applying to the first people',
    'A quarter of the people',
    'Half of the people',
    'Three quarters of the people',
    'All of the people',
    'Writing the log and e-mails',
    'Finishing',
  ])
})
