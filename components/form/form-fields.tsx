'use client'

import type { ComponentProps, ReactNode } from 'react'
import { useController, useFormContext } from 'react-hook-form'
import { Checkbox, type RadioChoice, RadioGroup, Switch } from '@/components/ui/choices'
import { type Option, Select } from '@/components/ui/select'
import { TextArea, TextField } from '@/components/ui/text-field'
import { useFieldId } from './field-ids'

interface Named {
  /** The path in the form's values. */
  name: string
  label: string
  hint?: ReactNode
  required?: boolean
}

function useField(name: string) {
  const { field, fieldState } = useController({ name })
  const fieldId = useFieldId()
  return { field, error: fieldState.error?.message, id: fieldId(name) }
}

export function FormText({
  name,
  ...rest
}: Named & Omit<ComponentProps<typeof TextField>, 'name' | 'value' | 'error'>) {
  const { register, getFieldState, formState } = useFormContext()
  const fieldId = useFieldId()
  const { error } = getFieldState(name, formState)
  return <TextField {...rest} {...register(name)} id={fieldId(name)} error={error?.message} />
}

export function FormTextArea({
  name,
  ...rest
}: Named & Omit<ComponentProps<typeof TextArea>, 'name' | 'value' | 'error'>) {
  const { register, getFieldState, formState } = useFormContext()
  const fieldId = useFieldId()
  const { error } = getFieldState(name, formState)
  return <TextArea {...rest} {...register(name)} id={fieldId(name)} error={error?.message} />
}

export function FormSelect({
  name,
  options,
  ...rest
}: Named & { options: Option[]; placeholder?: string }) {
  const { field, error, id } = useField(name)
  return (
    <Select
      {...rest}
      id={id}
      options={options}
      value={String(field.value ?? '')}
      onValueChange={field.onChange}
      error={error}
    />
  )
}

export function FormRadio({ name, label, required, choices }: Named & { choices: RadioChoice[] }) {
  const { field, error, id } = useField(name)
  return (
    <RadioGroup
      id={id}
      label={label}
      required={required ?? false}
      choices={choices}
      value={String(field.value ?? '')}
      onValueChange={field.onChange}
      error={error}
    />
  )
}

export function FormSwitch({ name, label, hint }: Named) {
  const { field } = useField(name)
  return (
    <Switch
      label={label}
      hint={hint}
      checked={field.value === true}
      onCheckedChange={field.onChange}
    />
  )
}

/** Several of a known list, e.g. the doors of an access group. */
export function FormChecks({
  name,
  label,
  hint,
  required = false,
  options,
  empty,
}: Named & { options: Option[]; empty?: ReactNode }) {
  const { field, error, id } = useField(name)
  const chosen: string[] = Array.isArray(field.value) ? field.value : []
  const toggle = (value: string, checked: boolean) =>
    field.onChange(checked ? [...chosen, value] : chosen.filter((one) => one !== value))
  return (
    <fieldset id={id} className="grid gap-1" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1 text-small font-medium">
        {label}
        {/* A group cannot be said to be required in any other way. */}
        {required && (
          <>
            <span aria-hidden> *</span>
            <span className="sr-only"> (required)</span>
          </>
        )}
      </legend>
      {hint && <p className="text-small text-ink-soft">{hint}</p>}
      {options.length === 0 && <p className="text-small text-ink-soft">{empty}</p>}
      <div className="grid gap-x-4 sm:grid-cols-2">
        {options.map((option) => (
          <Checkbox
            key={option.value}
            label={option.label}
            invalid={error !== undefined}
            checked={chosen.includes(option.value)}
            onCheckedChange={(checked) => toggle(option.value, checked)}
          />
        ))}
      </div>
      {error && (
        <p id={`${id}-error`} className="text-small font-medium text-stopped">
          {error}
        </p>
      )}
    </fieldset>
  )
}
