'use client'

import { useNavigation } from './navigation'
import { Select } from './select'

export interface AddressOption {
  value: string
  label: string
  href: string
}

/** A filter that lives in the address: each choice leads somewhere, so back and links keep it. */
export function AddressSelect({
  label,
  options,
  value,
  className,
}: {
  label: string
  options: AddressOption[]
  value: string
  className?: string
}) {
  const { push } = useNavigation()
  return (
    <Select
      label={label}
      labelHidden
      options={options}
      value={value}
      className={className}
      onValueChange={(next) => {
        const chosen = options.find((option) => option.value === next)
        if (chosen) push(chosen.href)
      }}
    />
  )
}
