'use client'

import type { ComponentProps } from 'react'
import { classNames } from './class-names'
import { controlLook, Field, type FieldProps } from './field'

export type TextFieldProps = FieldProps & Omit<ComponentProps<'input'>, 'required'>

export function TextField({
  label,
  hint,
  error,
  required = false,
  labelHidden = false,
  className,
  id,
  ...rest
}: TextFieldProps) {
  return (
    <Field {...{ label, hint, error, required, labelHidden, id }}>
      {(control) => (
        <input type="text" {...rest} {...control} className={classNames(controlLook, className)} />
      )}
    </Field>
  )
}

export type TextAreaProps = FieldProps & Omit<ComponentProps<'textarea'>, 'required'>

export function TextArea({
  label,
  hint,
  error,
  required = false,
  labelHidden = false,
  className,
  id,
  ...rest
}: TextAreaProps) {
  return (
    <Field {...{ label, hint, error, required, labelHidden, id }}>
      {(control) => (
        <textarea
          rows={3}
          {...rest}
          {...control}
          className={classNames(controlLook, 'py-1.5', className)}
        />
      )}
    </Field>
  )
}
