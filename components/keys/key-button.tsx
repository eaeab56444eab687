'use client'

import { type ReactNode, useState, useTransition } from 'react'
import { Button, type ButtonTone } from '@/components/ui/button'
import { useNavigation } from '@/components/ui/navigation'
import { Callout } from '@/components/ui/status'
import type { ActionResult } from '@/lib/kernel/result'

/** One press, what it will do beneath it, and why not when it was refused. */
export function KeyButton({
  press,
  noAnswer,
  tone = 'secondary',
  hint,
  children,
}: {
  press: () => Promise<ActionResult>
  /** What is said where the connection is lost under way. */
  noAnswer: string
  tone?: ButtonTone
  hint: ReactNode
  children: ReactNode
}) {
  const { refresh } = useNavigation()
  const [refusal, setRefusal] = useState<string>()
  const [pending, start] = useTransition()
  return (
    <div className="grid gap-2">
      {refusal && (
        <Callout tone="stopped" role="alert">
          {refusal}
        </Callout>
      )}
      <Button
        tone={tone}
        pending={pending}
        className="min-h-12 text-large sm:min-h-12"
        onClick={() =>
          start(async () => {
            const result = await press().catch(() => undefined)
            if (!result) return setRefusal(noAnswer)
            if (!result.ok) setRefusal(result.message)
            // Refused or not, the page shows what is so now.
            refresh()
          })
        }
      >
        {children}
      </Button>
      <p className="text-body text-ink-soft">{hint}</p>
    </div>
  )
}
