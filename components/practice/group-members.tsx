'use client'

import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { Callout } from '@/components/ui/status'
import type { ActionResult } from '@/lib/kernel/result'

interface Props {
  group: { id: string; name: string; memberIds: string[] }
  people: { id: string; name: string }[]
  setMember: (input: {
    groupId: string
    personId: string
    member: boolean
  }) => Promise<ActionResult<unknown>>
}

export function GroupMembers({ group, people, setMember }: Props) {
  const [chosen, setChosen] = useState('')
  const [refusal, setRefusal] = useState<string>()
  const [pending, start] = useTransition()
  const members = people.filter((person) => group.memberIds.includes(person.id))
  const others = people.filter((person) => !group.memberIds.includes(person.id))
  const change = (personId: string, member: boolean) =>
    start(async () => {
      const result = await setMember({ groupId: group.id, personId, member })
      setRefusal(result.ok ? undefined : result.message)
      setChosen('')
    })
  return (
    <div className="grid gap-3">
      {refusal && (
        <Callout tone="stopped" role="alert">
          {refusal}
        </Callout>
      )}
      <ul className="flex flex-wrap gap-2">
        {members.map((person) => (
          <li
            key={person.id}
            className="flex items-center gap-1 rounded-base border bg-raised pl-2.5"
          >
            {person.name}
            <Button
              tone="quiet"
              pending={pending}
              onClick={() => change(person.id, false)}
              aria-label={`Remove ${person.name} from ${group.name}`}
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
      <div className="flex max-w-md items-end gap-2">
        <div className="grow">
          <Select
            label={`Add to ${group.name}`}
            value={chosen}
            onValueChange={setChosen}
            options={others.map((person) => ({ value: person.id, label: person.name }))}
          />
        </div>
        <Button
          pending={pending}
          disabledReason={chosen === '' ? 'Choose a person first.' : undefined}
          onClick={() => change(chosen, true)}
        >
          Add member
        </Button>
      </div>
    </div>
  )
}
