/** Troubles that administrators are told of by e-mail (product.md 5.2). */
export const alertKinds = [
  'entra_quiet',
  'sync_failing',
  'removals_held',
  'token_ending',
  'permission_lost',
  'keys_not_picked_up',
] as const
export type AlertKind = (typeof alertKinds)[number]
