import type { EmailTemplate } from '../email-template'
import { EmailLayout, Heading, Subheading, Text } from '../layout'
import { type Contact, ContactLine } from './contact-line'

export interface AccessEndedData {
  firstName: string
  organization: string
  contact: Contact | null
}

/** Short and neutral: no reason is given, because an e-mail is the wrong place to learn one. */
export const accessEndedTemplate: EmailTemplate<AccessEndedData> = {
  name: 'access-ended',
  subjects: (data, { words }) => words.ended.subjects(data),
  body: (data, speech) => {
    const { ended: words, questions } = speech.words
    return (
      <EmailLayout speech={speech} preview={words.preview}>
        <Heading>{words.heading}</Heading>
        <Text>{words.body(data)}</Text>
        <Subheading>{questions}</Subheading>
        <ContactLine contact={data.contact} organization={data.organization} speech={speech} />
      </EmailLayout>
    )
  },
}
