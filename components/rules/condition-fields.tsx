'use client'

import { Plus } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Controller, useFieldArray, useFormContext, useWatch } from 'react-hook-form'
import { fieldId } from '@/components/form/form'
import { FormRadio } from '@/components/form/form-fields'
import { Button } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { Select } from '@/components/ui/select'
import { TextArea } from '@/components/ui/text-field'
import { type Operand, operandOf, operands } from '@/lib/rules/engine/operands'
import { type OperatorId, operatorOf, operatorsOfType } from '@/lib/rules/engine/operators'
import { newCondition, type RuleDraft } from './rule-draft'
import { counted, type RulesView } from './rules-view'

/** The conditions of a rule: operand, operator and value each; any/all and Remove from two up (D18 to D21). */
export function ConditionFields({ view }: { view: RulesView }) {
  const { control } = useFormContext<RuleDraft>()
  const { fields, append, remove } = useFieldArray({ control, name: 'conditions' })
  const box = useRef<HTMLFieldSetElement>(null)
  const focusOn = useRef<number>(undefined)
  useEffect(() => {
    if (focusOn.current === undefined) return
    const groups = box.current?.querySelectorAll<HTMLElement>('[role=group]')
    groups?.[Math.min(focusOn.current, fields.length - 1)]?.querySelector('button')?.focus()
    focusOn.current = undefined
  }, [fields.length])
  return (
    <fieldset ref={box} className="grid gap-3">
      <legend className="mb-2 text-large font-semibold">Conditions</legend>
      {fields.length > 1 && (
        <FormRadio
          name="match"
          label="Matches"
          choices={[
            { value: 'all', label: 'all of these' },
            { value: 'any', label: 'any of these' },
          ]}
        />
      )}
      {fields.map((field, index) => (
        <ConditionRow
          key={field.id}
          view={view}
          place={{ index, count: fields.length }}
          onRemove={() => {
            focusOn.current = index
            remove(index)
          }}
        />
      ))}
      <div>
        <Button
          icon={<Plus size={16} strokeWidth={1.75} aria-hidden />}
          onClick={() => {
            focusOn.current = fields.length
            append(newCondition(), { shouldFocus: false })
          }}
        >
          Add condition
        </Button>
      </div>
    </fieldset>
  )
}

function ConditionRow({
  view,
  place: { index, count },
  onRemove,
}: {
  view: RulesView
  place: { index: number; count: number }
  onRemove: () => void
}) {
  const { control, getValues, setValue, getFieldState, formState } = useFormContext<RuleDraft>()
  const path = `conditions.${index}` as const
  const condition = useWatch({ control, name: path })
  const operand = operandOf(condition.operand)
  const error = (part: 'operand' | 'operator' | 'text') =>
    getFieldState(`${path}.${part}`, formState).error?.message

  function choose(id: string) {
    setValue(`${path}.operand`, id, { shouldValidate: formState.isSubmitted })
    const offered = operatorsOfType[operandOf(id)?.type ?? 'text']
    const current = getValues(`${path}.operator`)
    if (!offered.includes(current)) setValue(`${path}.operator`, offered[0] ?? 'is')
    setValue(`${path}.text`, '')
  }

  return (
    <div
      role="group"
      aria-label={`Condition ${index + 1} of ${count}`}
      className="grid items-start gap-2 rounded-base border bg-sunken/50 p-3 md:grid-cols-[1fr_1fr_1.4fr_auto]"
    >
      <Select
        id={fieldId(`${path}.operand`)}
        label="Operand"
        value={condition.operand}
        onValueChange={choose}
        options={operandOptions(view)}
        error={error('operand')}
      />
      <Select
        id={fieldId(`${path}.operator`)}
        label="Operator"
        value={condition.operator}
        onValueChange={(value) =>
          setValue(`${path}.operator`, value as OperatorId, {
            shouldValidate: formState.isSubmitted,
          })
        }
        options={operatorsOfType[operand?.type ?? 'text'].map((id) => ({
          value: id,
          label: operatorOf(id).label,
        }))}
        error={error('operator')}
      />
      <Controller
        control={control}
        name={`${path}.text`}
        render={({ field }) => (
          <ValueField
            id={fieldId(`${path}.text`)}
            operand={operand}
            operator={condition.operator}
            view={view}
            text={field.value}
            onChange={field.onChange}
            error={error('text')}
          />
        )}
      />
      {count > 1 && (
        <Button
          tone="quiet"
          className="md:mt-5.5"
          onClick={onRemove}
          aria-label={`Remove condition ${index + 1}`}
        >
          Remove
        </Button>
      )}
    </div>
  )
}

interface ValueFieldProps {
  id: string
  operand: Operand | undefined
  operator: OperatorId
  view: RulesView
  text: string
  onChange: (text: string) => void
  error: string | undefined
}

function ValueField({ id, operand, operator, view, text, onChange, error }: ValueFieldProps) {
  const { takes } = operatorOf(operator)
  if (takes === 'none') return <div className="hidden md:block" />
  if (operand?.type === 'groups') {
    return (
      <Select
        id={id}
        label="Value"
        value={text}
        onValueChange={onChange}
        options={view.groups.map((group) => ({ value: group.id, label: group.name }))}
        placeholder={view.groups.length > 0 ? 'Choose a group…' : 'No groups have arrived yet'}
        error={error}
      />
    )
  }
  if (takes === 'many' || takes === 'two') {
    return (
      <TextArea
        id={id}
        label="Value"
        hint={takes === 'two' ? 'Two values.' : 'Several: commas, semicolons or new lines.'}
        rows={2}
        value={text}
        onChange={(event) => onChange(event.target.value)}
        error={error}
      />
    )
  }
  const seen = operand ? (view.seen[operand.id]?.values ?? []) : []
  return (
    <Combobox
      id={id}
      label="Value"
      value={text}
      onValueChange={onChange}
      suggestions={seen.map(({ value, people }) => ({
        value,
        note: counted(people, 'person', 'people'),
      }))}
      error={error}
    />
  )
}

/** Grouped, with how many people have each; what never arrived stands last. */
function operandOptions(view: RulesView) {
  const known = [...operands]
  for (const id of Object.keys(view.seen)) {
    const custom = id.startsWith('ext:') ? operandOf(id) : undefined
    if (custom) known.push(custom)
  }
  const option = (operand: Operand) => {
    const people = view.seen[operand.id]?.people ?? 0
    const unseen = view.peopleTotal > 0 && people === 0 && operand.type !== 'groups'
    return {
      value: operand.id,
      label: people > 0 ? `${operand.label} · ${people} of ${view.peopleTotal}` : operand.label,
      heading: unseen ? 'Not sent yet' : operand.heading,
    }
  }
  const options = known.map(option)
  const isUnseen = (one: { heading: string }) => one.heading === 'Not sent yet'
  return [...options.filter((one) => !isUnseen(one)), ...options.filter(isUnseen)]
}
