import { Fragment } from 'react'
import { hoursText, type Opening } from '@/lib/kernel/opening-hours'
import { Panel } from '../layout'
import type { Speech } from '../speech'

/** What somebody may open at one property. */
export interface EmailPlace {
  property: string
  address: string
  openings: Opening[]
  /** Where to go on day one, in the property's own words; empty when it says nothing. */
  dayOneNote: string
}

export function PlaceList({
  places,
  withNotes = false,
  speech: { words, language },
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
      {place.openings.length === 0 && words.invitation.noDoors}
      {place.openings.map(({ doors, hours }, index) => (
        <Fragment key={doors.join()}>
          {index > 0 && <br />}
          {`${doors.join(', ')}. ${hoursText(hours, language)}.`}
        </Fragment>
      ))}
      {withNotes && place.dayOneNote && (
        <>
          <br />
          {words.invitation.dayOne} {place.dayOneNote}
        </>
      )}
    </Panel>
  ))
}
