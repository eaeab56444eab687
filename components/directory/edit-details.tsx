'use client'

import { useState } from 'react'
import { Form } from '@/components/form/form'
import { Dialog } from '@/components/ui/dialog'
import { useNotify } from '@/components/ui/toast'
import {
  type DetailsForm,
  detailsSchema,
  type EditDetailsInput,
  type EditedDetails,
  type EmployeeDetails,
} from '@/lib/directory/schemas'
import { type EditableDetail, ownedDetails } from '@/lib/kernel/editable-details'
import { type ActionResult, refused } from '@/lib/kernel/result'
import { clashSentences, DetailFields } from './detail-fields'

export type EditDetails = (input: EditDetailsInput) => Promise<ActionResult<EditedDetails>>

export const MEANWHILE = 'Somebody changed this meanwhile. Nothing was saved.'

/** Edits what Sequr shows of a person whom Entra sends. */
export function EditDetailsDialog({
  person,
  edit,
  onClose,
}: {
  person: EmployeeDetails
  edit: EditDetails
  onClose: () => void
}) {
  const notify = useNotify()
  const [began, setBegan] = useState<DetailsForm>(() => textsOf(person))
  const submit = async (typed: DetailsForm): Promise<ActionResult<unknown>> => {
    const result = await edit({ employeeId: person.id, began, typed })
    if (!result.ok) return result
    if (result.value.kind === 'clash') {
      const { clashes } = result.value
      // Both values have been shown: who saves once more means it.
      setBegan({
        ...began,
        ...Object.fromEntries(clashes.map((one) => [one.field, one.now ?? ''])),
      })
      return refused(MEANWHILE, clashSentences(clashes))
    }
    notify(`The details of ${typed.displayName} were saved`)
    onClose()
    return result
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Edit the details of ${person.name}`}
      description={<OwnersSentence sequrOwns={person.sequrOwns} />}
    >
      <Form
        schema={detailsSchema}
        defaultValues={began}
        onSubmit={submit}
        submitLabel="Save details"
      >
        <DetailFields />
      </Form>
    </Dialog>
  )
}

function OwnersSentence({ sequrOwns }: { sequrOwns: EditableDetail[] }) {
  const owned = ownedDetails.filter(({ details }) => details.some((one) => sequrOwns.includes(one)))
  const names = new Intl.ListFormat('en').format(owned.map(({ label }) => label))
  return (
    <>
      {owned.length < ownedDetails.length && (
        <>
          Entra owns {owned.length === 0 ? 'these details' : `all but ${names}`}: its next change
          replaces yours.{' '}
        </>
      )}
      {owned.length > 0 && <>Sequr owns {names}: yours stays. </>}
      Rules use Entra’s values.
    </>
  )
}

/** The details as a form holds them. */
export function textsOf(person: EmployeeDetails): DetailsForm {
  return {
    displayName: person.name,
    givenName: person.givenName ?? '',
    familyName: person.familyName ?? '',
    phone: person.phone ?? '',
    title: person.title ?? '',
    department: person.department ?? '',
    employeeNumber: person.employeeNumber ?? '',
    preferredLanguage: person.preferredLanguage ?? '',
  }
}
