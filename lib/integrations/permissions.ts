import { connectScopes, missingScopes } from '@/lib/microsoft/scopes'

/** What of the reading at Microsoft was held, and what of it is known to be lost. */
export interface HeldPermissions {
  held: string[] | null
  lost: string[] | null
  lostAt: Date | null
}

/**
 * What is lost, given what is granted now. What was never granted is not lost: whoever connected
 * chose to go on without it. What is lost stays so, and since the same moment, until it is granted.
 */
export function permissionsNow(
  before: HeldPermissions | undefined,
  { granted, now }: { granted: string[]; now: Date },
): { grantedScopes: string[]; lostPermissions: string[]; lostPermissionsAt: Date | null } {
  const neverHeld = missingScopes(connectScopes, [...(before?.held ?? []), ...(before?.lost ?? [])])
  const lost = missingScopes(connectScopes, granted).filter((one) => !neverHeld.includes(one))
  return {
    grantedScopes: granted,
    lostPermissions: lost,
    lostPermissionsAt: lost.length === 0 ? null : (before?.lostAt ?? now),
  }
}

const GROUPS = 'GroupMember.Read.All'

/** Since when groups cannot be read although they could be; undefined while they can. */
export function groupsUnreadableSince(integration: {
  lostPermissions: string[] | null
  lostPermissionsAt: Date | null
}): Date | undefined {
  const { lostPermissions, lostPermissionsAt } = integration
  return lostPermissions?.includes(GROUPS) ? (lostPermissionsAt ?? undefined) : undefined
}
