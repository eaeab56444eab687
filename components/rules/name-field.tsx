'use client'

import { useEffect } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { FormText } from '@/components/form/form-fields'
import type { RuleDraft } from './rule-draft'

/** The rule's name; that it is taken is said while it is typed. */
export function NameField({ taken }: { taken: (name: string) => string | undefined }) {
  const { control, setError, clearErrors, getFieldState } = useFormContext<RuleDraft>()
  const problem = taken(useWatch({ control, name: 'name' }))
  useEffect(() => {
    if (problem !== undefined) setError('name', { type: 'taken', message: problem })
    else if (getFieldState('name').error?.type === 'taken') clearErrors('name')
  }, [problem, setError, clearErrors, getFieldState])
  return (
    <FormText name="name" label="Name" required autoComplete="off" hint="For example Employees." />
  )
}
