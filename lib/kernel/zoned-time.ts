/**
 * Between a moment and what a clock on the wall shows at a place, as a browser's field writes it:
 * `2026-12-01T08:00`, to the minute.
 */
export function wallTimeAt(moment: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  })
  // Swedish writes dates and times as ISO does.
  return format.format(moment).replace(' ', 'T')
}

/**
 * The moment at which the clock shows this. An hour that the clock skips in spring is the one after
 * it; of an hour that it shows twice in autumn the first is meant.
 */
export function momentOfWallTime(wallTime: string, timeZone: string): Date {
  const asUtc = Date.parse(`${wallTime}Z`)
  const offsetAt = (at: number) => Date.parse(`${wallTimeAt(new Date(at), timeZone)}Z`) - at
  const candidates = [asUtc - DAY_MS, asUtc + DAY_MS].map((near) => asUtc - offsetAt(near))
  const shown = candidates
    .filter((at) => wallTimeAt(new Date(at), timeZone) === wallTime)
    .sort((a, b) => a - b)
  return new Date(shown[0] ?? Math.max(...candidates))
}

const DAY_MS = 86_400_000
