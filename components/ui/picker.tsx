'use client'

import { Combobox } from '@base-ui/react/combobox'
import { Check, ChevronDown } from 'lucide-react'
import { useMemo } from 'react'
import { classNames } from './class-names'
import { controlLook, Field, type FieldProps } from './field'
import { leaveEscape } from './leave-escape'
import { type HeldPress, useHeldList } from './use-held-list'

export interface PickerOption {
  value: string
  label: string
  /** Options with the same heading stand together under it. */
  heading: string
  /** A line under the label, e.g. how many people have it. */
  note?: string | undefined
}

export interface PickerProps extends FieldProps {
  options: PickerOption[]
  value: string
  onValueChange: (value: string) => void
  id: string
  placeholder?: string
}

/** One of a long list: typing searches it, headings order it. */
export function Picker({
  label,
  hint,
  error,
  required = false,
  labelHidden = false,
  options,
  value,
  onValueChange,
  id,
  placeholder = 'Choose…',
}: PickerProps) {
  const held = useHeldList(useMemo(() => groupsOf(options), [options]))
  const chosen = options.find((option) => option.value === value) ?? null
  return (
    <Field {...{ label, hint, error, required, labelHidden, id }}>
      {(control) => (
        <Combobox.Root
          items={held.list}
          value={chosen}
          onValueChange={(next: PickerOption | null) => next && onValueChange(next.value)}
          isItemEqualToValue={(one, other) => one?.value === other?.value}
          autoHighlight
        >
          <Combobox.InputGroup className="relative">
            <Combobox.Input
              {...control}
              placeholder={placeholder}
              onFocus={(event) => event.currentTarget.select()}
              onKeyDown={leaveEscape}
              className={classNames(controlLook, 'pr-8 text-ellipsis')}
            />
            <Combobox.Trigger
              aria-label={`All choices for ${label}`}
              tabIndex={-1}
              className="absolute inset-y-0 right-0 flex w-8 items-center justify-center text-ink-soft"
            >
              <ChevronDown size={16} strokeWidth={1.75} aria-hidden />
            </Combobox.Trigger>
          </Combobox.InputGroup>
          <Choices press={held.press} />
        </Combobox.Root>
      )}
    </Field>
  )
}

function Choices({ press }: { press: HeldPress }) {
  return (
    <Combobox.Portal>
      <Combobox.Positioner sideOffset={4} align="start" className="z-50">
        <Combobox.Popup className="layer-enter max-h-80 w-[min(max(var(--anchor-width),22rem),var(--available-width))] overflow-y-auto rounded-base border bg-raised pb-1 shadow-layer">
          <Combobox.Empty className="px-3 text-small text-ink-soft not-empty:py-2">
            Nothing is called that.
          </Combobox.Empty>
          <Combobox.List>
            {(group: PickerGroup) => (
              <Combobox.Group key={group.value} items={group.items}>
                <Combobox.GroupLabel className="px-3 pt-2.5 pb-1 text-small text-ink-soft">
                  {group.value}
                </Combobox.GroupLabel>
                <Combobox.Collection>
                  {(option: PickerOption) => <Choice key={option.value} {...{ option, press }} />}
                </Combobox.Collection>
              </Combobox.Group>
            )}
          </Combobox.List>
        </Combobox.Popup>
      </Combobox.Positioner>
    </Combobox.Portal>
  )
}

function Choice({ option, press }: { option: PickerOption; press: HeldPress }) {
  return (
    <Combobox.Item
      value={option}
      {...press}
      className="flex min-h-11 cursor-default items-center gap-2 px-3 text-body data-highlighted:bg-accent-soft sm:min-h-8"
    >
      <span className="w-4 shrink-0">
        <Combobox.ItemIndicator>
          <Check size={16} strokeWidth={1.75} aria-hidden />
        </Combobox.ItemIndicator>
      </span>
      <span className="grow whitespace-nowrap">{option.label}</span>
      {option.note && (
        <span className="text-small whitespace-nowrap text-ink-soft tabular-nums">
          {option.note}
        </span>
      )}
    </Combobox.Item>
  )
}

interface PickerGroup {
  value: string
  items: PickerOption[]
}

/** Headings in the order in which they first appear. */
function groupsOf(options: PickerOption[]): PickerGroup[] {
  const groups = new Map<string, PickerOption[]>()
  for (const option of options) {
    groups.set(option.heading, [...(groups.get(option.heading) ?? []), option])
  }
  return [...groups].map(([value, items]) => ({ value, items }))
}
