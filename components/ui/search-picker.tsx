'use client'

import { Autocomplete } from '@base-ui/react/autocomplete'
import { useRef, useState } from 'react'
import { controlLook, Field, type FieldProps } from './field'
import { leaveEscape } from './leave-escape'

export interface FoundOption {
  value: string
  label: string
  note?: string | undefined
}

/** Searches what only the server knows, and hands over what is picked. */
export function SearchPicker({
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
  found: FoundOption[] | undefined
  busy: boolean
  onPick: (option: FoundOption) => void
  placeholder?: string
  /** The key `/` leads here. */
  isPageSearch?: boolean
}) {
  const [open, setOpen] = useState(false)
  const highlighted = useRef<FoundOption>(undefined)
  const options = search.trim() === '' ? [] : (found ?? [])
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
              // Two people may have one name, so what is highlighted decides.
              if (highlighted.current) onPick(highlighted.current)
            }}
            itemToStringValue={(option: FoundOption) => option.label}
            onItemHighlighted={(option) => {
              highlighted.current = option ?? highlighted.current
            }}
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
                    {(option: FoundOption) => (
                      <Autocomplete.Item
                        key={option.value}
                        value={option}
                        // A finger presses what nothing has highlighted before.
                        onClickCapture={() => {
                          highlighted.current = option
                        }}
                        className="flex min-h-11 cursor-default items-center justify-between gap-4 px-3 text-body data-highlighted:bg-accent-soft sm:min-h-8"
                      >
                        {option.label}
                        <span className="text-small text-ink-soft">{option.note}</span>
                      </Autocomplete.Item>
                    )}
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
