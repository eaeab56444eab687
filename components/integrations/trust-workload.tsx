'use client'

import { type FormEvent, useState, useTransition } from 'react'
import { answerOf } from '@/components/form/answer-of'
import { Button } from '@/components/ui/button'
import { RadioGroup } from '@/components/ui/choices'
import { useNavigation } from '@/components/ui/navigation'
import { Card } from '@/components/ui/page'
import { Callout } from '@/components/ui/status'
import { TextField } from '@/components/ui/text-field'
import type { ActionResult } from '@/lib/kernel/result'

const fields = [
  { name: 'tenantId', label: 'Directory (tenant) ID', hint: 'Whose Entra it is.' },
  { name: 'subject', label: 'Object ID', hint: 'Of the workload identity that provisions.' },
  { name: 'audience', label: 'Application ID', hint: 'The audience that Entra shows, as it is.' },
] as const
type Name = (typeof fields)[number]['name']

const EMPTY: Record<Name, string> = { tenantId: '', subject: '', audience: '' }

/** Workload identity federation: Entra vouches for its own, and there is no secret to keep. */
export function TrustWorkload({
  lifetimes,
  trust,
}: {
  lifetimes: { value: string; label: string }[]
  trust: (input: Record<Name | 'lifetime', string>) => Promise<ActionResult<unknown>>
}) {
  const { refresh } = useNavigation()
  const [values, setValues] = useState(EMPTY)
  const [lifetime, setLifetime] = useState('1y')
  const [refusal, setRefusal] = useState<Extract<ActionResult<never>, { ok: false }>>()
  const [pending, start] = useTransition()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    start(async () => {
      const result = await answerOf(trust({ ...values, lifetime }))
      if (!result.ok) return setRefusal(result)
      setRefusal(undefined)
      setValues(EMPTY)
      refresh()
    })
  }
  return (
    <Card className="grid gap-4">
      <form className="grid gap-4" onSubmit={submit} noValidate aria-label="Trust a workload">
        <div className="grid gap-1">
          <h3 className="font-medium">Without a secret</h3>
          <p className="text-small text-ink-soft">
            With workload identity federation Entra vouches for itself. Tell us whom to trust.
          </p>
        </div>
        {fields.map(({ name, label, hint }) => (
          <TextField
            key={name}
            name={name}
            label={label}
            hint={hint}
            required
            autoComplete="off"
            spellCheck={false}
            value={values[name]}
            error={refusal?.fields?.[name]}
            onChange={(event) => setValues({ ...values, [name]: event.target.value })}
          />
        ))}
        <RadioGroup
          label="Trusted for"
          value={lifetime}
          onValueChange={setLifetime}
          choices={lifetimes}
        />
        {refusal && !refusal.fields && (
          <Callout tone="stopped" role="alert">
            {refusal.message}
          </Callout>
        )}
        <div>
          <Button type="submit" pending={pending}>
            Trust this workload
          </Button>
        </div>
      </form>
    </Card>
  )
}
