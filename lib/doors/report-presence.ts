import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { doorControllers } from '@/db/schema'
import { hashSecret } from '@/lib/platform/secret'

/**
 * A controller says that it is there, without a question. From then on it is expected to, so that
 * silence means that it is cut off. False when the credential is not one that works.
 */
export async function reportPresence(
  db: Db,
  { credential, now }: { credential: string; now: Date },
): Promise<boolean> {
  const heard = await db
    .update(doorControllers)
    .set({ lastHeardAt: now, reportsAt: now })
    .where(and(eq(doorControllers.hash, hashSecret(credential)), isNull(doorControllers.revokedAt)))
    .returning({ id: doorControllers.id })
  return heard.length > 0
}
