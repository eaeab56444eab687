'use client'

import { useTransition } from 'react'
import { answerOf } from '@/components/form/answer-of'
import { Button, LinkButton } from '@/components/ui/button'
import { ClockTime } from '@/components/ui/clock-time'
import { useNotify } from '@/components/ui/toast'
import type { SiteContact, TellContactInput } from '@/lib/alerts/schemas'
import type { ActionResult } from '@/lib/kernel/result'

/** Whom the page can tell about silent doors, and why this administrator may not. */
export interface ContactManagement {
  contacts: SiteContact[]
  refusal?: string | undefined
  tell: (input: TellContactInput) => Promise<ActionResult<void>>
}

/** *Tell the site contact* about the silent doors of a property, and who was told when. */
export function TellContact({
  person,
  place: { propertyId, property, timeZone },
  takenAt,
  manage,
}: {
  person: { id: string }
  place: { propertyId: string; property: string; timeZone: string }
  /** When access was taken; on the same day, the clock says enough. */
  takenAt: Date
  manage: ContactManagement
}) {
  const notify = useNotify()
  const [pending, start] = useTransition()
  const contact = manage.contacts.find((one) => one.propertyId === propertyId)
  if (!contact?.name) {
    return (
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        Nobody is named as the contact of {property}.
        <LinkButton href={`/properties?contact=${propertyId}`}>Name the site contact</LinkButton>
      </p>
    )
  }
  const { told, toldLately, name } = contact
  const tell = () =>
    start(async () => {
      const result = await answerOf(manage.tell({ employeeId: person.id, propertyId }))
      notify(result.ok ? `An e-mail goes to ${name}.` : result.message)
    })
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {!toldLately && (
        <Button
          pending={pending}
          disabledReason={manage.refusal}
          onClick={tell}
          aria-label={`Tell the site contact of ${property}`}
        >
          Tell the site contact
        </Button>
      )}
      {told && (
        <span>
          Told {told.name} <ClockTime at={told.at} timeZone={timeZone} beside={takenAt} />
        </span>
      )}
    </p>
  )
}
