import { and, eq, gt, isNull, lte, notInArray, or } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { type Context, withTransaction } from '@/db/context'
import { alerts, integrations } from '@/db/schema'
import { momentaryAlerts } from '@/lib/kernel/alert-kinds'
import { newId } from '@/lib/kernel/ids'
import { type Cause, repeatAfterMs } from './cause'
import { findDoorsUnconfirmed } from './find-doors-unconfirmed'
import { findKeysNotPickedUp, findTokenEnding } from './find-key-causes'
import { findPermissionLost } from './find-permission-lost'
import { findEntraQuiet, findRemovalsHeld, findSyncFailing } from './find-sync-causes'
import { findUpdatesMissing } from './find-updates-missing'
import { tellAdministrators } from './tell'

const EVERY_MS = 60_000

const shared = globalThis as { sequrWatched?: { db: Db; at: number } }

/** Once a minute, at most; the first failure batch is told within two. */
export async function watchWhenDue(db: Db, now: Date): Promise<void> {
  const last = shared.sequrWatched
  if (last?.db === db && now.getTime() - last.at < EVERY_MS) return
  shared.sequrWatched = { db, at: now.getTime() }
  await watch(db, now)
}

/** Looks for trouble in every organisation that is connected, and tells what is new, worse or over. */
export async function watch(db: Db, now: Date): Promise<void> {
  const connected = await db
    .select({ organizationId: integrations.organizationId })
    .from(integrations)
  const actor = { kind: 'system', name: 'Sequr' } as const
  for (const { organizationId } of connected) {
    await watchOrganization({ db, now, organizationId, actor })
  }
}

async function watchOrganization(ctx: Context): Promise<void> {
  const found = [
    ...(await findEntraQuiet(ctx)),
    ...(await findSyncFailing(ctx)),
    ...(await findUpdatesMissing(ctx)),
    ...(await findRemovalsHeld(ctx)),
    ...(await findPermissionLost(ctx)),
    ...(await findTokenEnding(ctx)),
    ...(await findKeysNotPickedUp(ctx)),
    ...(await findDoorsUnconfirmed(ctx)),
  ]
  await withTransaction(ctx, async (tx) => {
    for (const cause of found) await tellIfNews(tx, cause)
    await tellWhatIsOver(
      tx,
      found.map(({ cause }) => cause),
    )
  })
}

/**
 * Of two servers that find the same, one writes the row and the other sees that it was written:
 * whoever changes it tells.
 */
async function tellIfNews(tx: Context, found: Cause): Promise<void> {
  const { organizationId, now } = tx
  const { kind, cause, since, stage, ...data } = found
  const told = { stage, data: { ...data }, toldAt: now }
  const [made] = await tx.db
    .insert(alerts)
    .values({ organizationId, id: newId('alert', now), kind, cause, since, ...told })
    .onConflictDoNothing()
    .returning()
  if (made) return tellAdministrators(tx, made)
  const repeatMs = repeatAfterMs[kind]
  const [again] = await tx.db
    .update(alerts)
    .set(told)
    .where(
      and(
        isLiving(tx, cause),
        or(
          gt(alerts.stage, stage),
          repeatMs ? lte(alerts.toldAt, new Date(now.getTime() - repeatMs)) : undefined,
        ),
      ),
    )
    .returning()
  if (again) await tellAdministrators(tx, again)
}

async function tellWhatIsOver(tx: Context, found: string[]): Promise<void> {
  const living = await tx.db
    .select({ cause: alerts.cause })
    .from(alerts)
    .where(
      and(
        eq(alerts.organizationId, tx.organizationId),
        isNull(alerts.fixedAt),
        notInArray(alerts.kind, [...momentaryAlerts]),
      ),
    )
  for (const { cause } of living) {
    if (found.includes(cause)) continue
    const [fixed] = await tx.db
      .update(alerts)
      .set({ fixedAt: tx.now })
      .where(isLiving(tx, cause))
      .returning()
    if (fixed) await tellAdministrators(tx, fixed)
  }
}

function isLiving(tx: Context, cause: string) {
  return and(
    eq(alerts.organizationId, tx.organizationId),
    eq(alerts.cause, cause),
    isNull(alerts.fixedAt),
  )
}
