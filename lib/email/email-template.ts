import type { ReactNode } from 'react'

/** An e-mail as a function of its data; the text part is made from the same tree. */
export interface EmailTemplate<Data> {
  name: string
  subject(data: Data): string
  body(data: Data): ReactNode
}
