'use client'

import { useState, useTransition } from 'react'
import type { Tone } from '@/components/ui/status'
import type { AccessEffect, ApplyAnswer } from '@/lib/access/schemas'
import type { ActionResult } from '@/lib/kernel/result'
import { counted } from '@/lib/kernel/words'
import type { GroupChoice } from '@/lib/rules/schemas'
import type { RuleActions } from './rules-view'

/** What one property contributes to a copy. */
export interface TargetState {
  groups: GroupChoice[]
  effect: Pick<AccessEffect, 'gain' | 'lose' | 'roles'> | null
  confirmLosses: number | null
  /** Why it cannot be copied yet; null when it can. */
  problem: string | null
}

/** How far the copy to one property is. */
export interface CopyProgress {
  tone: Tone
  words: string
}

/** One property after the other, so that the progress is seen and a failure stops nothing else. */
export function useCopying({
  ruleIds,
  states,
  actions,
}: {
  ruleIds: string[]
  states: Record<string, TargetState>
  actions: Pick<RuleActions, 'apply'>
}) {
  const [progress, setProgress] = useState<Record<string, CopyProgress>>({})
  const [copying, start] = useTransition()
  const [copied, setCopied] = useState(false)
  const tell = (id: string, one: CopyProgress) =>
    setProgress((before) => ({ ...before, [id]: one }))

  const copy = (propertyIds: string[]) =>
    start(async () => {
      for (const id of propertyIds) tell(id, { tone: 'waiting', words: 'Waiting' })
      for (const propertyId of propertyIds) {
        tell(propertyId, { tone: 'waiting', words: 'Copying…' })
        const { groups = [], confirmLosses = null } = states[propertyId] ?? {}
        const result = await actions
          .apply({
            propertyId,
            change: { kind: 'copy', ruleIds, groups },
            ...(confirmLosses === null ? {} : { confirmLosses }),
          })
          .catch(() => undefined)
        tell(propertyId, progressOf(result))
      }
      setCopied(true)
    })
  return { progress, copying, copied, copy }
}

function progressOf(result: ActionResult<ApplyAnswer> | undefined): CopyProgress {
  if (!result) return { tone: 'stopped', words: 'Sequr did not answer. Nothing was changed there.' }
  if (!result.ok) return { tone: 'stopped', words: result.message }
  const answer = result.value
  switch (answer.kind) {
    case 'applied': {
      const { given, taken } = answer.outcome
      return {
        tone: 'healthy',
        words: `Copied, version ${answer.version}: ${counted(given, 'grant')} given, ${taken} taken`,
      }
    }
    case 'confirm':
      return {
        tone: 'attention',
        words: `Not copied: ${counted(answer.losses, 'person', 'people')} would lose access, more than before. Look at it again.`,
      }
    case 'clash':
      return { tone: 'attention', words: 'Not copied: the rules were changed meanwhile.' }
  }
}
