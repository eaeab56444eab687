import type { DecisionChange } from '@/lib/rules/reevaluate'
import type { KeyChoices } from '@/lib/rules/schemas'

/** What a changed rule does to one person's key at the property (product.md 4.5). */
export interface KeyEffect {
  key: 'issued' | 'revoked' | null
  /** Only to people who never had a key there, or who were chosen to be sent one. */
  invited: boolean
  /** Whom each of the two questions is about, whatever was answered. */
  revocable: boolean
  sendable: boolean
}

interface KeyState {
  /** What the person has there today; undefined: never had any. */
  key: 'living' | 'ended' | undefined
  keys: KeyChoices
  /** Something was given by hand, so a key still has doors. */
  keepsAccess: boolean
}

/**
 * The same answer as the applying statement's (`apply-sql.ts`), which a test holds together: a key
 * begins with access and ends with it; where a rule's answer flips, the administrator chose.
 */
export function keyEffectOf(
  { before, after, hasEmail }: Pick<DecisionChange, 'before' | 'after' | 'hasEmail'>,
  { key, keys, keepsAccess }: KeyState,
): KeyEffect {
  const living = key === 'living'
  const flipped = before !== null && after !== null && before.mobileKey !== after.mobileKey
  const revocable = flipped && living && !after.mobileKey
  const sendable = flipped && !living && after.mobileKey && hasEmail
  const begins = before === null && after?.mobileKey === true && hasEmail && !living
  const ends = after === null && living && !keepsAccess
  const chosen = sendable && keys.started === 'everyone'
  const issued = begins || chosen
  const revoked = ends || (revocable && keys.stopped === 'revoke')
  return {
    key: issued ? 'issued' : revoked ? 'revoked' : null,
    invited: issued && (chosen || key === undefined),
    revocable,
    sendable,
  }
}
