/** The fields of a form as texts, as it began and as it was sent; an empty text is no value. */
export interface TypedForm<Field extends string> {
  began: Record<Field, string>
  typed: Record<Field, string>
}

export interface PlannedChange<Field extends string> {
  field: Field
  before: string | null
  after: string | null
}

/** A field that somebody typed into, and that is another by now than when the form was opened. */
export interface EditClash<Field extends string> {
  field: Field
  now: string | null
  typed: string | null
}

/**
 * What a form changes of what is stored by now. A field that nobody touched is left as it is,
 * whatever became of it meanwhile.
 */
export function planEdit<Field extends string>(
  fields: readonly Field[],
  now: Record<Field, string | null>,
  { began, typed }: TypedForm<Field>,
): { changes: PlannedChange<Field>[]; clashes: EditClash<Field>[] } {
  const changes: PlannedChange<Field>[] = []
  const clashes: EditClash<Field>[] = []
  for (const field of fields) {
    const wanted = typed[field].trim()
    const stored = textOf(now[field])
    if (wanted === textOf(began[field]) || wanted === stored) continue
    const value = wanted === '' ? null : wanted
    if (stored === textOf(began[field])) {
      changes.push({ field, before: now[field], after: value })
    } else {
      clashes.push({ field, now: now[field], typed: value })
    }
  }
  return { changes, clashes }
}

const textOf = (value: string | null) => value?.trim() ?? ''
