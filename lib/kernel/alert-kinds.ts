/** Troubles that administrators are told of by e-mail (product.md 5.2). */
export const alertKinds = [
  'entra_quiet',
  'sync_failing',
  'updates_missing',
  'removals_held',
  'losses_applied',
  'token_ending',
  'permission_lost',
  'keys_not_picked_up',
  'doors_unconfirmed',
] as const
export type AlertKind = (typeof alertKinds)[number]

/** What has happened and is not mended: it is told once and never as over. */
export const momentaryAlerts: readonly AlertKind[] = ['losses_applied']
