'use client'

import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/status'
import { useNotify } from '@/components/ui/toast'
import type { HeldEmails } from '@/lib/email/schemas'
import type { ActionResult } from '@/lib/kernel/result'
import { counted } from '@/lib/kernel/words'
import { usePress } from './use-press'

/** What a property's quiet mode holds, and the way to send it once that is over. */
export function HeldCallout({
  held: { propertyId, property, quiet, count },
  refusal,
  release,
}: {
  held: HeldEmails
  refusal?: string | undefined
  release: (input: { propertyId: string }) => Promise<ActionResult<number>>
}) {
  const notify = useNotify()
  const { press, pending } = usePress(
    () => release({ propertyId }),
    (sent) => notify(`${counted(sent, 'e-mail')} for ${property} will be sent`),
  )
  const waiting = counted(count, 'e-mail')
  if (quiet) {
    return (
      <div className="mb-4">
        <Callout tone="waiting" title={`${property} is in quiet mode`}>
          E-mails are built and held, none is sent. {waiting} {count === 1 ? 'waits' : 'wait'} now.
          Switch quiet mode off under Properties to send.
        </Callout>
      </div>
    )
  }
  return (
    <div className="mb-4">
      <Callout
        tone="attention"
        title={`${waiting} for ${property} ${count === 1 ? 'was' : 'were'} held`}
        action={
          <Button tone="primary" pending={pending} disabledReason={refusal} onClick={press}>
            {`Send ${waiting}`}
          </Button>
        }
      >
        Quiet mode is over. Nobody has been told yet; invitations get a link that works for seven
        days from now.
      </Callout>
    </div>
  )
}
