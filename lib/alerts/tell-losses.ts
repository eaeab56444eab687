import type { Context } from '@/db/context'
import { alerts } from '@/db/schema'
import { actorLabel } from '@/lib/kernel/actors'
import { newId } from '@/lib/kernel/ids'
import { readWitnesses } from './recipients'
import { tellAdministrators } from './tell'

/**
 * Tells administrators, one other than whoever did it among them, that a change of the rules took
 * something from more people than the guard lets pass (product.md 4.5). It is planned in the
 * transaction of the change itself.
 */
export async function tellLosses(
  tx: Context,
  change: { propertyId: string; property: string; version: number; people: number },
): Promise<void> {
  const { organizationId, now } = tx
  const { propertyId, property, version, people } = change
  const [made] = await tx.db
    .insert(alerts)
    .values({
      organizationId,
      id: newId('alert', now),
      kind: 'losses_applied',
      cause: `losses:${propertyId}:${version}`,
      since: now,
      stage: 0,
      data: {
        count: { what: 'people', number: people },
        days: 0,
        detail: `${property}, ${actorLabel(tx.actor)}`,
      },
      toldAt: now,
    })
    .returning()
  if (made) await tellAdministrators(tx, made, await readWitnesses(tx))
}
