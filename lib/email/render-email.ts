import { render } from '@react-email/render'
import type { EmailTemplate } from './email-template'

export interface RenderedEmail {
  template: string
  subject: string
  html: string
  text: string
}

/** The text part is read as it is written: headings need no capitals. */
const textOptions = {
  selectors: ['h1', 'h2'].map((selector) => ({ selector, options: { uppercase: false } })),
}

/** HTML and a complete text part of the same tree. */
export async function renderEmail<Data>(
  template: EmailTemplate<Data>,
  data: Data,
): Promise<RenderedEmail> {
  const [html, text] = await Promise.all([
    render(template.body(data)),
    render(template.body(data), { plainText: true, htmlToTextOptions: textOptions }),
  ])
  return { template: template.name, subject: template.subject(data), html, text }
}
