import { render } from '@react-email/render'
import type { Language } from '@/lib/kernel/languages'
import { type EmailTemplate, SUBJECT_LENGTH_MAX } from './email-template'
import { type Reader, speechFor } from './speech'

export interface RenderedEmail {
  template: string
  language: Language
  subject: string
  html: string
  text: string
}

/** The text part is read as it is written: headings need no capitals. */
const textOptions = {
  selectors: [
    ...['h1', 'h2'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: '[data-skip-in-text=true]', format: 'skip' },
  ],
}

/** HTML and a complete text part of the same tree, in the reader's language. */
export async function renderEmail<Data>(
  template: EmailTemplate<Data>,
  data: Data,
  reader: Reader,
): Promise<RenderedEmail> {
  const speech = speechFor(reader)
  const [html, text] = await Promise.all([
    render(template.body(data, speech)),
    render(template.body(data, speech), { plainText: true, htmlToTextOptions: textOptions }),
  ])
  return {
    template: template.name,
    language: reader.language,
    subject: fitting(template.subjects(data, speech)),
    html,
    text,
  }
}

/** Names of organisations and properties have any length; the last wish holds none. */
function fitting(subjects: string[]): string {
  return subjects.find((one) => one.length <= SUBJECT_LENGTH_MAX) ?? subjects.at(-1) ?? ''
}
