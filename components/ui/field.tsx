'use client'

import { type ReactNode, useId } from 'react'

export interface FieldProps {
  label: string
  hint?: ReactNode
  error?: string | undefined
  required?: boolean
  /** Says it to screen readers alone, where the place makes it plain to the eye. */
  labelHidden?: boolean
}

export interface FieldControl {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  'aria-required': true | undefined
}

/** Label, control, hint and error, tied together for every reader. */
export function Field({
  label,
  hint,
  error,
  required,
  labelHidden,
  id: givenId,
  children,
}: FieldProps & { id?: string | undefined; children: (control: FieldControl) => ReactNode }) {
  const ownId = useId()
  const id = givenId ?? ownId
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className="grid grid-cols-1 content-start gap-1">
      <label htmlFor={id} className={labelHidden ? 'sr-only' : 'text-small font-medium text-ink'}>
        {label}
        {required && <span aria-hidden> *</span>}
      </label>
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
        'aria-required': required ? true : undefined,
      })}
      {hint && (
        <p id={`${id}-hint`} className="text-small text-ink-soft">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-small font-medium text-stopped">
          {error}
        </p>
      )}
    </div>
  )
}

export const controlLook =
  'w-full min-h-11 sm:min-h-8 rounded-base border border-line-strong bg-raised px-2.5 text-body text-ink placeholder:text-ink-soft aria-invalid:border-stopped'
