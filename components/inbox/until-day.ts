import { z } from 'zod'
import { wallTimeAt } from '@/lib/kernel/zoned-time'

/** Until which day something is put off, as the dialogs ask for it. */
export const untilSchema = z.object({ until: z.iso.date('Choose a date.') })
export const WEEK_DAYS = 7
const DAY_MS = 24 * 60 * 60 * 1000

/** `today` is a moment in ISO 8601; the day so many later than it is at the place then. */
export function dayAfter(today: string, days: number, timeZone: string): string {
  const day = wallTimeAt(new Date(today), timeZone).slice(0, 10)
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
}
