'use client'

import { useState, useTransition } from 'react'
import { answerOf } from '@/components/form/answer-of'
import { Button } from '@/components/ui/button'
import { useNavigation } from '@/components/ui/navigation'
import { Card, PageHeader } from '@/components/ui/page'
import { Callout } from '@/components/ui/status'
import type { ActionResult } from '@/lib/kernel/result'

interface Props {
  invitedBy: string
  organization: string
  note: string
  open: () => Promise<ActionResult>
}

/** Looking at it uses nothing up, so a scanner that opens links takes nobody's invitation. */
export function SetUpWelcome({ invitedBy, organization, note, open }: Props) {
  const { push } = useNavigation()
  const [refusal, setRefusal] = useState<string>()
  const [pending, start] = useTransition()
  const press = () =>
    start(async () => {
      const result = await answerOf(open())
      if (result.ok) push('/set-up/steps/microsoft')
      else setRefusal(result.message)
    })
  return (
    <>
      <PageHeader
        title={`${invitedBy} asks for your help`}
        state={`${organization} lets Microsoft Entra ID (Azure AD) decide who may open its doors. You do the part that needs an administrator at Microsoft.`}
      />
      <div className="grid max-w-2xl gap-6">
        {note && (
          <Card>
            <p className="whitespace-pre-line">“{note}”</p>
          </Card>
        )}
        <ol className="grid list-decimal gap-1 pl-5">
          <li>Sign in to Microsoft and allow Sequr to read the directory.</li>
          <li>Create the token with which Entra reaches Sequr.</li>
          <li>Follow the list for Azure; it ticks itself as you go.</li>
        </ol>
        {refusal && (
          <Callout tone="stopped" role="alert">
            {refusal}
          </Callout>
        )}
        <div className="grid justify-items-start gap-2">
          <Button tone="primary" pending={pending} onClick={press}>
            Start my part
          </Button>
          <p className="text-small text-ink-soft">
            This uses the link up: from then on your part is open in this browser alone.
          </p>
        </div>
      </div>
    </>
  )
}
