'use client'

import { Form } from '@/components/form/form'
import { FormText } from '@/components/form/form-fields'
import { Dialog } from '@/components/ui/dialog'
import { useNotify } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/kernel/result'
import { type ListedProperty, type PropertyInput, propertySchema } from '@/lib/places/schemas'
import { TimeZoneField } from './time-zone-field'

/** Adds a property, or changes the one it is given. */
export function PropertyForm({
  property,
  save,
  onClose,
}: {
  property?: ListedProperty
  save: (values: PropertyInput) => Promise<ActionResult<unknown>>
  onClose: () => void
}) {
  const notify = useNotify()
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={property ? `Edit ${property.name}` : 'Add property'}
      description="A property is an office location. It has its own doors, access groups and rules."
    >
      <Form
        schema={propertySchema}
        defaultValues={{
          name: property?.name ?? '',
          address: property?.address ?? '',
          timeZone: property?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
        }}
        onSubmit={async (values) => {
          const result = await save(values)
          if (result.ok) {
            notify(property ? `${values.name} was saved` : `${values.name} was added`)
            onClose()
          }
          return result
        }}
        submitLabel={property ? 'Save property' : 'Add property'}
      >
        <FormText name="name" label="Name" required autoComplete="off" />
        <FormText name="address" label="Address" autoComplete="off" />
        <TimeZoneField name="timeZone" />
      </Form>
    </Dialog>
  )
}
