import type { Context } from '@/db/context'
import { activity } from '@/db/schema'
import { newId } from '@/lib/kernel/ids'
import { type ActivityData, type ActivityKind, lensOf } from './kinds'

export type ActivityEntry = {
  [K in ActivityKind]: {
    kind: K
    data: ActivityData[K]
    subject?: { kind: 'employee' | 'group' | 'rule' | 'token' | 'place'; id: string }
    propertyId?: string
  }
}[ActivityKind]

/**
 * Writes entries in the caller's transaction, in one statement however many there are. What they
 * tell of and the entries themselves are committed together or not at all.
 */
export async function recordActivity(ctx: Context, entries: ActivityEntry[]): Promise<void> {
  if (entries.length === 0) return
  // Ids made in the order of the list keep it: entries of one moment are read back as they were told.
  const ids = entries.map(() => newId('activity', ctx.now)).sort()
  await ctx.db.insert(activity).values(
    entries.map((entry, index) => ({
      organizationId: ctx.organizationId,
      id: ids[index] ?? newId('activity', ctx.now),
      at: ctx.now,
      lens: lensOf(entry.kind),
      kind: entry.kind,
      actor: ctx.actor,
      subjectKind: entry.subject?.kind ?? null,
      subjectId: entry.subject?.id ?? null,
      propertyId: entry.propertyId ?? null,
      requestId: ctx.requestId ?? null,
      data: entry.data,
    })),
  )
}
