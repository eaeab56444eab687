import type { ReactNode } from 'react'
import { type ConflictActions, ConflictChoice } from '@/components/inbox/conflict-choice'
import { ConflictSides } from '@/components/inbox/conflict-sides'
import { conflictWords } from '@/components/inbox/needs-you-words'
import { ClockTime } from '@/components/ui/clock-time'
import { TextLink } from '@/components/ui/page'
import { Callout } from '@/components/ui/status'
import type { EmployeeDetails } from '@/lib/directory/schemas'
import type { Confirmation } from '@/lib/doors/schemas'
import type { Conflict } from '@/lib/inbox/schemas'
import { ConfirmedBy, StillToConfirm } from './confirmation'
import type { ContactManagement } from './tell-contact'

export interface NoticeProps {
  person: EmployeeDetails
  /** Of everything that ended when the person did, property by property. */
  ended: Confirmation[]
  contacts: ContactManagement
  timeZone: string
  /** Where the person waits because somebody else has the e-mail. */
  conflict: Conflict | undefined
  settling: ConflictActions
}

/** Why somebody may have nothing, and what ends that. */
export function EmployeeNotice(props: NoticeProps): ReactNode {
  const notice = noticeOf(props)
  return notice && <div className="mb-8">{notice}</div>
}

function noticeOf(props: NoticeProps): ReactNode {
  const { person, conflict } = props
  switch (person.status) {
    case 'active':
      return null
    case 'deactivated':
    case 'deleted':
      return <EndedNotice {...props} />
    case 'held':
      return (
        <Callout tone="stopped" title="All access was taken away by hand.">
          No rule gives anything until you give access back. Keys and cards are suspended until
          then, and come back as what they were.
        </Callout>
      )
    case 'conflict':
    case 'second_account':
      return conflict ? (
        <ConflictNotice {...props} conflict={conflict} />
      ) : (
        <SecondAccount {...props} />
      )
  }
}

function EndedNotice({ person, ended, contacts, timeZone }: NoticeProps) {
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
            timeZone={timeZone}
            whom={person.keys.length > 0 ? 'this key' : 'this person'}
            person={person}
            contacts={contacts}
          />
        ))}
        <p>{endedWords(person)}</p>
      </div>
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

function endedWords({ status, source, sameAs }: EmployeeDetails): ReactNode {
  if (sameAs && source === 'local') {
    return (
      <>
        Kept by hand until then. The same person as <FirstLink {...sameAs} />, who comes from Entra.
      </>
    )
  }
  return status === 'deleted'
    ? 'Deleted in Entra. The history stays for the door log until its time is over.'
    : 'If Entra brings this person back, the rules decide anew, a new key is made, and old cards are offered again.'
}

function SecondAccount({ person: { sameAs } }: NoticeProps) {
  return (
    sameAs && (
      <Callout
        tone="neutral"
        title={
          <>
            A second account of <FirstLink {...sameAs} />. It gives nothing.
          </>
        }
      >
        Entra may go on updating it. When the first account ends, it comes back under Needs you.
      </Callout>
    )
  )
}

function FirstLink({ id, name }: { id: string; name: string }) {
  return <TextLink href={`/employees/${id}`}>{name}</TextLink>
}

function ConflictNotice({ conflict, timeZone, settling }: NoticeProps & { conflict: Conflict }) {
  const { title, consequence } = conflictWords(conflict)
  return (
    <Callout
      tone="attention"
      title={title}
      action={<ConflictChoice conflict={conflict} {...settling} />}
    >
      <p className="mb-2">{consequence}</p>
      <ConflictSides conflict={conflict} timeZone={timeZone} />
    </Callout>
  )
}
