'use client'

import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'

/** One of two or three, side by side in a sentence: "Matches all of these". */
export function Segmented<Value extends string>({
  label,
  choices,
  value,
  onValueChange,
}: {
  label: string
  choices: readonly { value: Value; label: string }[]
  value: Value
  onValueChange: (value: Value) => void
}) {
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(next) => onValueChange(next)}
      className="inline-flex w-fit rounded-base border border-line-strong/50 bg-sunken p-0.5"
    >
      {choices.map((choice) => (
        <Radio.Root
          key={choice.value}
          value={choice.value}
          aria-label={choice.label}
          className="inline-flex min-h-10 pointer-coarse:min-h-11 cursor-default items-center rounded-[6px] border border-transparent px-2.5 text-body text-ink-soft data-checked:border-line-strong/50 data-checked:bg-raised data-checked:font-medium data-checked:text-ink sm:min-h-7 forced-colors:data-checked:bg-[Highlight] forced-colors:data-checked:text-[HighlightText]"
        >
          {choice.label}
        </Radio.Root>
      ))}
    </RadioGroup>
  )
}
