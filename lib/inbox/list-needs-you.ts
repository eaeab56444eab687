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

/** Everything that waits for an administrator, oldest first. Derived from what is, on every call. */
export async function listNeedsYou(ctx: Context): Promise<NeedsYouItem[]> {
  const found = [
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
  return found.sort((a, b) => a.since.getTime() - b.since.getTime())
}

/** The number beside *Needs you*; the same items, so that it can never promise another list. */
export async function countNeedsYou(ctx: Context): Promise<number> {
  return (await listNeedsYou(ctx)).length
}
