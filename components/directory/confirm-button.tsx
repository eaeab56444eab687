'use client'

import { type ReactNode, useState, useTransition } from 'react'
import { answerOf } from '@/components/form/answer-of'
import { useFreshSignIn } from '@/components/sign-in/use-fresh-sign-in'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/dialog'
import { Callout } from '@/components/ui/status'
import { useNotify } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/kernel/result'

export interface ConfirmWords {
  button: string
  question: string
  consequence: string
  /** The verb that does it. */
  action: string
  done: string
}

/** One press and a confirmation that says what follows; a refusal stands in the dialog. */
export function ConfirmButton({
  words,
  danger = false,
  disabledReason,
  run,
  children,
}: {
  words: ConfirmWords
  danger?: boolean
  disabledReason?: string | undefined
  run: () => Promise<ActionResult<void>>
  /** What is chosen before it is confirmed. */
  children?: ReactNode
}) {
  const notify = useNotify()
  const fresh = useFreshSignIn()
  const [open, setOpen] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const [pending, startTransition] = useTransition()

  const confirm = () =>
    startTransition(async () => {
      const result = await answerOf(fresh.run(run))
      if (!result.ok) {
        setRefusal(result.message)
        return
      }
      setOpen(false)
      notify(words.done)
    })

  return (
    <>
      <Button
        tone={danger ? 'danger' : 'secondary'}
        disabledReason={disabledReason}
        onClick={() => {
          setRefusal(undefined)
          setOpen(true)
        }}
      >
        {words.button}
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={words.question}
        description={words.consequence}
        action={words.action}
        tone={danger ? 'danger' : 'primary'}
        pending={pending}
        onConfirm={confirm}
      >
        {children}
        {refusal && (
          <Callout tone="stopped" role="alert">
            {refusal}
          </Callout>
        )}
        {fresh.dialog}
      </ConfirmDialog>
    </>
  )
}
