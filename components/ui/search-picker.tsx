'use client'

import { Autocomplete } from '@base-ui/react/autocomplete'
import { useRef, useState } from 'react'
import { controlLook, Field, type FieldProps } from './field'
import { leaveEscape } from './leave-escape'
import { useHeldList } from './use-held-list'

export interface FoundOption<Subject> {
  value: string
  label: string
  note?: string | undefined
  /** What it stands for. */
  subject: Subject
}

/** Searches what only the server knows, and hands over what is picked. */
export function SearchPicker<Subject>({
  label,
  hint,
  error,
  required = false,
  labelHidden = false,
  id,
  search,
  onSearchChange,
  found,
  busy,
  onPick,
  placeholder,
  isPageSearch = false,
}: FieldProps & {
  id: string
  search: string
  onSearchChange: (search: string) => void
  /** Undefined until the first answer. */
  found: FoundOption<Subject>[] | undefined
  busy: boolean
  onPick: (subject: Subject) => void
  placeholder?: string
  /** The key `/` leads here. */
  isPageSearch?: boolean
}) {
  const [open, setOpen] = useState(false)
  const chosen = useRef<FoundOption<Subject>>(undefined)
  const held = useHeldList(search.trim() === '' ? [] : (found ?? []))
  const options = held.list
  const nobody = search.trim() !== '' && !busy && found?.length === 0
  return (
    <Field {...{ label, hint, error, required, labelHidden, id }}>
      {(control) => (
        <>
          <Autocomplete.Root
            items={options}
            filter={null}
            value={search}
            onValueChange={(next, { reason }) => {
              if (reason !== 'item-press') return onSearchChange(next)
              // Two people may have one name, so the row decides, not what it is called.
              if (chosen.current) onPick(chosen.current.subject)
            }}
            itemToStringValue={(option: FoundOption<Subject>) => option.label}
            open={open && options.length > 0}
            onOpenChange={setOpen}
            autoHighlight
          >
            <Autocomplete.Input
              {...control}
              placeholder={placeholder}
              autoComplete="off"
              {...(isPageSearch ? { 'data-search': true } : {})}
              onKeyDown={leaveEscape}
              className={controlLook}
            />
            <Autocomplete.Portal>
              <Autocomplete.Positioner sideOffset={4} align="start" className="z-50">
                <Autocomplete.Popup className="layer-enter max-h-72 min-w-(--anchor-width) max-w-(--available-width) overflow-y-auto rounded-base border bg-raised shadow-layer">
                  <Autocomplete.List className="py-1">
                    {(option: FoundOption<Subject>) => {
                      const choose = () => {
                        chosen.current = option
                      }
                      return (
                        <Autocomplete.Item
                          key={option.value}
                          value={option}
                          {...held.press}
                          // Before the list hears of it: Enter is a click too, and a press that
                          // began in the field ends on a row without one.
                          onClickCapture={choose}
                          onMouseUpCapture={choose}
                          className="flex min-h-11 cursor-default items-center justify-between gap-4 px-3 text-body data-highlighted:bg-accent-soft sm:min-h-8"
                        >
                          {option.label}
                          <span className="text-small text-ink-soft">{option.note}</span>
                        </Autocomplete.Item>
                      )
                    }}
                  </Autocomplete.List>
                </Autocomplete.Popup>
              </Autocomplete.Positioner>
            </Autocomplete.Portal>
          </Autocomplete.Root>
          {nobody && <p className="text-small text-ink-soft">Nobody is called that.</p>}
        </>
      )}
    </Field>
  )
}
