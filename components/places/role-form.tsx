'use client'

import { Form } from '@/components/form/form'
import { FormSelect, FormText, FormTextArea } from '@/components/form/form-fields'
import { Dialog } from '@/components/ui/dialog'
import { useNotify } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/kernel/result'
import { type ListedRole, type RoleInput, roleSchema } from '@/lib/places/schemas'

/** Copies a built-in role under a new name, or changes the custom role it is given. */
export function RoleForm({
  role,
  builtIn,
  save,
  onClose,
}: {
  role?: ListedRole
  /** The built-in roles within the administrator's own. */
  builtIn: ListedRole[]
  save: (values: RoleInput) => Promise<ActionResult<unknown>>
  onClose: () => void
}) {
  const notify = useNotify()
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={role ? `Edit ${role.name}` : 'Add role'}
      description="A role of your own is a copy of a built-in one: it may do the same, under your words."
    >
      <Form
        schema={roleSchema}
        defaultValues={{
          name: role?.name ?? '',
          description: role?.description ?? '',
          basedOn: role?.basedOn ?? 'user',
        }}
        onSubmit={async (values) => {
          const result = await save(values)
          if (result.ok) {
            notify(role ? `${values.name} was saved` : `${values.name} was added`)
            onClose()
          }
          return result
        }}
        submitLabel={role ? 'Save role' : 'Add role'}
      >
        <FormText name="name" label="Name" required autoComplete="off" />
        <FormSelect
          name="basedOn"
          label="May do the same as"
          required
          options={builtIn.map(({ basedOn, name }) => ({ value: basedOn, label: name }))}
        />
        <FormTextArea name="description" label="What it is for" rows={2} />
      </Form>
    </Dialog>
  )
}
