import { ClockTime } from '@/components/ui/clock-time'
import type { Confirmation } from '@/lib/doors/schemas'
import { counted } from '@/lib/kernel/words'
import { nameList } from './directory-words'
import { type ContactManagement, TellContact } from './tell-contact'

/** A sentence names so many doors; more of them are counted. */
const DOORS_TOLD = 3

/** ", confirmed by all 12 doors at 17:02:31": the end of a sentence about what was taken. */
export function ConfirmedBy({
  confirmations,
  at,
  timeZone,
}: {
  confirmations: Confirmation[]
  /** When it was taken. */
  at: Date
  timeZone: string
}) {
  const doors = sumOf(confirmations, (one) => one.doors)
  const confirmed = sumOf(confirmations, (one) => one.confirmed)
  if (doors === 0) return '.'
  if (confirmed < doors) return `, confirmed by ${confirmed} of ${counted(doors, 'door')}.`
  const last = lastMoment(confirmations.filter((one) => one.doors > 0))
  return (
    <>
      , confirmed by {doors === 1 ? 'the one door' : `all ${counted(doors, 'door')}`}
      {last && (
        <>
          {' '}
          at <ClockTime at={last} timeZone={timeZone} beside={at} seconds />
        </>
      )}
      .
    </>
  )
}

/** When the last of them was; null where it is not known of one. */
function lastMoment(confirmations: Confirmation[]): Date | null {
  const moments = confirmations.flatMap((one) => one.confirmedAt ?? [])
  if (moments.length < confirmations.length) return null
  return new Date(Math.max(...moments.map((one) => one.getTime())))
}

const sumOf = (confirmations: Confirmation[], number: (one: Confirmation) => number) =>
  confirmations.reduce((sum, one) => sum + number(one), 0)

/** The doors of one property that may not know of it yet, since when, and whom to tell. */
export function StillToConfirm({
  confirmation: { silent, unasked, at, ...place },
  timeZone,
  whom,
  person,
  contacts,
}: {
  confirmation: Confirmation
  /** The one in which it is told beside this when it was taken. */
  timeZone: string
  /** What such a door may still admit. */
  whom: 'this key' | 'this person'
  person: { id: string; name: string }
  contacts: ContactManagement
}) {
  return (
    <>
      {silent.map(({ controller, since, count, doors }) => (
        <p key={`${controller} ${since.toISOString()}`}>
          <span className="text-ink-soft">Still to confirm at {place.property}:</span>{' '}
          {counted(count, 'door')} silent since{' '}
          <ClockTime at={since} timeZone={timeZone} beside={at} />:{' '}
          <strong className="font-semibold">{nameList(doors.slice(0, DOORS_TOLD), count)}</strong>.{' '}
          {count === 1 ? 'It' : 'They'} may still admit {whom} until{' '}
          {count === 1 ? 'it reconnects' : 'they reconnect'}.
        </p>
      ))}
      {silent.length > 0 && (
        <TellContact
          person={person}
          place={{ ...place, timeZone }}
          takenAt={at}
          manage={contacts}
        />
      )}
      {unasked > 0 && (
        <p className="text-ink-soft">
          No door controller asks for {counted(unasked, 'door')} of {place.property} yet.
        </p>
      )}
    </>
  )
}

/** "Known at 5 of 6 doors: Loading dock not heard since 16:50." Of what was given. */
export function KnownAt({ confirmation }: { confirmation: Confirmation }) {
  const { doors, confirmed, unasked, silent, at, timeZone } = confirmation
  if (doors === 0) return unasked > 0 && 'No door controller asks for these doors yet.'
  return (
    <>
      Known at {confirmed} of {counted(doors, 'door')}
      {silent.map(({ controller, since, count, doors: names }, index) => (
        <span key={`${controller} ${since.toISOString()}`}>
          {index === 0 ? ': ' : '; '}
          {nameList(names.slice(0, DOORS_TOLD), count)} not heard since{' '}
          <ClockTime at={since} timeZone={timeZone} beside={at} />
        </span>
      ))}
      .{unasked > 0 && ` No door controller asks for ${counted(unasked, 'other')} yet.`}
    </>
  )
}
