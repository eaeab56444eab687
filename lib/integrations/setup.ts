import { and, eq, isNull } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { integrations } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { actorLabel } from '@/lib/kernel/actors'
import { AppError } from '@/lib/kernel/errors'
import { newId } from '@/lib/kernel/ids'
import { seal } from '@/lib/platform/seal'
import { permissionsNow } from './permissions'
import type { Choices } from './schemas'
import { readSetup } from './setup-state'

const DEFAULT_CHOICES: Choices = { placement: 'chosen', keyDefault: true }

/** Begins the set-up, or continues the one that another administrator began (product.md 3.2). */
export async function startSetup(ctx: Context): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const [started] = await tx.db
      .insert(integrations)
      .values({
        organizationId: ctx.organizationId,
        id: newId('integration', ctx.now),
        kind: 'entra',
        ...DEFAULT_CHOICES,
        startedBy: actorLabel(ctx.actor),
        startedAt: ctx.now,
      })
      .onConflictDoNothing()
      .returning({ id: integrations.id })
    if (started) await recordActivity(tx, [{ kind: 'integration.started', data: {} }])
  })
}

/** Keeps the two choices of *Before you start* (D9, D10). They can be changed later. */
export async function saveChoices(ctx: Context, choices: Choices): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    await startSetup(tx)
    await tx.db.update(integrations).set(choices).where(ofOrganization(ctx))
    await recordActivity(tx, [{ kind: 'integration.choices', data: choices }])
  })
}

export interface ConnectedTenant {
  kind: 'microsoft' | 'practice'
  tenantId: string
  name: string
  domain: string | null
  account: string
  grantedScopes: string[]
  /** Secret; kept encrypted, to ask later whether reading is still allowed. */
  refreshToken: string | null
  people: number | null
  groups: number | null
}

/**
 * Keeps which directory was connected (D13). The tenant comes from a verified id token, never from
 * an address. Throws conflict when the organisation already belongs to a directory of the other kind.
 */
export async function connectTenant(ctx: Context, tenant: ConnectedTenant): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    await startSetup(tx)
    const [current] = await tx.db
      .select({
        kind: integrations.tenantKind,
        tenantId: integrations.tenantId,
        held: integrations.grantedScopes,
        lost: integrations.lostPermissions,
        lostAt: integrations.lostPermissionsAt,
      })
      .from(integrations)
      .where(ofOrganization(ctx))
      .for('update')
    if (current?.kind === 'microsoft' && tenant.kind === 'practice') {
      throw new AppError(
        'conflict',
        'This organisation is connected to a real directory. The practice directory cannot take its place.',
      )
    }
    await tx.db
      .update(integrations)
      .set({
        tenantKind: tenant.kind,
        tenantId: tenant.tenantId,
        tenantName: tenant.name,
        tenantDomain: tenant.domain,
        connectedAccount: tenant.account,
        connectedAt: ctx.now,
        sealedReading: tenant.refreshToken && seal('directory-reading', tenant.refreshToken),
        readingAskedAt: ctx.now,
        // Another directory begins anew: what was held in the first says nothing about it.
        ...permissionsNow(tenant.tenantId === current?.tenantId ? current : undefined, {
          granted: tenant.grantedScopes,
          now: ctx.now,
        }),
        readablePeople: tenant.people?.toString() ?? null,
        readableGroups: tenant.groups?.toString() ?? null,
      })
      .where(ofOrganization(ctx))
    await recordActivity(tx, [
      { kind: 'integration.connected', data: { tenant: tenant.name, account: tenant.account } },
    ])
  })
}

/** Finish (D16): refused, with the names, while a property has no rule or a step is open. */
export async function finishSetup(ctx: Context): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const setup = await readSetup(tx)
    if (!setup) throw new AppError('not_found', 'Start the set-up first.')
    if (setup.blockers.length > 0) throw new AppError('invalid', setup.blockers.join(' '))
    const [finished] = await tx.db
      .update(integrations)
      .set({ installedAt: ctx.now })
      .where(and(ofOrganization(ctx), isNull(integrations.installedAt)))
      .returning({ id: integrations.id })
    if (finished) await recordActivity(tx, [{ kind: 'integration.finished', data: {} }])
  })
}

function ofOrganization(ctx: Context) {
  return and(eq(integrations.organizationId, ctx.organizationId), eq(integrations.kind, 'entra'))
}
