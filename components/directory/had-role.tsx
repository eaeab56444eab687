'use client'

import { useState, useTransition } from 'react'
import { answerOf } from '@/components/form/answer-of'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/status'
import { useNotify } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/kernel/result'

export interface HadRoleProps {
  person: { id: string; name: string }
  had: { role: string; until: Date }
  timeZone: string
  /** Why it may not be given back by whoever looks. */
  refusal: string | undefined
  giveBack: (input: { employeeId: string }) => Promise<ActionResult<void>>
}

/** The role that somebody had as an administrator: it does not come back by itself, one press gives it again. */
export function HadRole({ person, had, timeZone, refusal, giveBack }: HadRoleProps) {
  const notify = useNotify()
  const [refused, setRefused] = useState<string>()
  const [pending, start] = useTransition()
  const again = () =>
    start(async () => {
      const result = await answerOf(giveBack({ employeeId: person.id }))
      if (result.ok) notify(`${person.name} is ${had.role} again`)
      else setRefused(result.message)
    })
  return (
    <div className="mb-8 grid gap-2">
      <Callout
        tone="attention"
        title={`Was ${had.role} until ${dayIn(had.until, timeZone)}.`}
        action={
          <Button
            pending={pending}
            disabledReason={refusal}
            aria-label={`Give the role ${had.role} back`}
            onClick={again}
          >
            Give back
          </Button>
        }
      >
        The sign-in as an administrator ended when {person.name} left, and does not come back by
        itself.
      </Callout>
      {refused && (
        <Callout tone="stopped" role="alert">
          {refused}
        </Callout>
      )}
    </div>
  )
}

function dayIn(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone }).format(at)
}
