'use client'

import { useEffect, useRef, useState } from 'react'
import type { ActionResult } from '@/lib/kernel/result'

const WAIT_MS = 250

export interface Answer<Value> {
  /** The newest answer; it stays while the next one is awaited. */
  value: Value | undefined
  /** Whether it is older than the question. */
  stale: boolean
  /** Why there is no newer one. */
  refusal: string | undefined
}

/**
 * Asks the server again whenever the question changes and has come to rest. One question at a time
 * is under way, so that fast typing leads to few of them and answers come in their order. An
 * undefined question is not asked; the last answer stays, marked stale.
 */
export function useAnswer<Question, Value>(
  ask: (question: Question) => Promise<ActionResult<Value>>,
  question: Question | undefined,
): Answer<Value> {
  const [answer, setAnswer] = useState<{ to: string; value?: Value; refusal?: string }>()
  const [asking, setAsking] = useState(false)
  const key = question === undefined ? undefined : JSON.stringify(question)
  const last = useRef<Value>(undefined)
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
      void ask(JSON.parse(key) as Question)
        .catch(() => UNREACHABLE)
        .then((result) => {
          if (!alive.current) return
          if (result.ok) last.current = result.value
          setAnswer(
            result.ok ? { to: key, value: result.value } : { to: key, refusal: result.message },
          )
          setAsking(false)
        })
    }, WAIT_MS)
    return () => clearTimeout(timer)
  }, [key, asking, answer, ask])

  return {
    value: answer?.value ?? last.current,
    stale: answer?.to !== key,
    refusal: answer?.to === key ? answer?.refusal : undefined,
  }
}

const UNREACHABLE = {
  ok: false,
  message: 'Sequr did not answer. What you typed is still here.',
} as const
