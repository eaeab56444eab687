import { Callout } from '@/components/ui/status'
import type { KeyPlace } from '@/lib/invitations/schemas'
import { hoursText } from '@/lib/kernel/opening-hours'
import type { KeySpeech } from './words/speech'

/** What the key opens, property by property. */
export function KeyPlaces({ places, speech }: { places: KeyPlace[]; speech: KeySpeech }) {
  const { title, none } = speech.words.opens
  const shut = places.every((place) => place.openings.length === 0)
  return (
    <section aria-labelledby="opens" className="grid gap-3">
      <h2 id="opens" className="font-semibold">
        {title}
      </h2>
      {shut && <Callout tone="waiting">{none}</Callout>}
      {places.map((place) => (
        <Place key={place.propertyId} place={place} speech={speech} />
      ))}
    </section>
  )
}

function Place({ place, speech }: { place: KeyPlace; speech: KeySpeech }) {
  const { firstDay, dayOne } = speech.words.opens
  return (
    <div className="grid gap-2 rounded-base border bg-raised p-4">
      <div>
        <h3 className="font-medium">{place.property}</h3>
        {place.address && <p className="text-body text-ink-soft">{place.address}</p>}
      </div>
      {place.openings.map(({ doors, hours }) => (
        <div key={doors.join()}>
          <ul className="grid gap-0.5">
            {doors.map((door) => (
              <li key={door}>{door}</li>
            ))}
          </ul>
          <p className="text-body text-ink-soft">{hoursText(hours, speech.language)}.</p>
        </div>
      ))}
      {place.openings.length > 0 && place.firstDay && (
        <p className="text-body text-ink-soft">
          {firstDay(speech.moment(place.firstDay, place.timeZone))}
        </p>
      )}
      {place.note && (
        <p className="text-body">
          <span className="font-medium">{dayOne}</span> {place.note}
        </p>
      )}
    </div>
  )
}

/** Whom to ask: each property's contact once, or the organisation where none is entered. */
export function WhomToAsk({
  places,
  organization,
  speech: { words },
}: {
  places: KeyPlace[]
  organization: string
  speech: KeySpeech
}) {
  const contacts = new Map(
    places.flatMap(({ contact }) => (contact ? [[words.ask.contact(contact), contact]] : [])),
  )
  return (
    <section aria-labelledby="ask" className="grid gap-1">
      <h2 id="ask" className="font-semibold">
        {words.ask.title}
      </h2>
      {contacts.size === 0 && (
        <p className="text-ink-soft">{words.ask.organization(organization)}</p>
      )}
      {[...contacts].map(([line, contact]) => (
        <p key={line} className="flex flex-wrap gap-x-3 text-ink-soft">
          <span>{contact.name}</span>
          {contact.email && <PlainLink href={`mailto:${contact.email}`}>{contact.email}</PlainLink>}
          {contact.phone && (
            <PlainLink href={`tel:${contact.phone.replace(/[^+\d]/g, '')}`}>
              {contact.phone}
            </PlainLink>
          )}
        </p>
      ))}
    </section>
  )
}

function PlainLink({ href, children }: { href: string; children: string }) {
  return (
    <a href={href} className="text-accent underline underline-offset-2">
      {children}
    </a>
  )
}
