'use client'

import { Plus, Trash2 } from 'lucide-react'
import { useFieldArray, useFormContext } from 'react-hook-form'
import { useFieldId } from '@/components/form/field-ids'
import { FormText } from '@/components/form/form-fields'
import { Button } from '@/components/ui/button'
import { dayName } from '@/lib/kernel/opening-hours'
import { type AccessGroupInput, HOURS_LINES_MAX } from '@/lib/places/schemas'

const WEEK = [1, 2, 3, 4, 5, 6, 7]
const OFFICE_HOURS = { days: [1, 2, 3, 4, 5], from: '07:00', to: '19:00' }

/** When the doors of an access group open, line by line; without a line at any hour. */
export function HoursField({ timeZone }: { timeZone: string | undefined }) {
  const { fields, append, remove } = useFieldArray<AccessGroupInput, 'hours'>({ name: 'hours' })
  const fieldId = useFieldId()
  return (
    <fieldset id={fieldId('hours')} className="grid gap-3">
      <legend className="mb-1 text-small font-medium">Hours</legend>
      <p className="text-small text-ink-soft">
        {fields.length === 0
          ? 'The doors open at any hour. Add hours to shut them outside those.'
          : `On the clock of the property${timeZone ? ` (${timeZone})` : ''}. An end that is not later than its beginning is on the next day.`}
      </p>
      {fields.map((field, index) => (
        <Line
          key={field.id}
          index={index}
          onRemove={() => {
            remove(index)
            document.getElementById(`${fieldId('hours')}-add`)?.focus()
          }}
        />
      ))}
      <div>
        <Button
          id={`${fieldId('hours')}-add`}
          icon={<Plus size={16} strokeWidth={1.75} aria-hidden />}
          disabledReason={
            fields.length >= HOURS_LINES_MAX
              ? `A schedule has ${HOURS_LINES_MAX} lines at most.`
              : undefined
          }
          onClick={() => append(OFFICE_HOURS)}
        >
          {fields.length === 0 ? 'Add hours' : 'Add more hours'}
        </Button>
      </div>
    </fieldset>
  )
}

function Line({ index, onRemove }: { index: number; onRemove: () => void }) {
  const path = `hours.${index}` as const
  return (
    <fieldset className="grid gap-2 rounded-base border p-3">
      <legend className="sr-only">Hours, line {index + 1}</legend>
      <Days index={index} />
      <div className="flex flex-wrap items-end gap-3">
        <div className="w-32">
          <FormText name={`${path}.from`} label="From" type="time" required />
        </div>
        <div className="w-32">
          <FormText name={`${path}.to`} label="To" type="time" required />
        </div>
        <Button
          tone="quiet"
          icon={<Trash2 size={16} strokeWidth={1.75} aria-hidden />}
          onClick={onRemove}
          aria-label={`Remove line ${index + 1} of the hours`}
        >
          Remove
        </Button>
      </div>
    </fieldset>
  )
}

function Days({ index }: { index: number }) {
  const { watch, setValue, getFieldState, formState } = useFormContext<AccessGroupInput>()
  const fieldId = useFieldId()
  const path = `hours.${index}.days` as const
  const chosen = watch(path)
  const { error } = getFieldState(path, formState)
  const toggle = (day: number) =>
    setValue(
      path,
      WEEK.filter((one) => (one === day ? !chosen.includes(one) : chosen.includes(one))),
      { shouldDirty: true, shouldValidate: formState.isSubmitted },
    )
  return (
    <fieldset
      id={fieldId(path)}
      className="flex flex-wrap gap-1"
      aria-describedby={error ? `${fieldId(path)}-error` : undefined}
    >
      <legend className="mb-1 text-small font-medium">Days</legend>
      {WEEK.map((day) => (
        <button
          key={day}
          type="button"
          aria-pressed={chosen.includes(day)}
          title={dayName(day, 'en-GB', 'long')}
          onClick={() => toggle(day)}
          className="min-h-11 min-w-11 rounded-base border border-line-strong bg-raised px-2 hover:bg-sunken aria-pressed:border-accent aria-pressed:bg-accent aria-pressed:text-on-accent sm:min-h-8"
        >
          {dayName(day, 'en-GB', 'short')}
        </button>
      ))}
      {error && (
        <p id={`${fieldId(path)}-error`} className="w-full text-small font-medium text-stopped">
          {error.message}
        </p>
      )}
    </fieldset>
  )
}
