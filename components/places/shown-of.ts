import { counted } from '@/lib/kernel/words'

/** `12 doors.` or, of a list that was cut, `The first 500 of 812 doors. Search to find the others.` */
export function shownOf(shown: number, total: number, [one, many]: [string, string]): string {
  if (shown === total) return `${counted(total, one, many)}.`
  return `The first ${shown} of ${counted(total, one, many)}. Search to find the others.`
}
