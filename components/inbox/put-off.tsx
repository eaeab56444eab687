'use client'

import { useState } from 'react'
import { Form } from '@/components/form/form'
import { FormText } from '@/components/form/form-fields'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useNotify } from '@/components/ui/toast'
import type { PutOffInput } from '@/lib/inbox/schemas'
import type { ActionResult } from '@/lib/kernel/result'
import { dayAfter, untilSchema, WEEK_DAYS } from './until-day'

export type PutOffAction = (input: PutOffInput) => Promise<ActionResult<void>>

/** The one way to put an item off: with a day on which it is back by itself (product.md 3.11). */
export function PutOff({
  label,
  title,
  item,
  today,
  timeZone,
  refusal,
  putOff,
}: {
  label: string
  /** What is put off, in the words of the list. */
  title: string
  item: Omit<PutOffInput, 'until'>
  /** ISO 8601. */
  today: string
  /** Where that day begins. */
  timeZone: string
  refusal: string | undefined
  putOff: PutOffAction
}) {
  const notify = useNotify()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button tone="quiet" disabledReason={refusal} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={label}
        description={`${title}. Nothing changes meanwhile. On that day it is back under Needs you, unless it is settled by then.`}
      >
        <Form
          schema={untilSchema}
          defaultValues={{ until: dayAfter(today, WEEK_DAYS, timeZone) }}
          submitLabel={label}
          onSubmit={({ until }) => putOff({ ...item, until })}
          onDone={() => {
            setOpen(false)
            notify('Put off. It comes back by itself.')
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
    </>
  )
}
