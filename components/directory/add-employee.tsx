'use client'

import { useState } from 'react'
import { Form } from '@/components/form/form'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useNavigation } from '@/components/ui/navigation'
import { useNotify } from '@/components/ui/toast'
import type { AddedPerson, AddressHolder } from '@/lib/access/schemas'
import { type LocalPersonForm, localPersonSchema } from '@/lib/directory/schemas'
import { type ActionResult, refused } from '@/lib/kernel/result'
import { DetailFields, effectWords, HolderNotice, holderSentence } from './detail-fields'

export type AddPerson = (input: LocalPersonForm) => Promise<ActionResult<AddedPerson>>

const nobody: LocalPersonForm = {
  displayName: '',
  givenName: '',
  familyName: '',
  primaryEmail: '',
  phone: '',
  title: '',
  department: '',
  employeeNumber: '',
  preferredLanguage: '',
}

/** *Add employee*: somebody whom Entra does not send, and may send later (product.md 3.5). */
export function AddEmployee({ add }: { add: AddPerson }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>Add employee</Button>
      {open && <AddDialog add={add} onClose={() => setOpen(false)} />}
    </>
  )
}

function AddDialog({ add, onClose }: { add: AddPerson; onClose: () => void }) {
  const notify = useNotify()
  const { push } = useNavigation()
  const [holder, setHolder] = useState<AddressHolder>()
  const submit = async (values: LocalPersonForm): Promise<ActionResult<unknown>> => {
    setHolder(undefined)
    const result = await add(values)
    if (!result.ok) return result
    const answer = result.value
    if (answer.kind === 'taken') {
      setHolder(answer.holder)
      const sentence = holderSentence(answer.holder)
      return refused(sentence, { primaryEmail: sentence })
    }
    const effect = effectWords(answer.effect)
    notify(`${values.displayName} was added`, effect && `By the rules: ${effect}.`)
    push(`/employees/${answer.employeeId}`)
    return result
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Add employee"
      description="The rules decide at once, as about everybody whom Entra sends. If Entra later sends this e-mail, the two become one person."
    >
      <Form
        schema={localPersonSchema}
        defaultValues={nobody}
        onSubmit={submit}
        submitLabel="Add employee"
      >
        {holder && <HolderNotice holder={holder} />}
        <DetailFields withEmail />
      </Form>
    </Dialog>
  )
}
