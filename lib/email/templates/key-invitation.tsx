import type { EmailTemplate } from '../email-template'
import { ActionLink, EmailLayout, Heading, Rule, Subheading, Text, TextLink } from '../layout'
import { QrCode } from '../qr-code'
import type { Speech } from '../speech'
import { type Contact, ContactLine } from './contact-line'
import { type EmailPlace, PlaceList } from './place-list'

export interface KeyInvitationData {
  /** A first key, one after the person came back, or another link to a key that waits. */
  occasion: 'new' | 'back' | 'again'
  url: string
  firstName: string
  /** To whom it goes: the key is for this address. */
  email: string
  organization: string
  fromEntra: boolean
  /** What the keys open, property by property. */
  places: EmailPlace[]
  worksUntil: Date
  /** `YYYY-MM-DD`, when it lies ahead. */
  firstDay: string | null
  contact: Contact | null
}

/** The e-mail that matters: one button, works in a minute, says nothing an attacker can use alone (product.md 5.1). */
export const keyInvitationTemplate: EmailTemplate<KeyInvitationData> = {
  name: 'key-invitation',
  subjects: ({ organization, places }, { words: { invitation } }) => {
    const [first] = places
    return first && places.length === 1
      ? invitation.subjects({ organization, property: first.property })
      : invitation.subjectMany({ organization })
  },
  body: (data, speech) => {
    const { invitation: words } = speech.words
    const because = data.occasion === 'new' ? (data.fromEntra ? 'entra' : 'local') : data.occasion
    return (
      <EmailLayout
        speech={speech}
        preview={words.preview({ moment: speech.moment(data.worksUntil) })}
      >
        <Heading>{words.greetings[data.occasion](data)}</Heading>
        <Text>{words.because[because](data)}</Text>
        <ActionLink href={data.url}>{words.button}</ActionLink>
        <OnComputer url={data.url} speech={speech} />
        <Text soft>
          {words.phones.join(' · ')}
          <br />
          {words.noStore}
        </Text>
        <Steps email={data.email} speech={speech} />
        <Subheading>{words.opensTitle}</Subheading>
        {data.firstDay && <Text>{words.firstDay({ moment: speech.day(data.firstDay) })}</Text>}
        <PlaceList places={data.places} withNotes speech={speech} />
        <Subheading>{words.atDoorTitle}</Subheading>
        <Text>{words.atDoor}</Text>
        <Subheading>{words.untilTitle}</Subheading>
        <Text>{words.until({ moment: speech.moment(data.worksUntil) })}</Text>
        <Otherwise data={data} speech={speech} />
        <Rule />
        <Text soft>{words.privacy}</Text>
        <Text soft>{words.unexpected(data)}</Text>
      </EmailLayout>
    )
  },
}

/** The link once more, for a phone that is not the device on which the e-mail is read. */
function OnComputer({ url, speech }: { url: string; speech: Speech }) {
  const { invitation: words } = speech.words
  return (
    <>
      <div className="computer" data-skip-in-text="true">
        <Text soft>{words.qr}</Text>
        <QrCode text={url} label={words.qrAlt} />
        <br />
      </div>
      <Text soft>
        {words.typeIt} <TextLink href={url}>{url}</TextLink>
      </Text>
    </>
  )
}

function Steps({ email, speech }: { email: string; speech: Speech }) {
  const { invitation: words } = speech.words
  return (
    <>
      <Subheading>{words.stepsTitle}</Subheading>
      <ol style={{ margin: '0 0 12px', paddingLeft: 22 }}>
        {words.steps({ email }).map((step) => (
          <li key={step.what} style={{ marginBottom: 8 }}>
            <strong>{step.what}</strong> {step.why}
          </li>
        ))}
      </ol>
    </>
  )
}

/** A card, a lost phone, and whom to ask: the first two are buttons on the key's own page. */
function Otherwise({ data, speech }: { data: KeyInvitationData; speech: Speech }) {
  const { invitation: words, questions } = speech.words
  return (
    <>
      <Subheading>{words.otherTitle}</Subheading>
      <Text>
        <TextLink href={data.url}>{words.card}</TextLink>
        <br />
        {words.cardWhy}
      </Text>
      <Text>
        <TextLink href={data.url}>{words.lost}</TextLink>
        <br />
        {words.lostWhy}
      </Text>
      <Subheading>{questions}</Subheading>
      <ContactLine contact={data.contact} organization={data.organization} speech={speech} />
    </>
  )
}
