'use client'

import { useState } from 'react'
import { Form } from '@/components/form/form'
import { useFreshSignIn } from '@/components/sign-in/use-fresh-sign-in'
import { Dialog } from '@/components/ui/dialog'
import { useNotify } from '@/components/ui/toast'
import type { AddressHolder, EditedPerson, TypedEffect } from '@/lib/access/schemas'
import {
  type EditLocalInput,
  type EmployeeDetails,
  type LocalPersonForm,
  localPersonSchema,
} from '@/lib/directory/schemas'
import { type ActionResult, refused } from '@/lib/kernel/result'
import {
  clashSentences,
  DetailFields,
  effectWords,
  HolderNotice,
  holderSentence,
} from './detail-fields'
import { MEANWHILE, textsOf } from './edit-details'

export type EditPerson = (input: EditLocalInput) => Promise<ActionResult<EditedPerson>>

/** Edits a person whom Sequr alone keeps. What that does to access is told before it happens. */
export function EditPersonDialog({
  person,
  edit,
  onClose,
}: {
  person: EmployeeDetails
  edit: EditPerson
  onClose: () => void
}) {
  const notify = useNotify()
  const fresh = useFreshSignIn()
  const [began, setBegan] = useState<LocalPersonForm>(() => ({
    ...textsOf(person),
    primaryEmail: person.email ?? '',
  }))
  const [agreed, setAgreed] = useState<TypedEffect>()
  const [holder, setHolder] = useState<AddressHolder>()

  const submit = async (typed: LocalPersonForm): Promise<ActionResult<unknown>> => {
    setHolder(undefined)
    const result = await fresh.run(() => edit({ employeeId: person.id, began, typed, agreed }))
    if (!result.ok) return result
    const answer = result.value
    switch (answer.kind) {
      case 'saved':
        notify(`The details of ${typed.displayName} were saved`)
        onClose()
        return result
      case 'taken':
        setHolder(answer.holder)
        return refused(holderSentence(answer.holder), {
          primaryEmail: holderSentence(answer.holder),
        })
      case 'clash':
        // Both values have been shown: who saves once more means it.
        setBegan({ ...began, ...nowOf(answer.clashes) })
        return refused(MEANWHILE, clashSentences(answer.clashes))
      case 'asks':
        setAgreed(answer.effect)
        return refused(
          `With this the rules decide: ${effectWords(answer.effect)}. Nothing was saved yet.`,
        )
    }
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Edit the details of ${person.name}`}
      description="Kept in Sequr alone. The rules decide at once with what you type."
    >
      <Form
        schema={localPersonSchema}
        defaultValues={began}
        onSubmit={submit}
        submitLabel={agreed ? `Save: ${effectWords(agreed)}` : 'Save details'}
      >
        {holder && <HolderNotice holder={holder} />}
        <DetailFields withEmail />
      </Form>
      {fresh.dialog}
    </Dialog>
  )
}

function nowOf(clashes: readonly { field: string; now: string | null }[]) {
  return Object.fromEntries(clashes.map(({ field, now }) => [field, now ?? '']))
}
