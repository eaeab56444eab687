import type { ReactNode } from 'react'
import type { Speech } from './speech'

/** An e-mail as a function of its data; the text part is made from the same tree. */
export interface EmailTemplate<Data> {
  name: string
  /** From the wish to what fits everywhere: the first that a phone shows in full is taken. */
  subjects(data: Data, speech: Speech): string[]
  body(data: Data, speech: Speech): ReactNode
}

/** What a phone shows of a subject (product.md 5.1). */
export const SUBJECT_LENGTH_MAX = 45
