'use client'

import { useState, useTransition } from 'react'
import { answerOf } from '@/components/form/answer-of'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/status'
import { useNotify } from '@/components/ui/toast'
import type { ByHandManagement } from './by-hand'

export interface HadByHand {
  propertyId: string
  accessGroupId: string
  accessGroup: string
  lastDay: string | null
  reason: string
}

/** What somebody had by hand before all access ended: it does not come back by itself, one press gives it again. */
export function HadByHandList({
  had,
  person,
  manage,
}: {
  had: HadByHand[]
  person: { id: string; name: string }
  manage: ByHandManagement
}) {
  return had.map((one) => (
    <HadByHandLine key={one.accessGroupId} had={one} person={person} manage={manage} />
  ))
}

function HadByHandLine({
  had: { accessGroupId, accessGroup, lastDay, reason },
  person,
  manage,
}: {
  had: HadByHand
  person: { id: string; name: string }
  manage: ByHandManagement
}) {
  const notify = useNotify()
  const [refusal, setRefusal] = useState<string>()
  const [pending, start] = useTransition()
  const again = () =>
    start(async () => {
      const noEnd = lastDay === null
      const asked = { employeeId: person.id, accessGroupId, lastDay: lastDay ?? '', noEnd, reason }
      const result = await answerOf(manage.give(asked))
      if (result.ok) notify(`${person.name} has ${accessGroup} again`)
      else setRefusal(result.message)
    })
  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <p>
          <span className="font-medium">{accessGroup}</span>
          <span className="text-ink-soft">
            {' '}
            · given by hand before all access ended, “{reason}”
            {lastDay ? `, until ${dayWords(lastDay)}` : ', without an end'}
          </span>
        </p>
        <Button
          pending={pending}
          disabledReason={manage.refusal}
          aria-label={`Give again ${accessGroup}`}
          onClick={again}
        >
          Give again
        </Button>
      </div>
      {refusal && (
        <Callout tone="stopped" role="alert">
          {refusal}
        </Callout>
      )}
    </div>
  )
}

function dayWords(day: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(day),
  )
}
