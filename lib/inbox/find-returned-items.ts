import type { Context } from '@/db/context'
import { listReturned } from '@/lib/access/coming-back/list-returned'
import type { NeedsYouItem } from './schemas'

/** People who are back, each with what does not come back by itself. */
export async function findReturnedItems(ctx: Context): Promise<NeedsYouItem[]> {
  const returned = await listReturned(ctx)
  return returned.map((person) => ({ kind: 'returned', ...person }))
}
