'use client'

import { Autocomplete } from '@base-ui/react/autocomplete'
import { useState } from 'react'
import { classNames } from './class-names'
import { controlLook, Field, type FieldProps } from './field'
import { leaveEscape } from './leave-escape'
import { useHeldList } from './use-held-list'

export interface Suggestion {
  value: string
  /** Shown beside the value, for example how many people have it. */
  note?: string | undefined
}

export interface ComboboxProps extends FieldProps {
  suggestions: Suggestion[]
  value: string
  onValueChange: (value: string) => void
  onBlur?: () => void
  id?: string | undefined
  placeholder?: string
  className?: string | undefined
}

/** A text box with suggestions; anything may be typed (D19). */
export function Combobox({
  label,
  hint,
  error,
  required = false,
  labelHidden = false,
  suggestions,
  value,
  onValueChange,
  onBlur,
  id,
  placeholder,
  className,
}: ComboboxProps) {
  const [open, setOpen] = useState(false)
  // An open list without entries would hide the rest of the page from screen readers.
  const typed = value.toLowerCase()
  const held = useHeldList(suggestions)
  const fits = held.list.some((suggestion) => suggestion.value.toLowerCase().includes(typed))
  return (
    <Field {...{ label, hint, error, required, labelHidden, id }}>
      {(control) => (
        <Autocomplete.Root
          items={held.list}
          value={value}
          onValueChange={onValueChange}
          itemToStringValue={(item: Suggestion) => item.value}
          open={open && fits}
          onOpenChange={setOpen}
          openOnInputClick
        >
          <Autocomplete.Input
            {...control}
            placeholder={placeholder}
            onBlur={onBlur}
            onKeyDown={leaveEscape}
            className={classNames(controlLook, className)}
          />
          <Autocomplete.Portal>
            <Autocomplete.Positioner sideOffset={4} className="z-50">
              <Autocomplete.Popup className="layer-enter max-h-72 min-w-(--anchor-width) overflow-y-auto rounded-base border bg-raised shadow-layer data-empty:hidden">
                <Autocomplete.List className="py-1">
                  {(item: Suggestion) => (
                    <Autocomplete.Item
                      key={item.value}
                      value={item}
                      {...held.press}
                      className="flex min-h-8 cursor-default items-center justify-between gap-4 pointer-coarse:min-h-11 px-3 text-body data-highlighted:bg-accent-soft"
                    >
                      {item.value}
                      {item.note && <span className="text-small text-ink-soft">{item.note}</span>}
                    </Autocomplete.Item>
                  )}
                </Autocomplete.List>
              </Autocomplete.Popup>
            </Autocomplete.Positioner>
          </Autocomplete.Portal>
        </Autocomplete.Root>
      )}
    </Field>
  )
}
