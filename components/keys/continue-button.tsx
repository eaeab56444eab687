'use client'

import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { useNavigation } from '@/components/ui/navigation'
import { Callout } from '@/components/ui/status'
import type { ActionResult } from '@/lib/kernel/result'

/** The one press that uses the link. */
export function ContinueButton({ onContinue }: { onContinue: () => Promise<ActionResult> }) {
  const { refresh } = useNavigation()
  const [refusal, setRefusal] = useState<string>()
  const [pending, start] = useTransition()
  return (
    <div className="grid gap-3">
      {refusal && (
        <Callout tone="stopped" role="alert">
          {refusal}
        </Callout>
      )}
      <Button
        tone="primary"
        pending={pending}
        className="min-h-12 text-large"
        onClick={() =>
          start(async () => {
            const result = await onContinue()
            if (result.ok) refresh()
            else setRefusal(result.message)
          })
        }
      >
        Continue
      </Button>
      <p className="text-ink-soft">From then on the key belongs to this device alone.</p>
    </div>
  )
}
