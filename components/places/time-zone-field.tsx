'use client'

import { useMemo } from 'react'
import { useController } from 'react-hook-form'
import { useFieldId } from '@/components/form/field-ids'
import { Combobox } from '@/components/ui/combobox'
import { timeZones } from '@/lib/places/schemas'

/** Any zone of the world, found by its city. Shown with spaces, kept with IANA's underscores. */
export function TimeZoneField({ name }: { name: string }) {
  const { field, fieldState } = useController({ name })
  const fieldId = useFieldId()
  const suggestions = useMemo(
    () => timeZones().map((zone) => ({ value: readable(zone), note: offsetOf(zone) })),
    [],
  )
  return (
    <Combobox
      id={fieldId(name)}
      label="Time zone"
      hint="Type a city, for example Denver. Times of this property are shown in its zone."
      required
      suggestions={suggestions}
      value={readable(String(field.value ?? ''))}
      onValueChange={(value) => field.onChange(value.trim().replaceAll(' ', '_'))}
      onBlur={field.onBlur}
      {...(fieldState.error?.message ? { error: fieldState.error.message } : {})}
    />
  )
}

const readable = (zone: string) => zone.replaceAll('_', ' ')

/** `GMT-7`, as it is today. */
function offsetOf(timeZone: string): string | undefined {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' })
    .formatToParts(new Date())
    .find((part) => part.type === 'timeZoneName')
  return parts?.value
}
