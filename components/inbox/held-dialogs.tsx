'use client'

import { useState } from 'react'
import { answerOf } from '@/components/form/answer-of'
import { Form } from '@/components/form/form'
import { FormText } from '@/components/form/form-fields'
import { useFreshSignIn } from '@/components/sign-in/use-fresh-sign-in'
import { ConfirmDialog, Dialog } from '@/components/ui/dialog'
import { useNavigation } from '@/components/ui/navigation'
import { Callout } from '@/components/ui/status'
import { useNotify } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/kernel/result'
import { counted } from '@/lib/kernel/words'
import { dayAfter, untilSchema, WEEK_DAYS } from './until-day'

interface Asked {
  people: number
  onDone: () => void
  onClose: () => void
}

/** Asks once more, with the number, before access is taken away. */
export function LetItHappenDialog({
  people,
  send,
  onDone,
  onClose,
}: Asked & { send: () => Promise<ActionResult<{ taken: number }>> }) {
  const notify = useNotify()
  const fresh = useFreshSignIn()
  const { refresh } = useNavigation()
  const [refusal, setRefusal] = useState<string>()
  const [pending, setPending] = useState(false)

  async function confirm() {
    setPending(true)
    const result = await answerOf(fresh.run(send))
    setPending(false)
    if (!result.ok) return setRefusal(result.message)
    notify(`${counted(people, 'person', 'people')} lost access`)
    onDone()
    refresh()
  }

  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Take access from ${counted(people, 'person', 'people')}?`}
      description="What the rules say is applied at once: doors close, and keys that open nothing any more end."
      action={`Take access from ${people}`}
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

/** Until when it is put off; then it is asked again, and nothing is taken by itself. */
export function KeepDialog({
  people,
  today,
  timeZone,
  send,
  onDone,
  onClose,
}: Asked & {
  today: string
  timeZone: string
  send: (until: string) => Promise<ActionResult<{ people: number }>>
}) {
  const notify = useNotify()
  const { refresh } = useNavigation()
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Keep access for ${counted(people, 'person', 'people')}`}
      description="Nothing changes. On that day it is back under Needs you; nothing is taken away by itself."
    >
      <Form
        schema={untilSchema}
        defaultValues={{ until: dayAfter(today, WEEK_DAYS, timeZone) }}
        submitLabel="Keep them for now"
        onSubmit={({ until }) => send(until)}
        onDone={() => {
          notify(`${counted(people, 'person keeps', 'people keep')} access for now`)
          onDone()
          refresh()
        }}
      >
        <FormText
          name="until"
          type="date"
          label="Ask again on"
          required
          min={dayAfter(today, 1, timeZone)}
        />
      </Form>
    </Dialog>
  )
}
