import { Text, TextLink } from '../layout'
import type { Speech } from '../speech'

/** Whom to ask at a property; what nobody entered is left out. */
export interface Contact {
  name: string
  email: string
  phone: string
}

/** Who to ask: the property's contact, or the organisation where none is entered. */
export function ContactLine({
  contact,
  organization,
  speech: { words },
}: {
  contact: Contact | null
  organization: string
  speech: Speech
}) {
  if (!contact) return <Text>{words.askOrganization({ organization })}</Text>
  const list = [contact.name, contact.phone].filter(Boolean).join(', ')
  return (
    <Text>
      {list && words.askContact({ list })}{' '}
      {contact.email && <TextLink href={`mailto:${contact.email}`}>{contact.email}</TextLink>}
    </Text>
  )
}
