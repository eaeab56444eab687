'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import {
  type DefaultValues,
  type FieldValues,
  FormProvider,
  type Path,
  useForm,
  useFormContext,
} from 'react-hook-form'
import type { z } from 'zod'
import { Button, type ButtonTone } from '@/components/ui/button'
import { useUnsavedWork } from '@/components/ui/unsaved-work'
import type { ActionResult } from '@/lib/kernel/result'
import { answerOf } from './answer-of'
import { FieldIds, useFieldId, useFocusField } from './field-ids'

interface FormProps<Values extends FieldValues, T> {
  schema: z.ZodType<Values, Values>
  defaultValues: DefaultValues<Values>
  /** A server action. What it refuses stands beside the fields; what was typed stays. */
  onSubmit: (values: Values) => Promise<ActionResult<T>>
  onDone?: (value: T) => void
  /** A verb with its object, e.g. "Add door". */
  submitLabel: string
  submitTone?: ButtonTone
  /** What is typed is no work: nobody is asked before it is left. */
  disposable?: boolean
  secondary?: ReactNode
  children: ReactNode
}

/**
 * The shell of every form: one schema for browser and server, a summary of errors with links to
 * the fields, Ctrl or ⌘ with Enter to send.
 */
export function Form<Values extends FieldValues, T>({
  schema,
  defaultValues,
  onSubmit,
  onDone,
  submitLabel,
  submitTone = 'primary',
  disposable = false,
  secondary,
  children,
}: FormProps<Values, T>) {
  const form = useForm<Values>({
    resolver: zodResolver(schema),
    defaultValues,
    shouldFocusError: false,
  })
  const [refusal, setRefusal] = useState<string>()
  const element = useRef<HTMLFormElement>(null)
  const prefix = useId()
  const { isDirty } = form.formState
  useUnsavedWork(isDirty && !disposable)

  const submit = form.handleSubmit(async (values) => {
    setRefusal(undefined)
    const result = await answerOf(onSubmit(values), STILL_HERE)
    if (result.ok) {
      // What is saved is where the next change begins, so nothing is asked when the page is left.
      form.reset(values)
      onDone?.(result.value)
      return
    }
    for (const [name, message] of Object.entries(result.fields ?? {})) {
      form.setError(name as Path<Values>, { message })
    }
    setRefusal(result.message)
  })

  return (
    <FormProvider {...form}>
      <form
        ref={element}
        noValidate
        onSubmit={submit}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault()
            if (!form.formState.isSubmitting) element.current?.requestSubmit()
          }
        }}
        className="grid gap-4"
      >
        <FieldIds value={prefix}>
          <ErrorSummary refusal={refusal} />
          {children}
        </FieldIds>
        <div className="flex flex-wrap justify-end gap-2">
          {secondary}
          <Button type="submit" tone={submitTone} pending={form.formState.isSubmitting}>
            {submitLabel}
          </Button>
        </div>
      </form>
    </FormProvider>
  )
}

/** What is wrong, on top, with a link to each field; takes focus when it appears. */
function ErrorSummary({ refusal }: { refusal: string | undefined }) {
  const { formState } = useFormContext()
  const fieldId = useFieldId()
  const focusField = useFocusField()
  const box = useRef<HTMLDivElement>(null)
  const errors = messagesOf(formState.errors)
  // A refusal that belongs to a field already stands in the list below.
  const said = refusal === undefined || errors.some(({ message }) => message === refusal)
  const shown = formState.submitCount > 0 && (errors.length > 0 || refusal !== undefined)
  const submitted = formState.submitCount
  useEffect(() => {
    if (shown && submitted > 0) box.current?.focus()
  }, [shown, submitted])
  if (!shown) return null
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="alert"
      className="grid gap-1 rounded-base border border-stopped/50 bg-stopped-soft p-3"
    >
      <p className="font-medium">{said ? 'Please look at these fields.' : refusal}</p>
      {errors.length > 0 && (
        <ul className="list-disc pl-5">
          {errors.map(({ name, message }) => (
            <li key={name}>
              <a
                href={`#${fieldId(name)}`}
                className="underline"
                onClick={(event) => {
                  event.preventDefault()
                  focusField(name)
                }}
              >
                {message}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

const STILL_HERE = 'Sequr did not answer. What you typed is still here. Try again.'

/** Nested errors, flat: react-hook-form keeps them in the shape of the values. */
export function messagesOf(errors: object, prefix = ''): { name: string; message: string }[] {
  return Object.entries(errors).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value !== 'object' || value === null || key === 'ref') return []
    const name = prefix ? `${prefix}.${key}` : key
    if ('message' in value && typeof value.message === 'string') {
      return [{ name: key === 'root' ? prefix : name, message: value.message }]
    }
    return messagesOf(value, name)
  })
}
