import type { EmailTemplate } from '../email-template'
import { ActionLink, EmailLayout, Heading, Subheading, Text, TextLink } from '../layout'
import { type Contact, ContactLine } from './contact-line'
import { type EmailPlace, PlaceList } from './place-list'

export interface KeyLink {
  url: string
  worksUntil: Date
}

export interface AccessChangedData {
  firstName: string
  organization: string
  gained: EmailPlace[]
  /** Names of properties alone: what could be opened there is nobody's any more. */
  lost: string[]
  /** Of new keys that come with what was gained, in place of earlier ones. */
  link: KeyLink | null
  contact: Contact | null
}

/** Whole properties that somebody gained or lost, gathered for half an hour (product.md 5.2). */
export const accessChangedTemplate: EmailTemplate<AccessChangedData> = {
  name: 'access-changed',
  subjects: (data, { words }) => words.changed.subjects(data),
  body: ({ gained, lost, link, contact, ...data }, speech) => {
    const { changed: words, invitation, questions } = speech.words
    return (
      <EmailLayout speech={speech} preview={words.preview}>
        <Heading>{words.heading}</Heading>
        <Text>
          {words.hello(data)} {link ? words.newKey : words.nothingToDo}
        </Text>
        {gained.length > 0 && (
          <>
            <Subheading>+ {words.gained}</Subheading>
            <PlaceList places={gained} withNotes speech={speech} />
          </>
        )}
        {link && (
          <>
            <ActionLink href={link.url}>{invitation.button}</ActionLink>
            <Text soft>
              {invitation.typeIt} <TextLink href={link.url}>{link.url}</TextLink>
            </Text>
            <Text soft>{invitation.until({ moment: speech.moment(link.worksUntil) })}</Text>
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
