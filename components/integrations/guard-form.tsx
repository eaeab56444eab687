'use client'

import { z } from 'zod'
import { Form } from '@/components/form/form'
import { FormText } from '@/components/form/form-fields'
import { useNavigation } from '@/components/ui/navigation'
import { useNotify } from '@/components/ui/toast'
import {
  GUARD_PEOPLE_MIN,
  type GuardInput,
  type GuardView,
  guardSchema,
} from '@/lib/access/schemas'
import type { ActionResult } from '@/lib/kernel/result'
import { counted } from '@/lib/kernel/words'

/** What is typed are texts; what they mean is checked by the schema that the server checks. */
const typed = z
  .object({ percent: z.string(), people: z.string() })
  .superRefine((values, context) => {
    for (const issue of guardSchema.safeParse(numbers(values)).error?.issues ?? []) {
      context.addIssue({ code: 'custom', message: issue.message, path: issue.path })
    }
  })

function numbers({ percent, people }: { percent: string; people: string }): GuardInput {
  const number = (text: string) => (text.trim() === '' ? Number.NaN : Number(text))
  return { percent: number(percent), people: number(people) }
}

/** How many people may lose access within half an hour before somebody must decide. */
export function GuardForm({
  guard,
  save,
}: {
  guard: GuardView
  save: (input: GuardInput) => Promise<ActionResult<GuardView>>
}) {
  const notify = useNotify()
  const { refresh } = useNavigation()
  return (
    <Form
      schema={typed}
      defaultValues={{ percent: String(guard.percent), people: String(guard.people) }}
      submitLabel="Save limit"
      onSubmit={(values) => save(numbers(values))}
      onDone={({ limit }) => {
        notify(`The limit is ${counted(limit, 'person', 'people')} now`)
        refresh()
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <FormText name="percent" label="Percent of your people" required inputMode="numeric" />
        <FormText
          name="people"
          label="People at most"
          hint={`Not below ${GUARD_PEOPLE_MIN}.`}
          required
          inputMode="numeric"
        />
      </div>
      <p className="text-small text-ink-soft">
        Whichever is smaller, and never below {GUARD_PEOPLE_MIN}. For your{' '}
        {counted(guard.peopleTotal, 'person', 'people')} that is {guard.limit} today.
      </p>
    </Form>
  )
}
