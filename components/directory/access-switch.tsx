'use client'

import type { ActionResult } from '@/lib/kernel/result'
import { counted, countedList } from '@/lib/kernel/words'
import { ConfirmButton, type ConfirmWords } from './confirm-button'

export interface AccessSwitchProps {
  employeeId: string
  name: string
  /** What pressing the button would do now. */
  effect:
    | { kind: 'hold'; accessGroups: number; keys: number; cards: number }
    | { kind: 'release'; reason: 'by_hand' | 'conflict' }
  hold: (input: { employeeId: string }) => Promise<ActionResult<void>>
  release: (input: { employeeId: string }) => Promise<ActionResult<void>>
}

/** *Take access away now* and *Give access back*: one press and a confirmation that counts. */
export function AccessSwitch({ employeeId, name, effect, hold, release }: AccessSwitchProps) {
  const act = effect.kind === 'hold' ? hold : release
  return (
    <ConfirmButton
      words={wordsOf(name, effect)}
      danger={effect.kind === 'hold'}
      run={() => act({ employeeId })}
    />
  )
}

function wordsOf(name: string, effect: AccessSwitchProps['effect']): ConfirmWords {
  if (effect.kind === 'hold') {
    const { accessGroups, keys, cards } = effect
    const ends =
      accessGroups > 0 &&
      `${counted(accessGroups, 'access group')} ${accessGroups === 1 ? 'ends' : 'end'}`
    const carried = countedList([
      [keys, 'mobile key'],
      [cards, 'card'],
    ])
    const stops = carried && `${carried} ${keys + cards === 1 ? 'opens' : 'open'} nothing for now`
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
    return { ...somebodyElseWords(name), button: 'They are two people' }
  }
  return {
    button: 'Give access back',
    question: `Give ${name} access back?`,
    consequence:
      'The rules decide now, from today’s values. Where they give access, suspended keys and cards are what they were before.',
    action: 'Give access back',
    done: `${name} is no longer held.`,
  }
}

/** *Different people*, and *They are two people* of a second account. */
export function somebodyElseWords(name: string): ConfirmWords {
  return {
    button: 'Different people',
    question: `Is ${name} somebody else?`,
    consequence:
      'Both keep the e-mail. The rules give this person doors and keys now, and the key e-mail goes to the address that both share.',
    action: 'Yes, give access',
    done: `${name} is no longer held.`,
  }
}
