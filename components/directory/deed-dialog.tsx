'use client'

import { useState, useTransition } from 'react'
import { answerOf } from '@/components/form/answer-of'
import { useFreshSignIn } from '@/components/sign-in/use-fresh-sign-in'
import { ConfirmDialog } from '@/components/ui/dialog'
import { Callout } from '@/components/ui/status'
import { useNotify } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/kernel/result'

export interface DeedWords {
  question: string
  consequence: string
  /** The verb that does it. */
  action: string
  done: string
  /** It takes something away. */
  danger?: boolean
}

/** A deed about a key or a card: what follows is said first, and a refusal stands in the dialog. */
export function DeedDialog({
  words,
  act,
  onClose,
}: {
  words: DeedWords
  act: () => Promise<ActionResult<void>>
  onClose: () => void
}) {
  const notify = useNotify()
  const fresh = useFreshSignIn()
  const [refusal, setRefusal] = useState<string>()
  const [pending, start] = useTransition()
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={words.question}
      description={words.consequence}
      action={words.action}
      tone={words.danger ? 'danger' : 'primary'}
      pending={pending}
      onConfirm={() =>
        start(async () => {
          const result = await answerOf(fresh.run(act))
          if (!result.ok) return setRefusal(result.message)
          notify(words.done)
          onClose()
        })
      }
    >
      {refusal && (
        <Callout tone="stopped" role="alert">
          {refusal}
        </Callout>
      )}
      {fresh.dialog}
    </ConfirmDialog>
  )
}
