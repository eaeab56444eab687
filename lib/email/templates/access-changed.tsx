import type { EmailTemplate } from '../email-template'
import { EmailLayout, Heading, Subheading, Text } from '../layout'
import { type Contact, ContactLine } from './contact-line'
import { type EmailPlace, PlaceList } from './place-list'

export interface AccessChangedData {
  firstName: string
  organization: string
  gained: EmailPlace[]
  /** Names of properties alone: what could be opened there is nobody's any more. */
  lost: string[]
  contact: Contact | null
}

/** Whole properties that somebody gained or lost, gathered for half an hour (product.md 5.2). */
export const accessChangedTemplate: EmailTemplate<AccessChangedData> = {
  name: 'access-changed',
  subjects: (data, { words }) => words.changed.subjects(data),
  body: ({ gained, lost, contact, ...data }, speech) => {
    const { changed: words, questions } = speech.words
    return (
      <EmailLayout speech={speech} preview={words.preview}>
        <Heading>{words.heading}</Heading>
        <Text>{words.hello(data)}</Text>
        {gained.length > 0 && (
          <>
            <Subheading>+ {words.gained}</Subheading>
            <PlaceList places={gained} withNotes speech={speech} />
          </>
        )}
        {lost.length > 0 && (
          <>
            <Subheading>− {words.lost}</Subheading>
            <Text>{speech.list(lost)}</Text>
          </>
        )}
        <Text soft>{words.others}</Text>
        <Subheading>{questions}</Subheading>
        <ContactLine contact={contact} organization={data.organization} speech={speech} />
      </EmailLayout>
    )
  },
}
