'use client'

import { useState, useTransition } from 'react'
import { z } from 'zod'
import { Form } from '@/components/form/form'
import { FormText } from '@/components/form/form-fields'
import { Button } from '@/components/ui/button'
import { useNavigation } from '@/components/ui/navigation'
import { Card } from '@/components/ui/page'
import { Callout } from '@/components/ui/status'
import { useNotify } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/kernel/result'

const fields = {
  displayName: 'Display name',
  givenName: 'Given name',
  surname: 'Family name',
  userPrincipalName: 'User name',
  mail: 'Mail',
  department: 'Department',
  jobTitle: 'Job title',
  employeeType: 'Employee type',
  officeLocation: 'Office',
  country: 'Country',
} as const
type FieldName = keyof typeof fields
const names = Object.keys(fields) as FieldName[]

const formSchema = z.object({
  displayName: z.string(),
  givenName: z.string(),
  surname: z.string(),
  userPrincipalName: z.string(),
  mail: z.string(),
  department: z.string(),
  jobTitle: z.string(),
  employeeType: z.string(),
  officeLocation: z.string(),
  country: z.string(),
})
type Values = z.infer<typeof formSchema>
type Verb = 'disable' | 'enable' | 'delete' | 'restore' | 'purge'

interface Props {
  person: Values & { id: string; accountEnabled: boolean; deletedAt: string | null }
  save: (input: Values) => Promise<ActionResult<unknown>>
  act: (input: { id: string; verb: Verb }) => Promise<ActionResult<unknown>>
}

/** What an administrator can do to a person in Microsoft: edit, disable, delete, restore, purge. */
export function PersonEditor({ person, save, act }: Props) {
  const { refresh } = useNavigation()
  const notify = useNotify()
  const values = formSchema.parse(person)
  return (
    <div className="grid max-w-3xl gap-6">
      <Lifecycle person={person} act={act} />
      <Card>
        <Form
          schema={formSchema}
          defaultValues={values}
          submitLabel="Save user"
          onSubmit={save}
          onDone={() => {
            notify('Saved', 'It arrives in Sequr with the next cycle.')
            refresh()
          }}
        >
          <div className="grid gap-4 sm:grid-cols-2">
            {names.map((name) => (
              <FormText key={name} name={name} label={fields[name]} />
            ))}
          </div>
        </Form>
      </Card>
    </div>
  )
}

function Lifecycle({ person, act }: Pick<Props, 'person' | 'act'>) {
  const { push, refresh } = useNavigation()
  const [refusal, setRefusal] = useState<string>()
  const [pending, start] = useTransition()
  const run = (verb: Verb) =>
    start(async () => {
      const result = await act({ id: person.id, verb })
      if (!result.ok) return setRefusal(result.message)
      if (verb === 'purge') push('/practice')
      else refresh()
    })
  const verbs: [Verb, string][] =
    person.deletedAt !== null
      ? [
          ['restore', 'Restore user'],
          ['purge', 'Delete permanently'],
        ]
      : [
          person.accountEnabled ? ['disable', 'Disable account'] : ['enable', 'Enable account'],
          ['delete', 'Delete user'],
        ]
  return (
    <div className="grid gap-3">
      {refusal && (
        <Callout tone="stopped" role="alert">
          {refusal}
        </Callout>
      )}
      <div className="flex flex-wrap gap-2">
        {verbs.map(([verb, label]) => (
          <Button
            key={verb}
            tone={verb === 'delete' || verb === 'purge' ? 'danger' : 'secondary'}
            pending={pending}
            onClick={() => run(verb)}
          >
            {label}
          </Button>
        ))}
      </div>
    </div>
  )
}
