'use client'

import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox'
import { Radio } from '@base-ui/react/radio'
import { RadioGroup as BaseRadioGroup } from '@base-ui/react/radio-group'
import { Switch as BaseSwitch } from '@base-ui/react/switch'
import { Check } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { classNames } from './class-names'

/** On touch the square that is pressed is 44 px, though what is drawn stays small. */
const touchable = 'relative pointer-coarse:before:absolute pointer-coarse:before:-inset-[13px]'

interface Checked {
  label: ReactNode
  hint?: ReactNode
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  name?: string
}

export function Checkbox({
  label,
  hint,
  checked,
  onCheckedChange,
  name,
  labelHidden = false,
  invalid = false,
}: Checked & {
  labelHidden?: boolean
  /** Of a group whose choice is refused; what is wrong stands beneath the group. */
  invalid?: boolean
}) {
  const id = useId()
  return (
    <div className="flex items-start gap-2 py-0.5 pointer-coarse:py-3">
      <BaseCheckbox.Root
        id={id}
        checked={checked}
        onCheckedChange={(next) => onCheckedChange(next)}
        {...(name ? { name } : {})}
        aria-describedby={hint ? `${id}-hint` : undefined}
        aria-invalid={invalid || undefined}
        className={classNames(
          touchable,
          'mt-0.5 flex size-4.5 shrink-0 items-center justify-center rounded-[5px] border border-line-strong bg-raised data-checked:border-accent data-checked:bg-accent aria-invalid:border-stopped',
        )}
      >
        <BaseCheckbox.Indicator className="text-on-accent">
          <Check size={14} strokeWidth={2.5} aria-hidden />
        </BaseCheckbox.Indicator>
      </BaseCheckbox.Root>
      <div>
        <label htmlFor={id} className={labelHidden ? 'sr-only' : undefined}>
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-small text-ink-soft">
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}

export function Switch({ label, hint, checked, onCheckedChange, name }: Checked) {
  const id = useId()
  return (
    <div className="flex items-start gap-3 py-0.5">
      <BaseSwitch.Root
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        checked={checked}
        onCheckedChange={(next) => onCheckedChange(next)}
        {...(name ? { name } : {})}
        className="flex h-5 w-9 shrink-0 rounded-full border border-line-strong bg-sunken p-px data-checked:border-accent data-checked:bg-accent"
      >
        <BaseSwitch.Thumb className="size-4 rounded-full bg-line-strong transition-transform duration-150 data-checked:translate-x-4 data-checked:bg-on-accent forced-colors:bg-[ButtonText] forced-colors:data-checked:bg-[ButtonText]" />
      </BaseSwitch.Root>
      <div>
        <label htmlFor={id}>{label}</label>
        {hint && (
          <p id={`${id}-hint`} className="text-small text-ink-soft">
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}

export interface RadioChoice {
  value: string
  label: ReactNode
  hint?: ReactNode
}

export function RadioGroup({
  label,
  choices,
  value,
  onValueChange,
  name,
  error,
  required = false,
  id: givenId,
}: {
  label: string
  choices: RadioChoice[]
  value: string
  onValueChange: (value: string) => void
  name?: string
  error?: string | undefined
  required?: boolean
  id?: string | undefined
}) {
  const ownId = useId()
  const id = givenId ?? ownId
  return (
    <div id={id} className="grid gap-1.5">
      <p id={`${id}-label`} className="text-small font-medium">
        {label}
        {required && <span aria-hidden> *</span>}
      </p>
      <BaseRadioGroup
        aria-labelledby={`${id}-label`}
        aria-describedby={error ? `${id}-error` : undefined}
        aria-invalid={error ? true : undefined}
        aria-required={required || undefined}
        value={value}
        onValueChange={(next) => onValueChange(String(next))}
        {...(name ? { name } : {})}
        className="grid gap-1.5"
      >
        {choices.map((choice) => (
          <div key={choice.value} className="flex items-start gap-2 pointer-coarse:py-3">
            <Radio.Root
              id={`${id}-${choice.value}`}
              value={choice.value}
              className={classNames(
                touchable,
                'mt-0.5 flex size-4.5 shrink-0 items-center justify-center rounded-full border border-line-strong bg-raised data-checked:border-accent',
              )}
            >
              <Radio.Indicator className="size-2.5 rounded-full bg-accent forced-colors:bg-[ButtonText] forced-colors:data-checked:bg-[ButtonText]" />
            </Radio.Root>
            <div>
              <label htmlFor={`${id}-${choice.value}`}>{choice.label}</label>
              {choice.hint && <p className="text-small text-ink-soft">{choice.hint}</p>}
            </div>
          </div>
        ))}
      </BaseRadioGroup>
      {error && (
        <p id={`${id}-error`} className="text-small font-medium text-stopped">
          {error}
        </p>
      )}
    </div>
  )
}
