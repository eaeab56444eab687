'use client'

import { useState, useTransition } from 'react'
import { answerOf } from '@/components/form/answer-of'
import { ConfirmDialog } from '@/components/ui/dialog'
import { useNavigation } from '@/components/ui/navigation'
import { Segmented } from '@/components/ui/segmented'
import { Callout } from '@/components/ui/status'
import { useNotify } from '@/components/ui/toast'
import type { ChangeOwnerInput, DetailOwnerView } from '@/lib/integrations/schemas'
import type { ActionResult } from '@/lib/kernel/result'
import { counted } from '@/lib/kernel/words'

type Change = (input: ChangeOwnerInput) => Promise<ActionResult<void>>

const owners = [
  { value: 'entra', label: 'Entra' },
  { value: 'sequr', label: 'Sequr' },
] as const

/** *Who owns which details*: a choice for each, made at once (D29). */
export function DetailOwners({ details, change }: { details: DetailOwnerView[]; change: Change }) {
  const { pending, refusal, asked, choose, confirm, close } = useOwners(change)
  return (
    <div className="grid gap-3">
      {refusal && !asked && (
        <Callout tone="stopped" role="alert">
          {refusal}
        </Callout>
      )}
      <ul className="grid gap-2">
        {details.map((detail) => (
          <li
            key={detail.id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1"
          >
            <span>
              {detail.label}
              {detail.ownValues > 0 && (
                <span className="block text-small text-ink-soft">{ownWords(detail)}.</span>
              )}
            </span>
            <Segmented
              label={`Who owns: ${detail.label}`}
              choices={owners}
              value={detail.owner}
              onValueChange={(owner) => owner !== detail.owner && choose(detail, owner)}
            />
          </li>
        ))}
      </ul>
      <p className="text-small text-ink-soft">
        Leaving, returning and e-mail always come from Entra. Rules use Entra’s values, whoever owns
        the detail.
      </p>
      {asked && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && close()}
          title={`Let Entra own ${asked.label} again?`}
          description={`${ownWords(asked)}; Entra’s takes its place. What is lost stands in the activity log.`}
          action={`Replace the value of ${counted(asked.ownValues, 'person', 'people')}`}
          pending={pending}
          onConfirm={confirm}
        >
          {refusal && (
            <Callout tone="stopped" role="alert">
              {refusal}
            </Callout>
          )}
        </ConfirmDialog>
      )}
    </div>
  )
}

/** Sends a choice; one that replaces people's values is confirmed with their number first. */
function useOwners(change: Change) {
  const notify = useNotify()
  const { refresh } = useNavigation()
  const [pending, start] = useTransition()
  const [refusal, setRefusal] = useState<string>()
  const [asked, setAsked] = useState<DetailOwnerView>()

  const send = ({ id, label }: DetailOwnerView, owner: 'entra' | 'sequr', replaces: number) =>
    start(async () => {
      const result = await answerOf(change({ detail: id, owner, replaces }))
      setRefusal(result.ok ? undefined : result.message)
      refresh()
      if (!result.ok) return
      setAsked(undefined)
      notify(`${owner === 'entra' ? 'Entra' : 'Sequr'} owns ${label} now`)
    })

  return {
    pending,
    refusal,
    asked,
    choose: (detail: DetailOwnerView, owner: 'entra' | 'sequr') => {
      setRefusal(undefined)
      if (owner === 'entra' && detail.ownValues > 0) setAsked(detail)
      else send(detail, owner, 0)
    },
    confirm: () => asked && send(asked, 'entra', asked.ownValues),
    close: () => setAsked(undefined),
  }
}

const ownWords = ({ ownValues }: DetailOwnerView) =>
  `${counted(ownValues, 'person has', 'people have')} a value of their own`
