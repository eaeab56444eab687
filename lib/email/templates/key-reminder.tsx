import type { EmailTemplate } from '../email-template'
import { ActionLink, EmailLayout, Heading, Subheading, Text, TextLink } from '../layout'
import { type Contact, ContactLine } from './contact-line'

export interface KeyReminderData {
  url: string
  firstName: string
  organization: string
  daysLeft: number
  worksUntil: Date
  last: boolean
  contact: Contact | null
}

/** For a key that is on no phone yet; there are at most two of these (product.md 5.2). */
export const keyReminderTemplate: EmailTemplate<KeyReminderData> = {
  name: 'key-reminder',
  subjects: ({ organization, daysLeft }, { words }) =>
    words.reminder.subjects({ organization, days: words.days(daysLeft) }),
  body: (data, speech) => {
    const { reminder: words, invitation, questions } = speech.words
    const moment = speech.moment(data.worksUntil)
    return (
      <EmailLayout speech={speech} preview={words.preview({ moment })}>
        <Heading>{words.heading(data)}</Heading>
        <Text>{words.body({ organization: data.organization, moment })}</Text>
        <ActionLink href={data.url}>{invitation.button}</ActionLink>
        <Text soft>
          {invitation.typeIt} <TextLink href={data.url}>{data.url}</TextLink>
        </Text>
        <Text>
          {words.after} {words.done}
        </Text>
        {data.last && <Text>{words.last}</Text>}
        <Subheading>{questions}</Subheading>
        <ContactLine contact={data.contact} organization={data.organization} speech={speech} />
      </EmailLayout>
    )
  },
}
