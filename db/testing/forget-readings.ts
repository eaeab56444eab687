import { integrations } from '@/db/schema'
import type { Db } from '../client'

/** No directory has been asked yet what may be read, so each is asked at the next look. */
export async function forgetReadings(db: Db): Promise<void> {
  await db.update(integrations).set({ readingAskedAt: null })
}
