import type { EmailTemplate } from '../email-template'
import { EmailLayout, Heading, Text } from '../layout'
import { type Contact, ContactLine } from './contact-line'

export interface EmailChangedData {
  firstName: string
  organization: string
  contact: Contact | null
}

/** Tells the new address that it is the one now, and that the key stays (product.md 4.4). */
export const emailChangedTemplate: EmailTemplate<EmailChangedData> = {
  name: 'email-changed',
  subjects: (data, { words }) => words.emailChanged.subjects(data),
  body: (data, speech) => {
    const { emailChanged: words } = speech.words
    return (
      <EmailLayout speech={speech} preview={words.preview}>
        <Heading>{words.heading}</Heading>
        <Text>{words.body(data)}</Text>
        <Text>{words.notYou}</Text>
        <ContactLine contact={data.contact} organization={data.organization} speech={speech} />
      </EmailLayout>
    )
  },
}
