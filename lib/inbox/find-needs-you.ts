import type { Context } from '@/db/context'
import { findDoorItems } from './find-door-items'
import { findHeldItems } from './find-held-items'
import { findKeyItems } from './find-key-items'
import { findPeopleItems } from './find-people-items'
import { findPropertyItems } from './find-property-items'
import { findReturnedItems } from './find-returned-items'
import { findRuleItems } from './find-rule-items'
import { findSyncItems } from './find-sync-items'
import { findTokenItems } from './find-token-items'
import type { NeedsYouItem } from './schemas'

/** Everything that waits, what was put off too. Derived from what is, on every call. */
export async function findNeedsYou(ctx: Context): Promise<NeedsYouItem[]> {
  return [
    ...(await findPeopleItems(ctx)),
    ...(await findReturnedItems(ctx)),
    ...(await findHeldItems(ctx)),
    ...(await findKeyItems(ctx)),
    ...(await findDoorItems(ctx)),
    ...(await findPropertyItems(ctx)),
    ...(await findRuleItems(ctx)),
    ...(await findSyncItems(ctx)),
    ...(await findTokenItems(ctx)),
  ]
}
