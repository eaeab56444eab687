/** Whose decisions are looked at again. */
export type ReevaluationScope =
  | {
      kind: 'employees'
      ids: readonly string[]
      /** Those who have an e-mail address for the first time: a key that a rule promised can be issued. */
      newlyReachable?: readonly string[]
    }
  | { kind: 'property'; propertyId: string }
  /** A new day at a property: what changed is the people's own, the rules are as they were. */
  | { kind: 'day'; propertyId: string }
  /** A second look at everybody there, see `lib/access/over-time/settle-decisions.ts`. */
  | { kind: 'settle'; propertyId: string }
  | { kind: 'everyone' }

/** The one property that is looked at; undefined for all of them. */
export function propertyOf(scope: ReevaluationScope): string | undefined {
  return 'propertyId' in scope ? scope.propertyId : undefined
}
