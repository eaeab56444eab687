import type { AdminAlertData } from '@/lib/email/templates/admin-alert'
import type { AlertKind } from '@/lib/kernel/alert-kinds'

/** A trouble as it is found now. Nothing of it is stored until somebody is told. */
export interface Cause {
  kind: AlertKind
  /** One trouble has one, however often it is found: `token:tok_1`. */
  cause: string
  since: Date
  /** Another stage is told again: a token with 7 days left, after one with 14. */
  stage: number
  count: AdminAlertData['count']
  days: number
  /** A short name of the thing: the last characters of a token. */
  detail: string
}

const DAY_MS = 24 * 60 * 60 * 1000

/** After how long a trouble that stays is told again (product.md 5.2); undefined: only once. */
export const repeatAfterMs: Partial<Record<AlertKind, number>> = {
  entra_quiet: DAY_MS,
  updates_missing: 7 * DAY_MS,
  keys_not_picked_up: 7 * DAY_MS,
  doors_unconfirmed: DAY_MS,
}

/** How the activity log names each trouble. */
export const nameOf: Record<AlertKind, string> = {
  entra_quiet: 'Entra has gone quiet',
  sync_failing: 'changes from Entra are failing',
  updates_missing: 'people arrive from Entra, and nobody is ever changed',
  removals_held: 'removals wait for a decision',
  losses_applied: 'a change of the rules took access from many people',
  token_ending: 'Entra’s token runs out',
  permission_lost: 'Microsoft took a permission back',
  keys_not_picked_up: 'keys were not picked up',
  doors_unconfirmed: 'doors have not confirmed that access was taken',
}

/** Where each trouble is mended. */
export const pathOf: Record<AlertKind, string> = {
  entra_quiet: '/integrations/azure',
  sync_failing: '/activity?lens=sync',
  updates_missing: '/integrations/azure/install/set-up',
  removals_held: '/inbox/removals',
  losses_applied: '/activity?lens=changes',
  token_ending: '/integrations/azure/token',
  permission_lost: '/integrations/azure/install/microsoft',
  keys_not_picked_up: '/employees?view=key_waiting',
  doors_unconfirmed: '/doors/controllers',
}
