'use client'

import { useRef, useState, useTransition } from 'react'
import type { Tone } from '@/components/ui/status'
import type { ApplyAnswer } from '@/lib/access/schemas'
import type { ActionResult } from '@/lib/kernel/result'
import { counted } from '@/lib/kernel/words'
import type { GroupChoice, KeyChoices } from '@/lib/rules/schemas'
import { appliedWords, type EffectTotals, lossWords } from './effect-words'
import type { RuleActions } from './rules-view'

/** What one property contributes to a copy. */
export interface TargetState {
  groups: GroupChoice[]
  keys: KeyChoices
  /** The property's version that its preview looked at. */
  previewed: number | null
  effect: EffectTotals | null
  confirmLosses: number | null
  /** Why it cannot be copied yet; null when it can. */
  problem: string | null
}

/** How far the copy to one property is. */
export interface CopyProgress {
  tone: Tone
  words: string
  /** Whether it is over, and what it came to. */
  end?: 'copied' | 'not copied'
}

/**
 * One property after the other, so that the progress is seen and a failure stops nothing else.
 * Stopping lets the present property come to its end, which is whole or not at all.
 */
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
  const [stopping, setStopping] = useState(false)
  const stopped = useRef(false)
  const tell = (id: string, one: CopyProgress) =>
    setProgress((before) => ({ ...before, [id]: one }))

  async function copyTo(propertyId: string): Promise<CopyProgress> {
    const state = states[propertyId]
    if (!state) return NOT_ANSWERED
    const { groups, keys, previewed, confirmLosses } = state
    const result = await actions
      .apply({
        propertyId,
        change: { kind: 'copy', ruleIds, groups },
        keys,
        ...(previewed === null ? {} : { previewed }),
        ...(confirmLosses === null ? {} : { confirmLosses }),
      })
      .catch(() => undefined)
    return progressOf(result)
  }

  const copy = (propertyIds: string[]) =>
    start(async () => {
      stopped.current = false
      setStopping(false)
      for (const id of propertyIds) tell(id, { tone: 'waiting', words: 'Waiting' })
      for (const id of propertyIds) {
        if (stopped.current) {
          tell(id, STOPPED)
          continue
        }
        tell(id, { tone: 'waiting', words: 'Copying…' })
        tell(id, await copyTo(id))
      }
    })

  function stop() {
    stopped.current = true
    setStopping(true)
  }

  /** What was not copied can be looked at and tried again. */
  function forget(propertyIds: string[]) {
    setProgress((before) =>
      Object.fromEntries(Object.entries(before).filter(([id]) => !propertyIds.includes(id))),
    )
  }

  return { progress, copying, stopping, copy, stop, forget }
}

const NOT_ANSWERED: CopyProgress = {
  tone: 'stopped',
  words: 'Sequr did not answer. Nothing was changed there.',
  end: 'not copied',
}
const STOPPED: CopyProgress = {
  tone: 'neutral',
  words: 'Not copied: you stopped before it.',
  end: 'not copied',
}

function progressOf(result: ActionResult<ApplyAnswer> | undefined): CopyProgress {
  if (!result) return NOT_ANSWERED
  const end = 'not copied'
  if (!result.ok) return { tone: 'stopped', words: result.message, end }
  const answer = result.value
  switch (answer.kind) {
    case 'applied': {
      const words = `Copied, version ${answer.version}. ${appliedWords(answer)}`
      return { tone: 'healthy', words, end: 'copied' }
    }
    case 'confirm': {
      const people = counted(answer.losses, 'person', 'people')
      const words = `Not copied: ${people} would lose ${lossWords(answer.of)}, another number than before.`
      return { tone: 'attention', words, end }
    }
    case 'clash':
      return { tone: 'attention', words: 'Not copied: the rules were changed meanwhile.', end }
    case 'moved': {
      const words = `Not copied: ${answer.by} changed the rules there meanwhile.`
      return { tone: 'attention', words, end }
    }
  }
}
