'use client'

import { useId, useState } from 'react'
import { SearchPicker } from '@/components/ui/search-picker'
import type { ListedPerson } from '@/lib/access/schemas'
import type { RuleActions } from './rules-view'
import { useAnswer } from './use-answer'

/** Finds a person by name or e-mail. */
export function PersonSearch({
  label,
  findPeople,
  onPick,
  keepsName = false,
  isPageSearch = false,
}: {
  label: string
  findPeople: RuleActions['findPeople']
  onPick: (person: ListedPerson | undefined) => void
  /** Whether the field goes on showing who was picked. */
  keepsName?: boolean
  isPageSearch?: boolean
}) {
  const id = useId()
  const [search, setSearch] = useState('')
  const [picked, setPicked] = useState(false)
  const typed = search.trim()
  const { value, stale } = useAnswer(
    findPeople,
    typed === '' || picked ? undefined : { search: typed },
  )
  return (
    <SearchPicker
      id={id}
      label={label}
      placeholder="Name or e-mail"
      isPageSearch={isPageSearch}
      search={search}
      onSearchChange={(next) => {
        setSearch(next)
        setPicked(false)
        if (picked) onPick(undefined)
      }}
      busy={stale}
      found={value?.map((person) => ({
        value: person.id,
        label: person.name,
        note: person.department ?? undefined,
        subject: person,
      }))}
      onPick={(person) => {
        setSearch(keepsName ? person.name : '')
        setPicked(keepsName)
        onPick(person)
      }}
    />
  )
}
