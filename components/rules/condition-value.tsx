'use client'

import { useFormContext, useWatch } from 'react-hook-form'
import { useFieldId } from '@/components/form/field-ids'
import { type ChipSuggestion, ChipsField } from '@/components/ui/chips-field'
import { Combobox } from '@/components/ui/combobox'
import { TextField } from '@/components/ui/text-field'
import { counted } from '@/lib/kernel/words'
import type { Operand } from '@/lib/rules/engine/operands'
import { isNumberTest, operatorOf, type Test } from '@/lib/rules/engine/operators'
import {
  type ConditionPath,
  isNamed,
  NAME_BREAKS,
  type RuleDraft,
  VALUE_BREAKS,
} from './rule-draft'
import type { EditorView } from './rules-view'
import { namesakes, storedName, suggestionsOf } from './value-suggestions'

/** What is asked for: a text box with suggestions, chips for several, nothing where none is needed. */
export function ConditionValue({
  view,
  path,
  operand,
}: {
  view: EditorView
  path: ConditionPath
  operand: Operand | undefined
}) {
  const { control, setValue, getFieldState, formState } = useFormContext<RuleDraft>()
  const fieldId = useFieldId()
  const { operator, values, text } = useWatch({ control, name: path })
  const { takes, test } = operatorOf(operator)
  const named = operand !== undefined && isNamed(operand.id)
  const check = { shouldValidate: formState.isSubmitted, shouldDirty: true }
  const setValues = (next: string[]) => setValue(`${path}.values`, next, check)
  const base = {
    id: fieldId(`${path}.values`),
    error: getFieldState(`${path}.values`, formState).error?.message,
  }
  const suggestions = operand ? suggestionsOf(operand, test, view) : []

  if (takes === 'none') return null
  if (takes === 'two') return <TwoValues {...base} values={values} onChange={setValues} />
  if (named || takes === 'many') {
    const one = takes === 'one'
    return (
      <ChipsField
        {...base}
        {...(named ? namedLook(base.error, namesakes(text, suggestions)) : {})}
        label="Value"
        hint={hintOfSeveral(operand, view)}
        values={one ? values.slice(0, 1) : values}
        onValuesChange={(next) => setValues(one ? next.slice(-1) : next)}
        text={text}
        onTextChange={(next) => setValue(`${path}.text`, next, check)}
        suggestions={suggestions}
        breaks={named ? NAME_BREAKS : VALUE_BREAKS}
        placeholder={placeholderOf(operand, suggestions)}
        labelOf={(value) => storedName(value, operand, view)}
        {...(named ? { resolve: (typed) => only(namesakes(typed, suggestions)) } : {})}
      />
    )
  }
  const first = values[0] ?? ''
  if (test === 'on' || test === 'before' || test === 'onOrAfter') {
    return (
      <TextField
        {...base}
        label="Value"
        type="date"
        className="sm:max-w-48"
        value={first}
        onChange={(event) => setValues([event.target.value])}
      />
    )
  }
  if (test === 'nextDays' || test === 'lastDays') {
    return (
      <TextField
        {...base}
        label="Value"
        hint="A number of days. Today counts."
        inputMode="numeric"
        className="sm:max-w-48"
        value={first}
        onChange={(event) => setValues([event.target.value])}
      />
    )
  }
  return (
    <Combobox
      {...base}
      label="Value"
      hint={hintOf(test)}
      value={first}
      onValueChange={(next) => setValues([next])}
      suggestions={suggestions.map(({ value, note }) => ({ value, note }))}
    />
  )
}

function only(found: ChipSuggestion[]): string | undefined {
  return found.length === 1 ? found[0]?.value : undefined
}

/** Of two with one name neither is taken for the other: whoever writes the rule is asked. */
function namedLook(error: string | undefined, found: ChipSuggestion[]) {
  const [first] = found
  return first === undefined || found.length === 1
    ? { error }
    : {
        error: `${counted(found.length, 'entry', 'entries')} called ${first.label}: choose one in the list.`,
      }
}

function hintOf(test: Test): string | undefined {
  if (isNumberTest(test)) return 'A number, such as 7 or 7.5.'
  return test === 'pattern'
    ? `Found anywhere in the value; ^ and $ stand for its beginning and end. ${FOLDED}`
    : FOLDED
}

function hintOfSeveral(operand: Operand | undefined, view: EditorView): string | undefined {
  if (operand?.type === 'groups') return view.unreadable ? UNREADABLE : undefined
  return operand?.type === 'person' ? undefined : FOLDED_SEVERAL
}

const UNREADABLE =
  'Microsoft does not let us read your groups for now. Those that Entra has sent can be chosen.'
const FOLDED = 'Capitals and extra spaces make no difference.'
const FOLDED_SEVERAL = 'Several: paste a list, or press Enter after each. Capitals do not matter.'

function TwoValues({
  id,
  error,
  values,
  onChange,
}: {
  id: string
  error: string | undefined
  values: string[]
  onChange: (values: string[]) => void
}) {
  const [low = '', high = ''] = values
  return (
    <div className="grid grid-cols-2 gap-2">
      <TextField
        id={id}
        label="From"
        value={low}
        onChange={(event) => onChange([event.target.value, high])}
        error={error}
      />
      <TextField
        id={`${id}-to`}
        label="To"
        value={high}
        onChange={(event) => onChange([low, event.target.value])}
      />
    </div>
  )
}

function placeholderOf(operand: Operand | undefined, suggestions: ChipSuggestion[]) {
  if (operand?.type !== 'groups') return ''
  return suggestions.length > 0 ? 'Groups by name' : 'No groups have arrived yet'
}
