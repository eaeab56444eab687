import { deviceName } from '@/lib/kernel/device-names'
import type { EmailTemplate } from '../email-template'
import { EmailLayout, Heading, Text } from '../layout'
import { type Contact, ContactLine } from './contact-line'

export interface NewPhoneData {
  firstName: string
  organization: string
  /** The new one, e.g. "iPhone". */
  device: string
  at: Date
  contact: Contact | null
}

/** Tells the owner of the old device, in case it was somebody else who moved the key. */
export const newPhoneTemplate: EmailTemplate<NewPhoneData> = {
  name: 'new-phone',
  subjects: (data, { words }) => words.newPhone.subjects(data),
  body: (data, speech) => {
    const { newPhone: words } = speech.words
    return (
      <EmailLayout speech={speech} preview={words.preview}>
        <Heading>{words.heading}</Heading>
        <Text>
          {words.body({
            ...data,
            device: deviceName(data.device, speech.language),
            moment: speech.moment(data.at),
          })}
        </Text>
        <Text>{words.notYou}</Text>
        <ContactLine contact={data.contact} organization={data.organization} speech={speech} />
      </EmailLayout>
    )
  },
}
