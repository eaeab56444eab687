'use client'

import { useState } from 'react'
import { somebodyElseWords } from '@/components/directory/access-switch'
import { ConfirmButton, type ConfirmWords } from '@/components/directory/confirm-button'
import { RadioGroup } from '@/components/ui/choices'
import type { SamePersonInput } from '@/lib/access/schemas'
import type { Conflict, ConflictSide } from '@/lib/inbox/schemas'
import type { ActionResult } from '@/lib/kernel/result'

export interface ConflictActions {
  /** Why nothing can be pressed. */
  refusal: string | undefined
  samePerson: (input: SamePersonInput) => Promise<ActionResult<void>>
  differentPeople: (input: { employeeId: string }) => Promise<ActionResult<void>>
}

/** *Same person* or *Different people*; with nobody beside, only whether to give access. */
export function ConflictChoice({
  conflict,
  refusal,
  samePerson,
  differentPeople,
}: { conflict: Conflict } & ConflictActions) {
  const { person, others } = conflict
  const present = others.filter((other) => !other.ended)
  const [chosen, setChosen] = useState(present[0]?.id ?? '')
  const other = present.find((one) => one.id === chosen) ?? present[0]
  const somebodyElse = somebodyElseWords(person.name)
  return (
    <>
      {other && (
        <ConfirmButton
          words={samePersonWords(person, other)}
          danger={recordOf(person, other) !== undefined}
          disabledReason={refusal}
          run={() => samePerson({ employeeId: person.id, otherId: other.id })}
        >
          {present.length > 1 && (
            <RadioGroup
              label="The same person as"
              choices={present.map((one) => ({ value: one.id, label: choiceOf(one) }))}
              value={other.id}
              onValueChange={setChosen}
            />
          )}
        </ConfirmButton>
      )}
      <ConfirmButton
        words={other ? somebodyElse : { ...somebodyElse, ...aloneWords(person.name) }}
        disabledReason={refusal}
        run={() => differentPeople({ employeeId: person.id })}
      />
    </>
  )
}

/** The one of the two that is kept by hand. */
function recordOf(person: ConflictSide, other: ConflictSide): ConflictSide | undefined {
  return [person, other].find((side) => side.source === 'local')
}

function choiceOf(side: ConflictSide): string {
  return side.source === 'local' ? `${side.name}, kept by hand` : `${side.name}, ${side.userName}`
}

function samePersonWords(person: ConflictSide, other: ConflictSide): ConfirmWords {
  const record = recordOf(person, other)
  if (!record) {
    return {
      button: 'Same person',
      question: `Is this a second account of ${other.name}?`,
      consequence: `The account ${person.userName} stays stored and gives nothing: no doors, no key. ${other.name} keeps what there is. You can take it back on the page of the account.`,
      action: 'Same person',
      done: `${person.name} is a second account of ${other.name}.`,
    }
  }
  const account = record === person ? other : person
  return {
    button: 'Same person',
    question: `Is ${record.name}, kept by hand, the same person?`,
    consequence: `The record kept by hand ends for good, with its doors, its key and what was given by hand. ${account.name} from Entra has what the rules say.`,
    action: 'Same person: end the record',
    done: `${record.name} and ${account.name} are one person.`,
  }
}

function aloneWords(name: string): Pick<ConfirmWords, 'button' | 'question' | 'consequence'> {
  return {
    button: 'Give access',
    question: `Give ${name} access?`,
    consequence: 'The rules give this person doors and keys now, and the key e-mail goes out.',
  }
}
