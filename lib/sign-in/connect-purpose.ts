import { getDb } from '@/db/client'
import { linkMicrosoftAccount } from '@/lib/auth/microsoft-account'
import { requireAdmin } from '@/lib/auth/session'
import { SignInError } from '@/lib/auth/sign-in-error'
import { type ConnectedTenant, connectTenant } from '@/lib/integrations/setup'
import { countGroups, countPeople, type GraphSession, readTenant } from '@/lib/microsoft/graph'
import { connectScopes } from '@/lib/microsoft/scopes'
import { requireGuest } from '@/lib/set-up/current-guest'
import type { FinishedFlow, Purpose } from './purpose'

const STEP = '/integrations/azure/install/microsoft'

/**
 * Step 1 of the wizard (D13): an administrator signs in at Microsoft and permits reading. Which
 * tenant it is comes from the verified id token alone; the account is linked to the administrator,
 * who can from then on sign in with it.
 */
export const connectPurpose: Purpose = {
  scopes: connectScopes,
  prompt: 'select_account',
  async begin() {
    const { organization, user } = await requireAdmin('global_admin')
    return { organizationId: organization.id, userId: user.id }
  },
  async complete(finished) {
    const { ctx, user } = await requireAdmin('global_admin')
    const { flow, identity } = finished
    // Whoever comes back must be who left.
    if (flow.organizationId !== ctx.organizationId || flow.userId !== user.id) {
      throw new SignInError('flow_lost')
    }
    await connectTenant(ctx, await readConnectedTenant(finished))
    await linkMicrosoftAccount(await getDb(), user.id, identity)
    // Who was in the midst of something else goes on there.
    return flow.returnTo === '/' ? STEP : flow.returnTo
  },
  failurePath: (reason) => `${STEP}?${new URLSearchParams({ error: reason })}`,
}

const GUEST_STEP = '/set-up/steps/microsoft'

/** The same by a colleague who is no administrator: the account is linked to nobody. */
export const guestConnectPurpose: Purpose = {
  scopes: connectScopes,
  prompt: 'select_account',
  async begin() {
    const { ctx } = await requireGuest()
    return { organizationId: ctx.organizationId }
  },
  async complete(finished) {
    const { ctx } = await requireGuest()
    if (finished.flow.organizationId !== ctx.organizationId) throw new SignInError('flow_lost')
    await connectTenant(ctx, await readConnectedTenant(finished))
    return GUEST_STEP
  },
  failurePath: (reason) => `${GUEST_STEP}?${new URLSearchParams({ error: reason })}`,
}

/** What is permitted is read; what is not stays unknown and does not stand in the way (partial consent). */
async function readConnectedTenant({
  authority,
  signedIn,
}: FinishedFlow): Promise<ConnectedTenant> {
  const session: GraphSession = {
    graphBase: authority.graphBase,
    accessToken: signedIn.accessToken,
  }
  const [tenant, people, groups] = await Promise.all([
    readTenant(session).catch(() => undefined),
    countPeople(session).catch(() => null),
    countGroups(session).catch(() => null),
  ])
  const { claims } = signedIn
  return {
    kind: authority.kind,
    tenantId: claims.tid,
    name: tenant?.displayName ?? 'your Microsoft directory',
    domain: tenant?.verifiedDomain ?? null,
    account: claims.preferred_username ?? claims.name ?? 'a Microsoft account',
    grantedScopes: signedIn.grantedScopes,
    refreshToken: signedIn.refreshToken ?? null,
    people,
    groups,
  }
}
