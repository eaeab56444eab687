'use client'

import { useState, useTransition } from 'react'
import type { AccessEffect, PersonEffect } from '@/lib/access/schemas'
import type { PreviewInput } from '@/lib/rules/schemas'
import type { RuleActions } from './rules-view'
import { useAnswer } from './use-answer'

/** Whose people they are, and who knows them. */
export interface OtherPeople {
  question: PreviewInput
  listChanged: RuleActions['listChanged']
}

/**
 * The people of an effect beyond those that came with it: found by name, and more on demand. Another
 * effect begins the list anew.
 */
export function useChangedPeople(effect: AccessEffect, { question, listChanged }: OtherPeople) {
  const [search, setSearch] = useState('')
  const [more, setMore] = useState<{ to: string; people: PersonEffect[] }>()
  const [failed, setFailed] = useState<string>()
  const [pending, start] = useTransition()
  const typed = search.trim()
  const found = useAnswer(
    listChanged,
    typed === '' ? undefined : { ...question, page: { search: typed } },
  )
  const first =
    typed === ''
      ? { people: effect.people, count: effect.peopleCount }
      : (found.value ?? { people: [], count: 0 })
  const key = JSON.stringify([question, typed, first.count])
  const people = more?.to === key ? [...first.people, ...more.people] : first.people

  const showMore = () =>
    start(async () => {
      const last = people.at(-1)
      const after = last ? { after: { name: last.name, id: last.id } } : {}
      const page = { ...(typed ? { search: typed } : {}), ...after }
      const result = await listChanged({ ...question, page }).catch(() => undefined)
      setFailed(result?.ok ? undefined : (result?.message ?? 'Sequr did not answer. Try again.'))
      if (!result?.ok) return
      const before = more?.to === key ? more.people : []
      setMore({ to: key, people: [...before, ...result.value.people] })
    })

  return {
    search,
    setSearch,
    people,
    count: first.count,
    stale: typed !== '' && found.stale,
    refusal: failed ?? (typed === '' ? undefined : found.refusal),
    pending,
    showMore,
  }
}
