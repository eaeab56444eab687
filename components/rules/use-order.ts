'use client'

import { useLayoutEffect, useRef, useState } from 'react'
import type { RuleView } from './rules-view'

/**
 * The order as it is being changed, before it is applied: roles may flip with it, so it is previewed
 * like any change. Focus stays on what was moved, and where it is now is said.
 */
export function useOrder(rules: RuleView[]) {
  const [ids, setIds] = useState<string[]>()
  const [said, setSaid] = useState('')
  const focused = useRef<Element>(null)
  const stored = rules.map((rule) => rule.id)
  // What somebody else added or deleted meanwhile ends the change: it was about another list.
  const moved = ids && sameMembers(ids, stored) && ids.join() !== stored.join() ? ids : undefined
  const ordered = moved ? moved.flatMap((id) => rules.find((rule) => rule.id === id) ?? []) : rules

  useLayoutEffect(() => {
    if (focused.current instanceof HTMLElement) focused.current.focus()
    focused.current = null
  })

  function move(rule: RuleView, direction: 'up' | 'down') {
    const next = ordered.map((one) => one.id)
    const from = next.indexOf(rule.id)
    const to = from + (direction === 'up' ? -1 : 1)
    if (from === -1 || to < 0 || to >= next.length) return
    next.splice(to, 0, ...next.splice(from, 1))
    focused.current = document.activeElement
    setIds(next)
    setSaid(`${rule.name}, now ${to + 1} of ${next.length}`)
  }

  return { ordered, moved, said, move, reset: () => setIds(undefined) }
}

function sameMembers(one: string[], other: string[]): boolean {
  return one.toSorted().join() === other.toSorted().join()
}
