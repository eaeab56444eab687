'use client'

import { useController, useFormContext, useWatch } from 'react-hook-form'
import { useFieldId } from '@/components/form/field-ids'
import { Form } from '@/components/form/form'
import { FormChecks, FormText } from '@/components/form/form-fields'
import { Dialog } from '@/components/ui/dialog'
import { Select } from '@/components/ui/select'
import { Callout } from '@/components/ui/status'
import { useNotify } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/kernel/result'
import { counted } from '@/lib/kernel/words'
import {
  type AccessGroupInput,
  accessGroupSchema,
  type DoorChoice,
  type ListedAccessGroup,
  type PropertyChoice,
} from '@/lib/places/schemas'
import { HoursField } from './hours-field'

interface AccessGroupFormProps {
  group?: ListedAccessGroup
  properties: PropertyChoice[]
  doors: DoorChoice[]
  /** The property to begin with. */
  propertyId?: string
  save: (values: AccessGroupInput) => Promise<ActionResult<unknown>>
  onClose: () => void
}

/** Adds an access group, or changes the name, the doors and the hours of the one it is given. */
export function AccessGroupForm(props: AccessGroupFormProps) {
  const { group, propertyId = '', save, onClose } = props
  const notify = useNotify()
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={group ? `Edit ${group.name}` : 'Add access group'}
      description={group ? `At ${group.property.name}.` : 'A set of doors that rules can give.'}
    >
      <Form
        schema={accessGroupSchema}
        defaultValues={{
          name: group?.name ?? '',
          propertyId: group?.property.id ?? propertyId,
          doorIds: group?.doors.map((door) => door.id) ?? [],
          hours: group?.hours ?? [],
        }}
        onSubmit={async (values) => {
          const result = await save(values)
          if (result.ok) {
            notify(group ? `${values.name} was saved` : `${values.name} was added`)
            onClose()
          }
          return result
        }}
        submitLabel={group ? 'Save access group' : 'Add access group'}
      >
        <Fields {...props} />
      </Form>
    </Dialog>
  )
}

function Fields({ group, properties, doors }: AccessGroupFormProps) {
  const propertyId: string = useWatch({ name: 'propertyId' })
  const here = doors.filter((door) => door.propertyId === propertyId)
  return (
    <>
      {!group && <PropertyField properties={properties} />}
      <FormText name="name" label="Name" required autoComplete="off" />
      {propertyId && (
        <FormChecks
          name="doorIds"
          label="Doors"
          options={here.map(({ id, name }) => ({ value: id, label: name }))}
          empty="This property has no doors yet. The group can be saved without any."
        />
      )}
      <HoursField timeZone={group?.property.timeZone} />
      {group && group.people > 0 && (
        <Callout tone="waiting">
          {counted(group.people, 'person has', 'people have')} this group. A door you tick opens for
          them at once; one you clear shuts for them at once, and so do new hours.
        </Callout>
      )}
    </>
  )
}

/** Another property has other doors, so what was ticked is cleared with the choice. */
function PropertyField({ properties }: { properties: PropertyChoice[] }) {
  const { field, fieldState } = useController<AccessGroupInput, 'propertyId'>({
    name: 'propertyId',
  })
  const { setValue } = useFormContext<AccessGroupInput>()
  const fieldId = useFieldId()
  return (
    <Select
      id={fieldId('propertyId')}
      label="Property"
      required
      options={properties.map(({ id, name }) => ({ value: id, label: name }))}
      value={field.value}
      onValueChange={(propertyId) => {
        field.onChange(propertyId)
        setValue('doorIds', [])
      }}
      error={fieldState.error?.message}
    />
  )
}
