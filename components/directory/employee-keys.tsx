'use client'

import { useState } from 'react'
import { RowMenu } from '@/components/places/row-menu'
import { Section } from '@/components/ui/page'
import { StatusBadge } from '@/components/ui/status'
import { Cell, Row, RowHead, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { EmployeeDetails, EmployeeKey } from '@/lib/directory/schemas'
import type { Confirmation, PersonConfirmations } from '@/lib/doors/schemas'
import { counted } from '@/lib/kernel/words'
import { StillToConfirm } from './confirmation'
import { keyWords } from './directory-words'
import { GiveKey, KeyDialog, type KeyManagement } from './key-dialogs'
import { causeOf, KeyMoves } from './key-moves'
import { deedsFor, deedWords, type KeyDeed } from './key-words'
import type { ContactManagement } from './tell-contact'

/** A property where the person has doors and no key that lives. */
interface KeylessPlace {
  propertyId: string
  property: string
}

export interface EmployeeKeysProps {
  person: Pick<EmployeeDetails, 'id' | 'name' | 'keys'>
  keyless: KeylessPlace[]
  /** Of the keys that were stopped. */
  confirmations: PersonConfirmations['keys']
  contacts: ContactManagement
  /** The notice above the page tells what is still to confirm of everything at once. */
  ended: boolean
  manage: KeyManagement
}

/** Per property the living key, or that there is none, then those that ended; each with its own times. */
export function EmployeeKeys(props: EmployeeKeysProps) {
  const { person, keyless, manage } = props
  const [deed, setDeed] = useState<{ deed: KeyDeed; key: EmployeeKey }>()
  const nothing = person.keys.length === 0 && keyless.length === 0
  return (
    <Section title="Mobile keys" id="keys">
      {nothing ? (
        <p className="text-ink-soft">
          No mobile key yet. One is made when a rule that says yes matches.
        </p>
      ) : (
        <Table caption="Mobile keys" head={['Property', 'State', 'Since', 'Made', '']}>
          {keyless.map((place) => (
            <KeylessLine key={place.propertyId} {...{ place, person, manage }} />
          ))}
          {person.keys.map((key) => (
            <KeyLine
              key={key.id}
              mobileKey={key}
              confirmation={props.confirmations.find((one) => one.keyId === key.id)}
              contacts={props.ended ? undefined : props.contacts}
              person={person}
              mayManage={manage.refusal === undefined}
              onDeed={(next) => setDeed({ deed: next, key })}
            />
          ))}
        </Table>
      )}
      {deed && (
        <KeyDialog
          deed={deed.deed}
          mobileKey={deed.key}
          person={person}
          manage={manage}
          onClose={() => setDeed(undefined)}
        />
      )}
    </Section>
  )
}

function KeylessLine({
  place,
  person,
  manage,
}: { place: KeylessPlace } & Pick<EmployeeKeysProps, 'person' | 'manage'>) {
  return (
    <Row>
      <RowHead>{place.property}</RowHead>
      <Cell>
        <StatusBadge tone="neutral">Not assigned</StatusBadge>
      </Cell>
      <Cell />
      <Cell />
      <Cell align="right">
        <GiveKey employeeId={person.id} place={place} manage={manage} />
      </Cell>
    </Row>
  )
}

function KeyLine({
  mobileKey: key,
  confirmation,
  contacts,
  person,
  mayManage,
  onDeed,
}: {
  mobileKey: EmployeeKey
  confirmation: Confirmation | undefined
  contacts: ContactManagement | undefined
  person: EmployeeKeysProps['person']
  mayManage: boolean
  onDeed: (deed: KeyDeed) => void
}) {
  const ended = key.revokedAt !== null
  const deeds = mayManage ? deedsFor(key) : []
  return (
    <Row muted={ended}>
      <RowHead>{key.property}</RowHead>
      <Cell>
        <KeyState mobileKey={key} confirmation={confirmation} />
        {confirmation && contacts && (
          <div className="grid max-w-80 gap-1 whitespace-normal">
            <StillToConfirm
              whom="this key"
              timeZone={key.timeZone}
              {...{ confirmation, person, contacts }}
            />
          </div>
        )}
        <KeyMoves mobileKey={key} />
      </Cell>
      <Cell nowrap>
        <Time at={key.revokedAt ?? key.suspendedAt ?? key.stateAt} timeZone={key.timeZone} />
      </Cell>
      <Cell nowrap>
        <Time at={key.issuedAt} timeZone={key.timeZone} />
      </Cell>
      <Cell align="right">
        {deeds.length > 0 && (
          <RowMenu
            label={`Actions for the key at ${key.property}`}
            items={deeds.map((deed) => ({
              label:
                deed === 'copy_link'
                  ? 'Copy set-up link'
                  : deedWords(deed, { name: person.name, key }).label,
              danger: deed === 'revoke',
              onSelect: () => onDeed(deed),
            }))}
          />
        )}
      </Cell>
    </Row>
  )
}

function KeyState({
  mobileKey: key,
  confirmation,
}: {
  mobileKey: EmployeeKey
  confirmation: Confirmation | undefined
}) {
  const ended = key.revokedAt !== null
  const living = key.suspendedAt ? 'suspended' : key.state
  const { word, tone } = keyWords[ended ? 'revoked' : living]
  return (
    <>
      <StatusBadge tone={tone}>
        {word}
        {key.device && !ended && ` on ${key.device}`}
      </StatusBadge>
      {confirmation && confirmation.doors > 0 && (
        <span className="text-ink-soft">
          {' '}
          (confirmed by {confirmation.confirmed}/{counted(confirmation.doors, 'door')})
        </span>
      )}
      {key.cause && (
        <p className="max-w-80 whitespace-normal text-ink-soft">
          {causeOf({ state: key.state, cause: key.cause })}
        </p>
      )}
      {!ended && key.startsAt && (
        <p className="text-ink-soft">
          First day <Time at={key.startsAt} timeZone={key.timeZone} />
        </p>
      )}
      {!ended && key.linkUntil && (
        <p className="text-ink-soft">
          Link works until <Time at={key.linkUntil} timeZone={key.timeZone} />
        </p>
      )}
    </>
  )
}
