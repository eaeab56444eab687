'use client'

import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/dialog'
import { useNavigation } from '@/components/ui/navigation'
import { Callout } from '@/components/ui/status'
import type { ActionResult } from '@/lib/kernel/result'
import { keyWords } from './key-words'

/** Stops the key at once, after one question. */
export function ReportLost({ report }: { report: () => Promise<ActionResult> }) {
  const { refresh } = useNavigation()
  const [asking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const [pending, start] = useTransition()
  const words = keyWords.lost
  const confirm = () =>
    start(async () => {
      const result = await report()
      if (!result.ok) return setRefusal(result.message)
      setAsking(false)
      refresh()
    })
  return (
    <div className="grid gap-2">
      <Button
        tone="danger"
        className="min-h-12 text-large sm:min-h-12"
        onClick={() => setAsking(true)}
      >
        {words.action}
      </Button>
      <p className="text-body text-ink-soft">{words.why}</p>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={words.question}
        description={words.consequence}
        action={words.confirm}
        pending={pending}
        onConfirm={confirm}
      >
        {refusal && (
          <Callout tone="stopped" role="alert">
            {refusal}
          </Callout>
        )}
      </ConfirmDialog>
    </div>
  )
}
