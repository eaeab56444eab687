'use client'

import { z } from 'zod'
import { Form } from '@/components/form/form'
import { FormRadio } from '@/components/form/form-fields'
import { useFreshSignIn } from '@/components/sign-in/use-fresh-sign-in'
import { useNavigation } from '@/components/ui/navigation'
import { useNotify } from '@/components/ui/toast'
import type { RetentionInput, RetentionView } from '@/lib/integrations/schemas'
import type { ActionResult } from '@/lib/kernel/result'
import { counted } from '@/lib/kernel/words'

const formSchema = z.object({ days: z.string() })

/** For how long personal data of deleted people is kept, and whose goes at once. */
export function RetentionForm({
  retention,
  save,
}: {
  retention: RetentionView
  save: (input: RetentionInput) => Promise<ActionResult<void>>
}) {
  const notify = useNotify()
  const { refresh } = useNavigation()
  const fresh = useFreshSignIn()
  const chosen = (text: string) =>
    retention.choices.find(({ days }) => String(days) === text)?.days ?? 90
  return (
    <>
      <Form
        schema={formSchema}
        defaultValues={{ days: String(retention.days) }}
        submitLabel="Save period"
        onSubmit={({ days }) => fresh.run(() => save({ days: chosen(days) }))}
        onDone={() => {
          notify('The period was saved')
          refresh()
        }}
      >
        <FormRadio
          name="days"
          label="Keep their personal data for"
          choices={retention.choices.map(({ days, removed }) => ({
            value: String(days),
            label: `${days} days${days === 90 ? ' (recommended)' : ''}`,
            hint: removed > 0 && `Removes the data of ${counted(removed, 'person', 'people')} now.`,
          }))}
        />
        <p className="text-small text-ink-soft">
          {counted(retention.kept, 'deleted person is', 'deleted people are')} kept today. What is
          removed cannot be brought back. The activity log keeps names until its entries are 400
          days old.
        </p>
      </Form>
      {fresh.dialog}
    </>
  )
}
