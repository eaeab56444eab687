import type { EmailTemplate } from './email-template'
import { ActionLink, EmailLayout, Heading, Subheading, Text } from './layout'

export interface KeyInvitationData {
  url: string
  firstName: string
  organization: string
  /** What the key opens, property by property. */
  places: { property: string; address: string; doors: string[] }[]
  /** In the first property's zone, written out. */
  worksUntil: string
}

/** What a phone shows of a subject (product.md 5.1). */
const SUBJECT_LENGTH_MAX = 45

/** The e-mail that matters: one button, works in a minute, says nothing an attacker can use alone (product.md 5.1). */
export const keyInvitationTemplate: EmailTemplate<KeyInvitationData> = {
  name: 'key-invitation',
  subject: ({ organization, places }) => {
    const [first] = places
    const subjects = [
      ...(first && places.length === 1
        ? [`Your key to ${organization} ${first.property} is ready`]
        : []),
      `Your key to ${organization} is ready`,
    ]
    return subjects.find((one) => one.length <= SUBJECT_LENGTH_MAX) ?? 'Your door key is ready'
  },
  body: (data) => (
    <EmailLayout
      language="en"
      preview={`Set it up on your phone before ${data.worksUntil}. Takes about a minute.`}
    >
      <Heading>Hello {data.firstName}, your key is ready</Heading>
      <Text>
        {data.organization} added you to its directory. This is your key to the doors below; it
        lives on your phone.
      </Text>
      <ActionLink href={data.url}>Set up my key</ActionLink>
      <Text soft>
        On a computer? Open this e-mail on your phone, or type this address there: {data.url}
      </Text>
      <Subheading>What it opens</Subheading>
      {data.places.map((place) => (
        <Text key={place.property}>
          <strong>{place.property}</strong>
          {place.address && <>, {place.address}</>}
          <br />
          {place.doors.join(', ') || 'No doors yet.'}
        </Text>
      ))}
      <Subheading>Three steps</Subheading>
      <ol style={{ margin: '0 0 14px', paddingLeft: 22 }}>
        <li>Press “Set up my key” on your phone.</li>
        <li>Read what the key opens and press Continue. The link then belongs to that phone.</li>
        <li>At the door, hold the phone 5 cm from the reader with the screen on.</li>
      </ol>
      <Text>
        The link works once, until {data.worksUntil}. After that, ask {data.organization} for a new
        one.
      </Text>
      <Text soft>
        The page keeps your name, your e-mail address and which doors you may open. You did not
        expect this? Ignore it.
      </Text>
    </EmailLayout>
  ),
}
