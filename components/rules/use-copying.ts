'use client'

import { useRef, useState } from 'react'
import type { Tone } from '@/components/ui/status'
import type { ApplyAnswer, ApplyProgress } from '@/lib/access/schemas'
import type { ActionResult } from '@/lib/kernel/result'
import { counted } from '@/lib/kernel/words'
import type { ApplyInput, GroupChoice, KeyChoices } from '@/lib/rules/schemas'
import { appliedWords, type EffectTotals, lossWords } from './effect-words'

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
  state: 'waiting' | 'copying' | 'copied' | 'not copied'
  /** While it is copying: what the server has told last. */
  applied?: ApplyProgress | undefined
}

/**
 * One property after the other, so that the progress is seen and a failure stops nothing else.
 * Stopping lets the present property come to its end, which is whole or not at all.
 */
export function useCopying({
  ruleIds,
  states,
  apply,
}: {
  ruleIds: string[]
  states: Record<string, TargetState>
  apply: (
    input: ApplyInput,
    onProgress: (progress: ApplyProgress) => void,
  ) => Promise<ActionResult<ApplyAnswer>>
}) {
  const [progress, setProgress] = useState<Record<string, CopyProgress>>({})
  const [copying, setCopying] = useState(false)
  const [stopping, setStopping] = useState(false)
  const stopped = useRef(false)
  const tell = (id: string, one: CopyProgress) =>
    setProgress((before) => ({ ...before, [id]: one }))

  async function copyTo(propertyId: string): Promise<CopyProgress> {
    const state = states[propertyId]
    if (!state) return NOT_ANSWERED
    const { groups, keys, previewed, confirmLosses } = state
    const input = {
      propertyId,
      change: { kind: 'copy' as const, ruleIds, groups },
      keys,
      ...(previewed === null ? {} : { previewed }),
      ...(confirmLosses === null ? {} : { confirmLosses }),
    }
    const underWay = (applied?: ApplyProgress) => tell(propertyId, { ...COPYING, applied })
    underWay()
    return progressOf(await apply(input, underWay).catch(() => undefined))
  }

  /** Not a transition, which would show all of it when the last property is done. */
  async function copy(propertyIds: string[]) {
    stopped.current = false
    setStopping(false)
    setCopying(true)
    for (const id of propertyIds) tell(id, WAITING)
    for (const id of propertyIds) tell(id, stopped.current ? STOPPED : await copyTo(id))
    setCopying(false)
  }

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

const WAITING: CopyProgress = { tone: 'waiting', words: 'Waiting', state: 'waiting' }
const COPYING: CopyProgress = {
  tone: 'waiting',
  words: 'Copying. All of it happens together, or none of it.',
  state: 'copying',
}
const NOT_ANSWERED: CopyProgress = {
  tone: 'stopped',
  words: 'Sequr did not answer. It was copied as a whole or not at all: look again.',
  state: 'not copied',
}
const STOPPED: CopyProgress = {
  tone: 'neutral',
  words: 'Not copied: you stopped before it.',
  state: 'not copied',
}

function progressOf(result: ActionResult<ApplyAnswer> | undefined): CopyProgress {
  if (!result) return NOT_ANSWERED
  const state = 'not copied'
  if (!result.ok) return { tone: 'stopped', words: result.message, state }
  const answer = result.value
  switch (answer.kind) {
    case 'applied': {
      const words = `Copied, version ${answer.version}. ${appliedWords(answer)}`
      return { tone: 'healthy', words, state: 'copied' }
    }
    case 'confirm': {
      const people = counted(answer.losses, 'person', 'people')
      const words = `Not copied: ${people} would lose ${lossWords(answer.of)}, another number than before.`
      return { tone: 'attention', words, state }
    }
    case 'clash':
      return { tone: 'attention', words: 'Not copied: the rules were changed meanwhile.', state }
    case 'moved': {
      const words = `Not copied: ${answer.by} changed the rules there meanwhile.`
      return { tone: 'attention', words, state }
    }
  }
}
