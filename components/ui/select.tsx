'use client'

import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronDown } from 'lucide-react'
import { classNames } from './class-names'
import { controlLook, Field, type FieldProps } from './field'

export interface Option {
  value: string
  label: string
  /** Options with the same heading stand together under it. */
  heading?: string | undefined
  disabled?: boolean | undefined
}

export interface SelectProps extends FieldProps {
  options: Option[]
  value: string
  onValueChange: (value: string) => void
  name?: string | undefined
  id?: string | undefined
  placeholder?: string
  className?: string | undefined
}

export function Select({
  label,
  hint,
  error,
  required = false,
  labelHidden = false,
  options,
  value,
  onValueChange,
  name,
  id,
  placeholder = 'Choose…',
  className,
}: SelectProps) {
  const shown = options.find((option) => option.value === value)?.label
  return (
    <Field {...{ label, hint, error, required, labelHidden, id }}>
      {(control) => (
        <Base.Root
          items={options}
          value={value || null}
          onValueChange={(next) => onValueChange(next ?? '')}
          {...(name ? { name } : {})}
        >
          <Base.Trigger
            {...control}
            aria-label={shown ? `${label}: ${shown}` : label}
            className={classNames(
              controlLook,
              'flex items-center justify-between gap-2 text-left',
              className,
            )}
          >
            <span className={classNames('truncate', !shown && 'text-ink-soft')}>
              {shown ?? placeholder}
            </span>
            <ChevronDown
              size={16}
              strokeWidth={1.75}
              className="shrink-0 text-ink-soft"
              aria-hidden
            />
          </Base.Trigger>
          <Base.Portal>
            <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50">
              <Base.Popup className="layer-enter max-h-80 min-w-(--anchor-width) overflow-y-auto rounded-base border bg-raised py-1 shadow-layer">
                {groupOptions(options).map(([heading, group]) => (
                  <Base.Group key={heading}>
                    {heading && (
                      <Base.GroupLabel className="px-3 pt-2 pb-1 text-small text-ink-soft">
                        {heading}
                      </Base.GroupLabel>
                    )}
                    {group.map((option) => (
                      <SelectItem key={option.value} option={option} />
                    ))}
                  </Base.Group>
                ))}
              </Base.Popup>
            </Base.Positioner>
          </Base.Portal>
        </Base.Root>
      )}
    </Field>
  )
}

function SelectItem({ option }: { option: Option }) {
  return (
    <Base.Item
      value={option.value}
      disabled={option.disabled ?? false}
      className="flex min-h-8 cursor-default items-center gap-2 px-3 text-body data-disabled:text-ink-soft pointer-coarse:min-h-11 data-highlighted:bg-accent-soft"
    >
      <span className="w-4 shrink-0">
        <Base.ItemIndicator>
          <Check size={16} strokeWidth={1.75} aria-hidden />
        </Base.ItemIndicator>
      </span>
      <Base.ItemText>{option.label}</Base.ItemText>
    </Base.Item>
  )
}

/** Headings in the order in which they first appear. */
export function groupOptions(options: Option[]): [string, Option[]][] {
  const groups = new Map<string, Option[]>()
  for (const option of options) {
    const heading = option.heading ?? ''
    groups.set(heading, [...(groups.get(heading) ?? []), option])
  }
  return [...groups]
}
