'use client'

import { useRef, useState, useTransition } from 'react'
import { answerOf } from '@/components/form/answer-of'
import { useLeaving } from '@/components/ui/leaving'
import { useNavigation } from '@/components/ui/navigation'
import { Callout } from '@/components/ui/status'
import type { ActionResult } from '@/lib/kernel/result'

/**
 * Finish (D16): unavailable while something is missing, and it says what. Pressing it then moves
 * to the reasons, it never silently does nothing.
 */
export function FinishSetup({
  blockers,
  finish,
}: {
  blockers: string[]
  finish: (input: object) => Promise<ActionResult<unknown>>
}) {
  const { push } = useNavigation()
  const { leave } = useLeaving()
  const reasons = useRef<HTMLDivElement>(null)
  const [refusal, setRefusal] = useState<string>()
  const [pending, start] = useTransition()
  const blocked = blockers.length > 0
  const press = () => {
    if (blocked) return reasons.current?.focus()
    // It leads to another page: a rule that is being edited above is asked about.
    leave(() =>
      start(async () => {
        const result = await answerOf(finish({}))
        if (result.ok) push('/integrations/azure/install/set-up')
        else setRefusal(result.message)
      }),
    )
  }
  return (
    <div className="mt-8 grid gap-4 border-t pt-6">
      <div ref={reasons} tabIndex={-1} className="outline-none">
        {blocked ? (
          <Callout tone="attention" title="Before you can finish">
            <ul className="list-disc pl-5">
              {blockers.map((blocker) => (
                <li key={blocker}>{blocker}</li>
              ))}
            </ul>
          </Callout>
        ) : (
          <Callout tone="healthy" title="Every property has a rule.">
            Next you set up Azure; we show each step.
          </Callout>
        )}
      </div>
      {refusal && (
        <Callout tone="stopped" role="alert">
          {refusal}
        </Callout>
      )}
      <div className="flex justify-end">
        <button
          type="button"
          aria-disabled={blocked || pending || undefined}
          onClick={press}
          className="inline-flex min-h-11 items-center rounded-base bg-accent px-5 font-medium text-on-accent hover:bg-accent-hover aria-disabled:cursor-not-allowed aria-disabled:opacity-55"
        >
          Finish
        </button>
      </div>
    </div>
  )
}
