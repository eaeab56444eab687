import type { ChipSuggestion } from '@/components/ui/chips-field'
import { counted } from '@/lib/kernel/words'
import { foldText } from '@/lib/rules/engine/fold'
import type { Operand } from '@/lib/rules/engine/operands'
import { isDateTest, isNumber, isNumberTest, type Test } from '@/lib/rules/engine/operators'
import type { EditorView, SeenValues } from './rules-view'

type Seen = SeenValues[string]
type SeenValue = Seen['values'][number]

/** Enough to choose from; what is more specific is typed. */
const PARTS_MAX = 50

/** What fits into the value box, as people have it today; what it is depends on how it is compared. */
export function suggestionsOf(
  operand: Operand,
  test: Test,
  view: Pick<EditorView, 'seen' | 'groups'>,
): ChipSuggestion[] {
  const seen = view.seen?.[test === 'domain' ? `domain:${operand.id}` : operand.id]
  if (!seen) {
    const isGroup = operand.type === 'groups'
    return isGroup ? view.groups.map(({ id, name }) => ({ value: id, label: name })) : []
  }
  if (test === 'pattern' || isDateTest(test)) return []
  if (isNumberTest(test))
    return seen.values.filter(({ value }) => isNumber(foldText(value))).map(asSuggestion)
  if (test === 'starts' || test === 'ends' || test === 'contains') return partsOf(seen, test)
  return seen.values.map(asSuggestion)
}

function asSuggestion({ value, label, people, detail }: SeenValue): ChipSuggestion {
  const note = counted(people, 'person', 'people')
  return { value, label, note: detail ? `${detail} · ${note}` : note }
}

/** What values begin with, end with or hold, each with everybody whose value does. */
function partsOf(
  { values, partial }: Seen,
  test: 'starts' | 'ends' | 'contains',
): ChipSuggestion[] {
  const found = new Map<string, { text: string; people: number }>()
  for (const { label, people } of values) {
    for (const text of new Set(cut[test](label.trim()))) {
      const known = found.get(foldText(text))
      found.set(foldText(text), {
        text: known?.text ?? text,
        people: people + (known?.people ?? 0),
      })
    }
  }
  return [...found.values()]
    .toSorted((a, b) => b.people - a.people)
    .slice(0, PARTS_MAX)
    .map(({ text, people }) => ({
      value: text,
      label: text,
      // Of some values alone the number would be too small.
      ...(partial ? {} : { note: counted(people, 'person', 'people') }),
    }))
}

/** The letters before the first number or space, those behind the last, and the words between. */
const cut: Record<'starts' | 'ends' | 'contains', (text: string) => string[]> = {
  starts: (text) => /^[^\d\s]+/u.exec(text) ?? [],
  ends: (text) => /[^\d\s]+$/u.exec(text) ?? [],
  contains: (text) => text.split(/[\s,;/|]+/u).filter((word) => word.length > 1),
}

/** The values that go by a name: none, one, or several that only a choice tells apart. */
export function namesakes(typed: string, suggestions: ChipSuggestion[]): ChipSuggestion[] {
  const wanted = foldText(typed)
  return suggestions.filter((one) => foldText(one.label) === wanted)
}

/** What an id is called that no active person has now: a stored rule may name it. */
export function storedName(
  value: string,
  operand: Operand | undefined,
  { groups, names }: Pick<EditorView, 'groups' | 'names'>,
): string {
  if (operand?.type === 'person') return names[value] ?? value
  if (operand?.type !== 'groups') return value
  return groups.find((group) => group.id === value)?.name ?? names[value] ?? 'Deleted group'
}
