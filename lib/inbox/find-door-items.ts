import type { Context } from '@/db/context'
import { findUnconfirmedDoors } from '@/lib/doors/find-unconfirmed'
import type { NeedsYouItem } from './schemas'

/** Doors that may not know yet that access was taken: one item, whatever the number of controllers. */
export async function findDoorItems(ctx: Context): Promise<NeedsYouItem[]> {
  const silent = await findUnconfirmedDoors(ctx)
  const [first] = silent
  if (!first) return []
  return [
    {
      kind: 'doors_unconfirmed',
      since: first.since,
      doors: silent.reduce((sum, one) => sum + one.doors, 0),
      controllers: silent.map(({ controller }) => controller),
    },
  ]
}
