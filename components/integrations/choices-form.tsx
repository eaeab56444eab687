'use client'

import { z } from 'zod'
import { Form } from '@/components/form/form'
import { FormRadio } from '@/components/form/form-fields'
import { useNotify } from '@/components/ui/toast'
import type { Choices } from '@/lib/integrations/schemas'
import type { ActionResult } from '@/lib/kernel/result'

const formSchema = z.object({
  placement: z.enum(['chosen', 'everyone']),
  keys: z.enum(['yes', 'no']),
})

/** The two choices of the set-up, which can be changed at any time (D9, D10). */
export function ChoicesForm({
  choices,
  save,
}: {
  choices: Choices
  save: (input: Choices) => Promise<ActionResult<unknown>>
}) {
  const notify = useNotify()
  return (
    <Form
      schema={formSchema}
      defaultValues={{ placement: choices.placement, keys: choices.keyDefault ? 'yes' : 'no' }}
      submitLabel="Save choices"
      onSubmit={({ placement, keys }) => save({ placement, keyDefault: keys === 'yes' })}
      onDone={() => notify('The choices were saved')}
    >
      <FormRadio
        name="placement"
        label="Who goes where?"
        choices={[
          { value: 'chosen', label: 'Chosen people per property' },
          { value: 'everyone', label: 'Everyone at every property' },
        ]}
      />
      <FormRadio
        name="keys"
        label="Mobile keys for newly boarded people?"
        choices={[
          { value: 'yes', label: 'Yes (recommended)' },
          { value: 'no', label: 'No' },
        ]}
      />
    </Form>
  )
}
