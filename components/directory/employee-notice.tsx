import type { ReactNode } from 'react'
import { ClockTime } from '@/components/ui/clock-time'
import { TextLink } from '@/components/ui/page'
import { Callout } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import type { EmployeeDetails } from '@/lib/directory/schemas'
import type { Confirmation } from '@/lib/doors/schemas'
import { ConfirmedBy, StillToConfirm } from './confirmation'
import type { ContactManagement } from './tell-contact'

interface NoticeProps {
  person: EmployeeDetails
  /** Of everything that ended when the person did, property by property. */
  ended: Confirmation[]
  contacts: ContactManagement
  timeZone: string
}

/** What must be seen before anything else of somebody who has no access. */
export function EmployeeNotice(props: NoticeProps): ReactNode {
  const notice = noticeOf(props)
  return notice && <div className="mb-8">{notice}</div>
}

function noticeOf({ person, ended, contacts, timeZone }: NoticeProps): ReactNode {
  switch (person.status) {
    case 'active':
      return null
    case 'deactivated':
    case 'deleted':
      if (person.erasedAt) return <ErasedNotice at={person.erasedAt} timeZone={timeZone} />
      return (
        <Callout
          tone="stopped"
          title={<EndedSentence at={person.endedAt} ended={ended} timeZone={timeZone} />}
        >
          <div className="grid gap-2">
            {ended.map((one) => (
              <StillToConfirm
                key={one.propertyId}
                confirmation={one}
                whom={person.keys.length > 0 ? 'this key' : 'this person'}
                person={person}
                contacts={contacts}
              />
            ))}
            <p>
              {person.status === 'deleted'
                ? 'Deleted in Entra. The history stays for the door log until its time is over.'
                : 'If Entra brings this person back, the rules decide anew and a new key is made.'}
            </p>
          </div>
        </Callout>
      )
    case 'held':
      return (
        <Callout tone="stopped" title="All access was taken away by hand.">
          No rule gives anything until you give access back. Keys are suspended until then, and come
          back as what they were.
        </Callout>
      )
    case 'conflict':
      return <ConflictNotice person={person} />
  }
}

function ErasedNotice({ at, timeZone }: { at: Date; timeZone: string }) {
  return (
    <Callout
      tone="neutral"
      title={
        <>
          Personal data was removed <Time at={at} timeZone={timeZone} />.
        </>
      }
    >
      Deleted in Entra, and the time for which you keep deleted people is over. Doors that this
      person opened stay in the activity log until its entries are 400 days old.
    </Callout>
  )
}

/** "All access ended 20 Nov 17:02:09, confirmed by all 12 doors at 17:02:31." */
function EndedSentence({
  at,
  ended,
  timeZone,
}: {
  at: Date | null
  ended: Confirmation[]
  timeZone: string
}) {
  if (!at) return 'All access ended.'
  return (
    <>
      All access ended <ClockTime at={at} timeZone={timeZone} seconds />
      <ConfirmedBy confirmations={ended} at={at} timeZone={timeZone} />
    </>
  )
}

function ConflictNotice({ person }: { person: EmployeeDetails }) {
  return (
    <Callout
      tone="attention"
      title={`Somebody else has the e-mail ${person.email ?? 'of this person'} too.`}
    >
      <p>No doors and no key until you decide. If it is the same person, remove one in Entra.</p>
      <ul className="mt-1 list-disc pl-5">
        {person.twins.map((twin) => (
          <li key={twin.id}>
            <TextLink href={`/employees/${twin.id}`}>{twin.name}</TextLink>
            {[twin.userName, twin.department].filter(Boolean).map((fact) => ` · ${fact}`)}
          </li>
        ))}
      </ul>
    </Callout>
  )
}
