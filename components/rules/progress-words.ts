import type { ApplyProgress } from '@/lib/access/schemas'
import { counted, numeral } from '@/lib/kernel/words'

export interface ProgressWords {
  words: string
  /** What is read aloud: it changes a few times in all. */
  spoken: string
  /** Of the whole; null until anything was told. */
  percent: number | null
}

/** Of the time of both, applying to people takes so much, the log the rest (measured at 100,000 people). */
const PEOPLE_PERCENT = 75

/** How far an apply is, in words and as one number that never goes back. */
export function progressWords(progress: ApplyProgress | undefined): ProgressWords {
  if (!progress) return { ...same('Under way'), percent: null }
  switch (progress.phase) {
    case 'deciding':
      return { ...same('Deciding who gains and who loses'), percent: 0 }
    case 'people': {
      const { done, of } = progress
      return {
        words: `${numeral(done)} of ${counted(of, 'person', 'people')}`,
        spoken: QUARTERS[Math.floor(4 * share(progress))] ?? '',
        percent: Math.floor(share(progress) * PEOPLE_PERCENT),
      }
    }
    case 'log': {
      const { done, of } = progress
      const spoken = 'Writing the log and e-mails'
      return {
        words: `${spoken}: ${numeral(done)} of ${counted(of, 'entry', 'entries')}`,
        spoken,
        percent: PEOPLE_PERCENT + Math.floor(share(progress) * (100 - PEOPLE_PERCENT)),
      }
    }
    case 'finishing':
      return { ...same('Finishing'), percent: 100 }
  }
}

const same = (words: string) => ({ words, spoken: words })
const share = ({ done, of }: { done: number; of: number }) => (of === 0 ? 1 : done / of)

const QUARTERS = [
  'Applying to the first people',
  'A quarter of the people',
  'Half of the people',
  'Three quarters of the people',
  'All of the people',
]
