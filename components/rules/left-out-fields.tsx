'use client'

import { Plus, UserRoundX } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form'
import { FormText } from '@/components/form/form-fields'
import { Button } from '@/components/ui/button'
import { PersonSearch } from './person-search'
import type { RuleDraft } from './rule-draft'
import type { RuleActions } from './rules-view'

/**
 * People whom this rule skips although the conditions fit, each with a reason and an end. Focus goes
 * to the search when it appears and when somebody is removed, to the reason of whom it found.
 */
export function LeftOutFields({ findPeople }: { findPeople: RuleActions['findPeople'] }) {
  const { control } = useFormContext<RuleDraft>()
  const { fields, append, remove } = useFieldArray({ control, name: 'leftOut' })
  const people = useWatch({ control, name: 'leftOut' })
  const [searching, setSearching] = useState(false)
  const frame = useRef<HTMLFieldSetElement>(null)
  const wanted = useRef<'search' | 'reason'>(undefined)
  useEffect(() => {
    if (!wanted.current) return
    const inputs = [
      ...(frame.current?.querySelectorAll<HTMLInputElement>('input:not([aria-hidden])') ?? []),
    ]
    // The search stands last; before it the reason and the last day of whoever came last.
    inputs.at(wanted.current === 'search' ? -1 : -3)?.focus()
    wanted.current = undefined
  })
  return (
    <fieldset ref={frame} className="grid min-w-0 gap-3">
      <legend className="mb-1 text-large font-semibold">
        Leave out <span className="text-body font-normal text-ink-soft">(optional)</span>
      </legend>
      <p className="text-small text-ink-soft">
        People whom this rule skips although the conditions fit. Other rules still count for them.
      </p>
      {fields.map((field, index) => {
        const name = people[index]?.name ?? ''
        return (
          <div
            key={field.id}
            role="group"
            aria-label={`${name} is left out`}
            className="grid items-start gap-2 border-t pt-3 sm:grid-cols-[minmax(0,1fr)_10rem_auto]"
          >
            <p className="flex items-center gap-2 font-medium sm:col-span-3">
              <UserRoundX size={16} strokeWidth={1.75} className="text-ink-soft" aria-hidden />
              {name}
            </p>
            <FormText name={`leftOut.${index}.reason`} label="Reason" required />
            <FormText name={`leftOut.${index}.until`} label="Until (last day)" type="date" />
            <Button
              tone="quiet"
              className="justify-self-start sm:mt-5.5"
              aria-label={`Remove ${name}`}
              onClick={() => {
                wanted.current = 'search'
                setSearching(true)
                remove(index)
              }}
            >
              Remove
            </Button>
          </div>
        )
      })}
      {searching || fields.length > 0 ? (
        <div className="sm:max-w-80">
          <PersonSearch
            label="Find a person to leave out"
            findPeople={findPeople}
            onPick={(person) => {
              if (!person || people.some((one) => one.employeeId === person.id)) return
              wanted.current = 'reason'
              append(
                { employeeId: person.id, name: person.name, reason: '', until: '' },
                { shouldFocus: false },
              )
            }}
          />
        </div>
      ) : (
        <div>
          <Button
            tone="quiet"
            className="-ml-3"
            icon={<Plus size={16} strokeWidth={1.75} aria-hidden />}
            onClick={() => {
              wanted.current = 'search'
              setSearching(true)
            }}
          >
            Leave out a person
          </Button>
        </div>
      )}
    </fieldset>
  )
}
