import type { EmailTemplate } from '../email-template'
import { EmailLayout, Heading, Subheading, Text } from '../layout'
import { type Contact, ContactLine } from './contact-line'

export interface KeyRevokedData {
  firstName: string
  organization: string
  /** The properties whose key was switched off. */
  properties: string[]
  contact: Contact | null
}

/** A key was switched off and the access stays; short and neutral, and no reason is given. */
export const keyRevokedTemplate: EmailTemplate<KeyRevokedData> = {
  name: 'key-revoked',
  subjects: (data, { words }) => words.revoked.subjects(data),
  body: (data, speech) => {
    const { revoked: words, questions } = speech.words
    return (
      <EmailLayout speech={speech} preview={words.preview}>
        <Heading>{words.heading}</Heading>
        <Text>{words.body({ ...data, property: speech.list(data.properties) })}</Text>
        <Subheading>{questions}</Subheading>
        <ContactLine contact={data.contact} organization={data.organization} speech={speech} />
      </EmailLayout>
    )
  },
}
