'use client'

import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/dialog'
import { useNavigation } from '@/components/ui/navigation'
import { Callout } from '@/components/ui/status'
import type { Language } from '@/lib/kernel/languages'
import type { ActionResult } from '@/lib/kernel/result'
import { keySpeech } from './words/speech'

/** Stops the key at once, after one question. */
export function ReportLost({
  report,
  language,
}: {
  report: () => Promise<ActionResult>
  language: Language
}) {
  const { refresh } = useNavigation()
  const [asking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const [pending, start] = useTransition()
  const { lost: words, cancel, refusals } = keySpeech(language).words
  const confirm = () =>
    start(async () => {
      const result = await report().catch(() => undefined)
      if (!result) return setRefusal(refusals.noAnswer)
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
        cancel={cancel}
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
