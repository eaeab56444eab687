'use client'

import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/states'
import { Cell, Row, RowHead, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { useNotify } from '@/components/ui/toast'
import type { SuppressedAddress } from '@/lib/email/schemas'
import type { ActionResult } from '@/lib/kernel/result'
import { counted } from '@/lib/kernel/words'
import { EmailsHeader } from './email-tabs'
import { reasonWord } from './email-words'
import { usePress } from './use-press'

interface Lifting {
  refusal?: string | undefined
  lift: (input: { id: string }) => Promise<ActionResult<void>>
}

/** Addresses that bounced or complained: nothing goes there until somebody lifts it. */
export function StoppedAddresses({
  addresses,
  timeZone,
  ...lifting
}: { addresses: SuppressedAddress[]; timeZone: string } & Lifting) {
  const state =
    addresses.length === 0
      ? 'E-mails go to everybody.'
      : `Nothing is sent to ${counted(addresses.length, 'address', 'addresses')}, because an earlier e-mail came back.`
  return (
    <>
      <EmailsHeader current="/emails/stopped" state={state} />
      {addresses.length === 0 ? (
        <EmptyState title="No address is stopped">
          An address comes here when its mail server says that there is no such mailbox, or when
          somebody marks an e-mail as spam. Sending there again would harm every other e-mail.
        </EmptyState>
      ) : (
        <Table caption="Stopped addresses" head={['Address', 'Why', 'Since', '']}>
          {addresses.map((address) => (
            <AddressLine key={address.id} {...{ address, timeZone, ...lifting }} />
          ))}
        </Table>
      )}
    </>
  )
}

function AddressLine({
  address: { id, recipient, code, since },
  timeZone,
  refusal,
  lift,
}: { address: SuppressedAddress; timeZone: string } & Lifting) {
  const notify = useNotify()
  const { press, pending } = usePress(
    () => lift({ id }),
    () => notify(`E-mails may go to ${recipient} again`),
  )
  return (
    <Row>
      <RowHead>{recipient}</RowHead>
      <Cell>
        <p className="min-w-56">{code ? reasonWord(code) : 'An earlier e-mail came back.'}</p>
      </Cell>
      <Cell nowrap>
        <Time at={since} timeZone={timeZone} />
      </Cell>
      <Cell align="right">
        <Button pending={pending} disabledReason={refusal} onClick={press}>
          Lift<span className="sr-only"> {recipient}</span>
        </Button>
      </Cell>
    </Row>
  )
}
