import { sql } from 'drizzle-orm'
import { getDb } from '@/db/client'

/** Whether the database answers. */
export async function isReady(): Promise<boolean> {
  try {
    const db = await getDb()
    await db.execute(sql`select 1`)
    return true
  } catch {
    return false
  }
}
