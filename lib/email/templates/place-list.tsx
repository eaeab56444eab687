import { Panel } from '../layout'
import type { Speech } from '../speech'

/** What somebody may open at one property. */
export interface EmailPlace {
  property: string
  address: string
  doors: string[]
  /** Where to go on day one, in the property's own words; empty when it says nothing. */
  dayOneNote: string
}

export function PlaceList({
  places,
  withNotes = false,
  speech: { words },
}: {
  places: EmailPlace[]
  withNotes?: boolean
  speech: Speech
}) {
  return places.map((place) => (
    <Panel key={place.property}>
      <strong>{place.property}</strong>
      {place.address && <>, {place.address}</>}
      <br />
      {place.doors.length > 0
        ? `${place.doors.join(', ')}. ${words.invitation.hours}`
        : words.invitation.noDoors}
      {withNotes && place.dayOneNote && (
        <>
          <br />
          {words.invitation.dayOne} {place.dayOneNote}
        </>
      )}
    </Panel>
  ))
}
