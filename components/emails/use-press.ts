'use client'

import { useTransition } from 'react'
import { answerOf } from '@/components/form/answer-of'
import { useNotify } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/kernel/result'

/** A button that does one thing and says how it went: what was done, or why it was refused. */
export function usePress<T>(
  act: () => Promise<ActionResult<T>>,
  done: (value: T) => void,
): { press: () => void; pending: boolean } {
  const notify = useNotify()
  const [pending, startTransition] = useTransition()
  const press = () =>
    startTransition(async () => {
      const result = await answerOf(act())
      if (result.ok) done(result.value)
      else notify('Not done', result.message)
    })
  return { press, pending }
}
