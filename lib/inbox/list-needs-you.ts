import type { Context } from '@/db/context'
import { findNeedsYou } from './find-needs-you'
import { readPutOffs } from './put-off'
import { type NeedsYouItem, subjectOf } from './schemas'

/** Everything that waits for an administrator and was not put off, oldest first. */
export async function listNeedsYou(ctx: Context): Promise<NeedsYouItem[]> {
  const found = await findNeedsYou(ctx)
  if (found.length === 0) return []
  const later = await readPutOffs(ctx)
  return found
    .filter((item) => !later.has(`${item.kind} ${subjectOf(item)}`))
    .sort((a, b) => a.since.getTime() - b.since.getTime())
}

/** The number beside *Needs you*; the same items, so that it can never promise another list. */
export async function countNeedsYou(ctx: Context): Promise<number> {
  return (await listNeedsYou(ctx)).length
}
