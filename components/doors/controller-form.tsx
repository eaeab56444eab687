'use client'

import { useState } from 'react'
import { Form } from '@/components/form/form'
import { FormSelect, FormText } from '@/components/form/form-fields'
import { useFreshSignIn } from '@/components/sign-in/use-fresh-sign-in'
import { Button } from '@/components/ui/button'
import { CopyField } from '@/components/ui/copy-field'
import { Dialog } from '@/components/ui/dialog'
import { type ControllerInput, controllerSchema, type NewController } from '@/lib/doors/schemas'
import type { ActionResult } from '@/lib/kernel/result'

const EVERY = { value: '', label: 'Every property' }

/** Adds a controller, then shows its credential, once. */
export function ControllerForm({
  properties,
  create,
  onClose,
}: {
  properties: { id: string; name: string }[]
  create: (input: ControllerInput) => Promise<ActionResult<NewController>>
  onClose: () => void
}) {
  const fresh = useFreshSignIn()
  const [made, setMade] = useState<NewController>()
  if (made) {
    return (
      <Dialog
        open
        onOpenChange={(open) => !open && onClose()}
        title="Copy the credential now"
        description="We keep only a fingerprint, so we cannot show it again."
        footer={
          <Button tone="primary" onClick={onClose}>
            Done
          </Button>
        }
      >
        <CopyField label="Credential" value={made.credential} what="Credential" secret />
      </Dialog>
    )
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Add controller"
      description="It may ask about the doors that you choose here, and about no others."
    >
      <Form
        schema={controllerSchema}
        defaultValues={{ name: '', propertyId: '' }}
        onSubmit={async (values) => {
          const result = await fresh.run(() => create(values))
          if (result.ok) setMade(result.value)
          return result
        }}
        submitLabel="Add controller"
      >
        <FormText name="name" label="Name" required autoComplete="off" />
        <FormSelect
          name="propertyId"
          label="Asks for the doors of"
          options={[EVERY, ...properties.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      </Form>
      {fresh.dialog}
    </Dialog>
  )
}
