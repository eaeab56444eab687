'use client'

import { Form } from '@/components/form/form'
import { FormSelect, FormText } from '@/components/form/form-fields'
import { Dialog } from '@/components/ui/dialog'
import { useNotify } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/kernel/result'
import {
  type DoorInput,
  doorSchema,
  type ListedDoor,
  type PropertyChoice,
} from '@/lib/places/schemas'

/** Adds a door, or renames the one it is given. A door stays at its property. */
export function DoorForm({
  door,
  properties,
  propertyId = '',
  save,
  onClose,
}: {
  door?: ListedDoor
  properties: PropertyChoice[]
  /** The property to begin with. */
  propertyId?: string
  save: (values: DoorInput) => Promise<ActionResult<unknown>>
  onClose: () => void
}) {
  const notify = useNotify()
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={door ? `Rename ${door.name}` : 'Add door'}
      {...(door ? { description: `At ${door.property.name}.` } : {})}
    >
      <Form
        schema={doorSchema}
        defaultValues={{ name: door?.name ?? '', propertyId: door?.property.id ?? propertyId }}
        onSubmit={async (values) => {
          const result = await save(values)
          if (result.ok) {
            notify(door ? `${values.name} was saved` : `${values.name} was added`)
            onClose()
          }
          return result
        }}
        submitLabel={door ? 'Rename door' : 'Add door'}
      >
        {!door && (
          <FormSelect
            name="propertyId"
            label="Property"
            required
            options={properties.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <FormText name="name" label="Name" required autoComplete="off" />
      </Form>
    </Dialog>
  )
}
