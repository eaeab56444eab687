'use client'

import { type ReactNode, useState } from 'react'
import { answerOf } from '@/components/form/answer-of'
import { useFreshSignIn } from '@/components/sign-in/use-fresh-sign-in'
import { ConfirmDialog } from '@/components/ui/dialog'
import { Callout } from '@/components/ui/status'
import { useNotify } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/kernel/result'

/** Asks before a deletion; what stands in the way is said in the dialog, which then stays open. */
export function DeleteDialog({
  what,
  place,
  remove,
  onClose,
  children,
}: {
  /** The noun, e.g. "access group". */
  what: string
  place: { id: string; name: string }
  remove: (input: { id: string }) => Promise<ActionResult<unknown>>
  onClose: () => void
  children?: ReactNode
}) {
  const notify = useNotify()
  const fresh = useFreshSignIn()
  const [refusal, setRefusal] = useState<string>()
  const [pending, setPending] = useState(false)

  async function confirm() {
    setPending(true)
    const result = await answerOf(fresh.run(() => remove({ id: place.id })))
    setPending(false)
    if (!result.ok) return setRefusal(result.message)
    notify(`${place.name} was deleted`)
    onClose()
  }

  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete ${place.name}?`}
      description={children}
      action={`Delete ${what}`}
      pending={pending}
      onConfirm={confirm}
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
