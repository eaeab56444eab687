'use client'

import { useEffect, useRef, useState } from 'react'
import type { ActionResult } from '@/lib/kernel/result'

const WAIT_MS = 250

export interface Answer<Question, Value> {
  /** The newest answer; it stays while the next one is awaited. */
  value: Value | undefined
  /** The question that it answers. */
  answered: Question | undefined
  /** Whether it is older than the question. */
  stale: boolean
  /** Why there is no newer one. */
  refusal: string | undefined
  /** Asks the same question once more. */
  again: () => void
}

/**
 * Asks the server again whenever the question changes and has come to rest. One question at a time
 * is under way, so that fast typing leads to few of them and answers come in their order. An
 * undefined question is not asked; the last answer stays, marked stale.
 */
export function useAnswer<Question, Value>(
  ask: (question: Question) => Promise<ActionResult<Value>>,
  question: Question | undefined,
): Answer<Question, Value> {
  const [answer, setAnswer] = useState<{ to: string; refusal?: string }>()
  const [asking, setAsking] = useState(false)
  const key = question === undefined ? undefined : JSON.stringify(question)
  const last = useRef<{ value: Value; answered: Question }>(undefined)
  const alive = useRef(true)
  useEffect(() => {
    alive.current = true
    return () => {
      alive.current = false
    }
  }, [])

  useEffect(() => {
    if (key === undefined || asking || answer?.to === key) return
    const timer = setTimeout(() => {
      setAsking(true)
      const answered = JSON.parse(key) as Question
      void ask(answered)
        .catch(() => UNREACHABLE)
        .then((result) => {
          if (!alive.current) return
          if (result.ok) last.current = { value: result.value, answered }
          setAnswer({ to: key, ...(result.ok ? {} : { refusal: result.message }) })
          setAsking(false)
        })
    }, WAIT_MS)
    return () => clearTimeout(timer)
  }, [key, asking, answer, ask])

  return {
    value: last.current?.value,
    answered: last.current?.answered,
    stale: answer?.to !== key,
    refusal: answer?.to === key ? answer?.refusal : undefined,
    again: () => setAnswer(undefined),
  }
}

const UNREACHABLE = {
  ok: false,
  message: 'Sequr did not answer. What you typed is still here.',
} as const
