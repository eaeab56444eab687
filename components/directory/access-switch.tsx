'use client'

import { useState, useTransition } from 'react'
import { useFreshSignIn } from '@/components/sign-in/use-fresh-sign-in'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/dialog'
import { Callout } from '@/components/ui/status'
import { useNotify } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/kernel/result'
import { counted } from '@/lib/kernel/words'

export interface AccessSwitchProps {
  employeeId: string
  name: string
  /** What pressing the button would do now. */
  effect:
    | { kind: 'hold'; accessGroups: number; keys: number }
    | { kind: 'release'; reason: 'by_hand' | 'conflict' }
  hold: (input: { employeeId: string }) => Promise<ActionResult<void>>
  release: (input: { employeeId: string }) => Promise<ActionResult<void>>
}

/** *Take access away now* and *Give access back*: one press and a confirmation that counts. */
export function AccessSwitch(props: AccessSwitchProps) {
  const { employeeId, name, effect } = props
  const words = wordsOf(name, effect)
  const notify = useNotify()
  const fresh = useFreshSignIn()
  const [open, setOpen] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const [pending, startTransition] = useTransition()

  const confirm = () =>
    startTransition(async () => {
      const act = effect.kind === 'hold' ? props.hold : props.release
      const result = await fresh.run(() => act({ employeeId }))
      if (!result.ok) {
        setRefusal(result.message)
        return
      }
      setOpen(false)
      notify(words.done)
    })

  return (
    <>
      <Button
        tone={effect.kind === 'hold' ? 'danger' : 'secondary'}
        onClick={() => {
          setRefusal(undefined)
          setOpen(true)
        }}
      >
        {words.button}
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={words.question}
        description={words.consequence}
        action={words.action}
        tone={effect.kind === 'hold' ? 'danger' : 'primary'}
        pending={pending}
        onConfirm={confirm}
      >
        {refusal && (
          <Callout tone="stopped" role="alert">
            {refusal}
          </Callout>
        )}
        {fresh.dialog}
      </ConfirmDialog>
    </>
  )
}

function wordsOf(name: string, effect: AccessSwitchProps['effect']) {
  if (effect.kind === 'hold') {
    const { accessGroups, keys } = effect
    const ends =
      accessGroups > 0 &&
      `${counted(accessGroups, 'access group')} ${accessGroups === 1 ? 'ends' : 'end'}`
    const stops =
      keys > 0 && `${counted(keys, 'mobile key')} ${keys === 1 ? 'opens' : 'open'} nothing for now`
    const ending = [ends, stops].filter(Boolean).join(', ')
    return {
      button: 'Take access away now',
      question: `Take all access of ${name} away now?`,
      consequence: `${ending && `${ending}: at every property, at once. `}No rule gives anything back until you do.`,
      action: 'Take access away',
      done: `All access of ${name} ended.`,
    }
  }
  if (effect.reason === 'conflict') {
    return {
      button: 'They are two people',
      question: `Is ${name} somebody else?`,
      consequence:
        'Both keep the e-mail. The rules give this person doors and keys now, and the key e-mail goes to the address that both share.',
      action: 'Yes, give access',
      done: `${name} is no longer held.`,
    }
  }
  return {
    button: 'Give access back',
    question: `Give ${name} access back?`,
    consequence:
      'The rules decide now, from today’s values. Where they give access, the suspended key is what it was before.',
    action: 'Give access back',
    done: `${name} is no longer held.`,
  }
}
