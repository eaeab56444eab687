'use client'

import { useState, useTransition } from 'react'
import { useFreshSignIn } from '@/components/sign-in/use-fresh-sign-in'
import { useNotify } from '@/components/ui/toast'
import type { ApplyProgress, RuleClash, RulePreview, RulesMoved } from '@/lib/access/schemas'
import { follow } from '@/lib/kernel/progress'
import { counted, numeral } from '@/lib/kernel/words'
import type { ApplyInput, KeyChoices, RuleChange } from '@/lib/rules/schemas'
import { appliedWords, lossWords } from './effect-words'
import type { PropertyView, RuleActions } from './rules-view'
import { typedNumber } from './typed-number'

/** What somebody else changed before this could be applied. */
export type Overtaken = RuleClash | RulesMoved

export interface Applying {
  property: Pick<PropertyView, 'id' | 'name'>
  change: RuleChange
  actions: Pick<RuleActions, 'apply'>
  onApplied: () => void
  /** Where both versions of a rule are shown; without it the dialog shows them. */
  onClash?: (clash: RuleClash) => void
  /** Where the fields are that a refusal belongs to; without it the dialog says it. */
  onRefused?: (refusal: { message: string; fields: Record<string, string> }) => void
  /** Somebody else was faster, so what the page shows is old. */
  onOvertaken?: () => void
}

/** Holds the typed number, sends the change as it was previewed, and says what came of it. */
export function useApplying(
  { property, change, actions, onApplied, onClash, onRefused, onOvertaken }: Applying,
  {
    keys,
    preview,
    again,
  }: { keys: KeyChoices; preview?: RulePreview | undefined; again: () => void },
) {
  const notify = useNotify()
  const fresh = useFreshSignIn()
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string>()
  const [progress, setProgress] = useState<ApplyProgress>()
  const [overtaken, setOvertaken] = useState<Overtaken>()
  const [pending, start] = useTransition()
  const { confirmLosses: losses } = asPreviewed(preview)

  function apply() {
    // Before it begins: what is set within shows when it has ended.
    setProblem(undefined)
    setProgress(undefined)
    start(async () => {
      if (losses !== undefined && typedNumber(typed) !== losses) {
        return setProblem(`Type ${losses}, the number of people who lose something, to confirm.`)
      }
      const sent = { ...asPreviewed(preview), propertyId: property.id, change, keys }
      const send = () => follow(actions.apply(sent), setProgress)
      const result = await fresh.run(send).catch(() => undefined)
      if (!result) return setProblem(NOT_ANSWERED)
      if (!result.ok) {
        const { message, fields } = result
        return fields && onRefused ? onRefused({ message, fields }) : setProblem(message)
      }
      const answer = result.value
      switch (answer.kind) {
        case 'applied':
          notify(`Applied at ${property.name}, version ${answer.version}`, appliedWords(answer))
          return onApplied()
        case 'clash':
        case 'moved':
          if (answer.kind === 'clash' && onClash) return onClash(answer)
          setOvertaken(answer)
          return onOvertaken?.()
        case 'confirm':
          again()
          return setProblem(
            `${counted(answer.losses, 'person', 'people')} would lose ${lossWords(answer.of)}, more than the limit of ${numeral(answer.limit)}. Type the number to confirm.`,
          )
      }
    })
  }

  return {
    typed,
    setTyped,
    problem,
    overtaken,
    /** The change is on its way; not while a fresh sign-in is asked for. */
    applying: pending && !fresh.dialog,
    pending,
    progress,
    apply,
    previewAgain: () => {
      setOvertaken(undefined)
      setProblem(undefined)
      setTyped('')
      again()
    },
    signIn: fresh.dialog,
  }
}

/** What was shown: which version it is about, and the number that was typed where it is asked for. */
function asPreviewed(preview?: RulePreview): Pick<ApplyInput, 'previewed' | 'confirmLosses'> {
  if (!preview) return {}
  const { version: previewed, guard } = preview
  return { previewed, ...(guard.exceeds ? { confirmLosses: guard.losses } : {}) }
}

/** Whether it was applied is not known here. Sent again, it meets the version that it has made. */
const NOT_ANSWERED =
  'Sequr did not answer. The change was applied as a whole or not at all: try again, and you are told which.'
