'use client'

import { useEffect, useId, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { ChipsField } from '@/components/ui/chips-field'
import { Section } from '@/components/ui/page'
import { Select } from '@/components/ui/select'
import type { WhatIfField, WhatIfInput, WhatIfResult } from '@/lib/access/schemas'
import type { ActionResult } from '@/lib/kernel/result'
import { WhatIfEffect } from './what-if-effect'

export interface WhatIfProps {
  employeeId: string
  /** The values that rules ask for, with what else they could be; read when somebody wants to try. */
  readFields: (input: { employeeId: string }) => Promise<ActionResult<WhatIfField[]>>
  /** Decides with other values; stores nothing. */
  compute: (input: WhatIfInput) => Promise<ActionResult<WhatIfResult>>
}

/** So long a hand rests before the question is asked. */
const WAIT_MS = 300

type Values = Record<string, string[]>

/** Try other values on a person and see the doors that would follow. */
export function WhatIf({ employeeId, readFields, compute }: WhatIfProps) {
  const [fields, setFields] = useState<ActionResult<WhatIfField[]>>()
  const [pending, setPending] = useState(false)

  async function open() {
    setPending(true)
    setFields(await readFields({ employeeId }).catch(() => NO_ANSWER))
    setPending(false)
  }

  return (
    <Section
      title="What would change if…"
      id="what-if"
      description="Change a value and see the doors. Nothing is stored, and nobody is told."
    >
      {fields?.ok ? (
        <Trial employeeId={employeeId} fields={fields.value} compute={compute} />
      ) : (
        <div className="flex flex-wrap items-center gap-3">
          <Button pending={pending} onClick={open}>
            Try other values
          </Button>
          {fields && <p role="alert">{fields.message}</p>}
        </div>
      )}
    </Section>
  )
}

const NO_ANSWER = { ok: false, message: 'Sequr did not answer. Try again.' } as const

function Trial({
  employeeId,
  fields,
  compute,
}: Pick<WhatIfProps, 'employeeId' | 'compute'> & { fields: WhatIfField[] }) {
  const today = Object.fromEntries(fields.map((field) => [field.operand, field.values]))
  const [values, setValues] = useState<Values>(today)
  const changed = fields.filter((field) => !isSame(values[field.operand] ?? [], field.values))
  const { result, pending } = useAnswer({ employeeId, compute }, changed, values)
  if (fields.length === 0) {
    return (
      <p className="text-ink-soft">No rule asks for a value yet, so there is nothing to try.</p>
    )
  }
  return (
    <div className="grid gap-4 rounded-base border bg-raised p-4">
      <div className="grid items-start gap-3 sm:grid-cols-2">
        {fields.map((field) => (
          <FieldInput
            key={field.operand}
            field={field}
            values={values[field.operand] ?? []}
            onChange={(next) => setValues({ ...values, [field.operand]: next })}
          />
        ))}
      </div>
      <div role="status" aria-busy={pending} className={pending ? 'opacity-60' : undefined}>
        <WhatIfEffect result={changed.length > 0 ? result : undefined} />
      </div>
      {changed.length > 0 && (
        <Button className="w-fit" onClick={() => setValues(today)}>
          Back to today’s values
        </Button>
      )}
    </div>
  )
}

/** The answer to the values of this moment; an older one stays, dimmed, while it is computed. */
function useAnswer(
  { employeeId, compute }: Pick<WhatIfProps, 'employeeId' | 'compute'>,
  changed: WhatIfField[],
  values: Values,
) {
  const [result, setResult] = useState<ActionResult<WhatIfResult>>()
  const [pending, setPending] = useState(false)
  const asked = JSON.stringify(changed.map(({ operand }) => [operand, values[operand] ?? []]))
  const latest = useRef('')
  useEffect(() => {
    latest.current = asked
    const question: [string, string[]][] = JSON.parse(asked)
    if (question.length === 0) {
      setResult(undefined)
      setPending(false)
      return
    }
    setPending(true)
    const timer = setTimeout(async () => {
      const answer = await compute({ employeeId, values: Object.fromEntries(question) }).catch(
        () => ({
          ok: false as const,
          message: 'Sequr did not answer. Change a value to ask again.',
        }),
      )
      if (latest.current !== asked) return
      setResult(answer)
      setPending(false)
    }, WAIT_MS)
    return () => clearTimeout(timer)
  }, [asked, employeeId, compute])
  return { result, pending }
}

function FieldInput({
  field,
  values,
  onChange,
}: {
  field: WhatIfField
  values: string[]
  onChange: (values: string[]) => void
}) {
  const id = useId()
  const [text, setText] = useState('')
  const hint = isSame(values, field.values) ? undefined : `Today: ${wordsOf(field)}`
  if (field.kind === 'yesNo') {
    return (
      <Select
        label={field.label}
        hint={hint}
        options={[
          { value: 'true', label: 'Yes' },
          { value: 'false', label: 'No' },
        ]}
        value={values[0] ?? ''}
        onValueChange={(value) => onChange([value])}
      />
    )
  }
  const listed = field.kind === 'listed'
  return (
    <ChipsField
      id={id}
      label={field.label}
      hint={hint}
      values={values}
      onValuesChange={onChange}
      text={text}
      onTextChange={setText}
      suggestions={field.suggestions}
      // Names hold commas, so only other values are parted there.
      breaks={listed ? ';\n' : ',;\n'}
      placeholder="No value"
      {...(listed ? { resolve: (typed: string) => named(field, typed) } : {})}
    />
  )
}

function named({ suggestions }: WhatIfField, typed: string): string | undefined {
  const wanted = typed.trim().toLowerCase()
  return suggestions.find((one) => one.label.toLowerCase() === wanted)?.value
}

function wordsOf({ values, suggestions, kind }: WhatIfField): string {
  if (values.length === 0) return 'no value'
  if (kind === 'yesNo') return values[0] === 'true' ? 'Yes' : 'No'
  const labelOf = (value: string) => suggestions.find((one) => one.value === value)?.label ?? value
  return values.map(labelOf).join(', ')
}

const isSame = (left: string[], right: string[]) =>
  left.length === right.length && left.every((value) => right.includes(value))
