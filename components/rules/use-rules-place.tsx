'use client'

import { type MouseEvent, useCallback, useState } from 'react'
import { DiscardQuestion } from '@/components/ui/dialog'
import { useNavigation } from '@/components/ui/navigation'
import { type RulesPlace, rulesAddress } from './rules-address'

/**
 * Where the rules screen is: in the address, so that a rule can be linked to and back works. What a
 * press chose is shown at once; the address has the last word, unless something typed would be lost.
 */
export function useRulesPlace(address: RulesPlace, path: string) {
  const { push, replace } = useNavigation()
  const [shown, show] = useState(address)
  const [followed, setFollowed] = useState(address)
  const [dirty, setDirty] = useState(false)
  const [wanted, setWanted] = useState<RulesPlace & { arrived: boolean }>()
  const onDirty = useCallback((next: boolean) => setDirty(next), [])

  if (!isSame(followed, address)) {
    setFollowed(address)
    if (dirty && !isSame(shown, address)) setWanted({ ...address, arrived: true })
    else show(address)
  }

  function open(ruleId: string) {
    const next = { propertyId: shown.propertyId, ruleId }
    show(next)
    push(rulesAddress(next, path))
  }

  /** Back leads to where one was before the rule was opened, not into it again. */
  function close() {
    const next = { propertyId: shown.propertyId, ruleId: undefined }
    setDirty(false)
    show(next)
    replace(rulesAddress(next, path))
  }

  /** Another property is one press away; with unsaved work it is two. */
  function onLeave(event: MouseEvent, propertyId: string) {
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0
    if (elsewhere) return
    if (!dirty) return show({ propertyId, ruleId: undefined })
    event.preventDefault()
    setWanted({ propertyId, ruleId: undefined, arrived: false })
  }

  function stay() {
    setWanted(undefined)
    if (wanted?.arrived) push(rulesAddress(shown, path))
  }

  function leave() {
    setWanted(undefined)
    if (!wanted) return
    const { arrived, ...next } = wanted
    show(next)
    if (!arrived) push(rulesAddress(next, path))
  }

  const question = (
    <DiscardQuestion
      open={wanted !== undefined}
      description="The rule you are editing is not saved. Save a draft to keep it."
      onStay={stay}
      onDiscard={leave}
    />
  )
  return { shown, open, close, onDirty, onLeave, question }
}

function isSame(one: RulesPlace, other: RulesPlace): boolean {
  return one.propertyId === other.propertyId && one.ruleId === other.ruleId
}
