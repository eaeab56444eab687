'use client'

import { Form } from '@/components/form/form'
import { FormSelect, FormSwitch, FormText, FormTextArea } from '@/components/form/form-fields'
import { Dialog } from '@/components/ui/dialog'
import { useNotify } from '@/components/ui/toast'
import { type PropertyEmailInput, propertyEmailSchema } from '@/lib/email/schemas'
import { languageNames, languages } from '@/lib/kernel/languages'
import type { ActionResult } from '@/lib/kernel/result'
import type { ListedProperty } from '@/lib/places/schemas'

/** How a property's e-mails speak, whom they name, and quiet mode. */
export function PropertyEmailForm({
  property: { id, name, emails },
  save,
  onClose,
}: {
  property: ListedProperty
  save: (values: PropertyEmailInput & { id: string }) => Promise<ActionResult<unknown>>
  onClose: () => void
}) {
  const notify = useNotify()
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`E-mails of ${name}`}
      description="What people with a key here are told, and by whom."
    >
      <Form
        schema={propertyEmailSchema}
        defaultValues={emails}
        onSubmit={async (values) => {
          const result = await save({ ...values, id })
          if (result.ok) {
            notify(`E-mails of ${name} were saved`)
            onClose()
          }
          return result
        }}
        submitLabel="Save e-mails"
      >
        <FormSelect
          name="language"
          label="Language"
          hint="For people whose own language Entra does not say, or we do not have."
          options={languages.map((value) => ({ value, label: languageNames[value] }))}
        />
        <FormText
          name="senderName"
          label="Sender"
          hint="Shown as “… via Sequr”. Empty: the organisation."
          autoComplete="off"
        />
        <FormText name="contactName" label="Whom to ask" autoComplete="off" />
        <FormText
          name="contactEmail"
          label="Their e-mail"
          hint="Answers to our e-mails go there."
          inputMode="email"
          autoComplete="off"
        />
        <FormText name="contactPhone" label="Their phone" inputMode="tel" autoComplete="off" />
        <FormTextArea
          name="dayOneNote"
          label="Where to go on day one"
          hint="One or two sentences, as people should read them."
        />
        <FormSwitch
          name="quiet"
          label="Quiet mode"
          hint="Build every e-mail and send none. What was built can be sent later."
        />
      </Form>
    </Dialog>
  )
}
