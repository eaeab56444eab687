import type { AlikeChange } from './decide-alike'
import type { KeyEffect } from './key-effect'

/**
 * Whether somebody whom no invitation reaches is written to all the same: a digest tells of a whole
 * property that was gained or lost, a returner's new key included, and a notice of a key that ends
 * while the access stays. Whoever was never written to about a key hears of neither. Which messages
 * are planned is decided in `reconcile.ts`, what they say in `lib/invitations`; a test holds this to them.
 */
export function isToldOf(
  change: Pick<AlikeChange, 'before' | 'after' | 'byHand' | 'eligible' | 'knowsOfKeys'>,
  { key }: Pick<KeyEffect, 'key'>,
): boolean {
  if (!change.knowsOfKeys || !change.eligible) return false
  const { before, after, byHand } = change
  const otherAccess = byHand.size > 0
  const changesPlace = (before === null) !== (after === null) && !otherAccess
  const losesKeyAlone = key === 'revoked' && after !== null
  return changesPlace || losesKeyAlone
}
