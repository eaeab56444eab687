import type { PickerOption } from '@/components/ui/picker'
import { leavesOf } from '@/lib/rules/engine/condition'
import { type Operand, operandOf, operands } from '@/lib/rules/engine/operands'
import type { EditorView } from './rules-view'

type Known = Pick<EditorView, 'seen' | 'peopleTotal' | 'groups' | 'rules' | 'drafts'>

const NOT_SENT = 'Not sent yet: choose one to see how to send it from Entra'

/** What a condition may look at: grouped, with how many people have each; what never arrived stands last. */
export function operandOptions(view: Known): PickerOption[] {
  const all = [...operands, ...customOperands(view)]
  const option = (operand: Operand, heading: string): PickerOption => {
    const people = view.seen?.[operand.id]?.people ?? 0
    return {
      value: operand.id,
      label: operand.label,
      heading,
      note: people > 0 ? `seen on ${people} of ${view.peopleTotal} people` : undefined,
    }
  }
  return [
    ...all.filter((one) => !isUnseen(one, view)).map((one) => option(one, one.heading)),
    ...all.filter((one) => isUnseen(one, view)).map((one) => option(one, NOT_SENT)),
  ]
}

/** Those that somebody has, and those that a rule names though nobody active has them now. */
function customOperands({ seen = {}, rules, drafts }: Known): Operand[] {
  const named = [...rules, ...drafts.map((draft) => draft.content)].flatMap((rule) =>
    leavesOf(rule.conditions.conditions).map((one) => one.operand),
  )
  const ids = new Set([...Object.keys(seen), ...named].filter((id) => id.startsWith('ext:')))
  return [...ids].map(operandOf).filter((operand) => operand !== undefined)
}

/**
 * Whether Entra does not send it: nobody who has arrived has it, no group has arrived; and before
 * anybody has, whether a mapping made by hand is needed for it.
 */
export function isUnseen(
  operand: Operand,
  { seen, peopleTotal, groups }: Pick<Known, 'seen' | 'peopleTotal' | 'groups'>,
): boolean {
  if (peopleTotal === 0) return !isMappedByDefault(operand)
  if (operand.type === 'groups') return groups.length === 0
  return seen !== undefined && !seen[operand.id]
}

/** Whether the mapping that Entra begins with sends it. */
export function isMappedByDefault({ mapByHand, type }: Operand): boolean {
  return !mapByHand && type !== 'custom'
}
