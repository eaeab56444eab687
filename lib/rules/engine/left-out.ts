/** A person whom a rule skips, until a moment (ISO 8601) or for good. */
export interface Exception {
  employeeId: string
  until: string | null
}

interface WithExceptions {
  leftOut: readonly Exception[]
}

/** The people whom a rule skips at a moment. An exception ends by itself at its date. */
export function leftOutAt({ leftOut }: WithExceptions, now: Date): string[] {
  return leftOut
    .filter(({ until }) => until === null || Date.parse(until) > now.getTime())
    .map((one) => one.employeeId)
}

/** The rules that count for a person; the others skip them, whatever their conditions say (product.md 4.4). */
export function rulesFor<R extends WithExceptions>(
  rules: readonly R[],
  { employeeId, now }: { employeeId: string; now: Date },
): R[] {
  return rules.filter((rule) => !leftOutAt(rule, now).includes(employeeId))
}
