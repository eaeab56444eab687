'use client'

import { useMemo } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { useFieldId } from '@/components/form/field-ids'
import { Button } from '@/components/ui/button'
import { Picker } from '@/components/ui/picker'
import { Select } from '@/components/ui/select'
import { type Operand, operandOf } from '@/lib/rules/engine/operands'
import {
  acceptsOperator,
  type OperatorId,
  operatorOf,
  operatorsOfType,
} from '@/lib/rules/engine/operators'
import { ConditionValue } from './condition-value'
import { HowToSend } from './how-to-send'
import { isUnseen, operandOptions } from './operand-options'
import { type ConditionPath, isNamed, type RuleDraft } from './rule-draft'
import type { EditorView } from './rules-view'

/** One condition: what to look at, how to compare it, and with what. */
export function ConditionRow({
  view,
  path,
  place: { index, count },
  onRemove,
}: {
  view: EditorView
  path: ConditionPath
  place: { index: number; count: number }
  onRemove: () => void
}) {
  const { control, setValue, getFieldState, formState } = useFormContext<RuleDraft>()
  const fieldId = useFieldId()
  const condition = useWatch({ control, name: path })
  const operand = operandOf(condition.operand)
  const options = useMemo(() => operandOptions(view), [view])
  const error = (part: 'operand' | 'operator') =>
    getFieldState(`${path}.${part}`, formState).error?.message
  const check = { shouldValidate: formState.isSubmitted, shouldDirty: true }

  function choose(id: string) {
    setValue(`${path}.operand`, id, check)
    const offered = operatorsFor(operandOf(id), condition.operator)
    if (!offered.includes(condition.operator)) {
      setValue(`${path}.operator`, offered[0] ?? 'is', check)
    }
    // A name chosen from a list means nothing to another kind of operand; typed text may.
    if (typeOf(id) !== typeOf(condition.operand)) {
      setValue(`${path}.values`, [], check)
      setValue(`${path}.text`, '', check)
    }
  }

  return (
    <div
      role="group"
      data-condition
      aria-label={`Condition ${index + 1} of ${count}`}
      className="grid min-w-0 items-start gap-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]"
    >
      <Picker
        id={fieldId(`${path}.operand`)}
        label="Operand"
        value={condition.operand}
        onValueChange={choose}
        options={options}
        hint={operand?.note}
        error={error('operand')}
      />
      <Select
        id={fieldId(`${path}.operator`)}
        label="Operator"
        value={condition.operator}
        onValueChange={(value) => setValue(`${path}.operator`, value as OperatorId, check)}
        options={operatorsFor(operand, condition.operator).map((id) => ({
          value: id,
          label:
            id === 'matchesPattern' ? `${operatorOf(id).label} (advanced)` : operatorOf(id).label,
        }))}
        error={error('operator')}
      />
      <div className="order-last sm:order-none sm:mt-5.5 sm:min-w-4">
        {count > 1 && (
          <Button tone="quiet" onClick={onRemove} aria-label={`Remove condition ${index + 1}`}>
            Remove
          </Button>
        )}
      </div>
      <div className="min-w-0 empty:hidden sm:col-span-2">
        <ConditionValue view={view} path={path} operand={operand} />
      </div>
      {operand && isUnseen(operand, view) && (
        <div className="min-w-0 sm:col-span-3">
          <HowToSend operand={operand} />
        </div>
      )}
    </div>
  )
}

/** What the operand's type offers, and the one that is there while it still has a meaning. */
function operatorsFor(operand: Operand | undefined, current: OperatorId): readonly OperatorId[] {
  const type = operand?.type ?? 'text'
  const offered = operatorsOfType[type]
  if (offered.includes(current) || !acceptsOperator(type, current)) return offered
  return [...offered, current]
}

/** What kind of values a condition on this operand holds. */
function typeOf(operandId: string): string {
  if (isNamed(operandId)) return operandId
  return operandOf(operandId)?.type === 'date' ? 'date' : 'text'
}
