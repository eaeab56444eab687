import { violatesReference, violatesUnique } from '@/db/errors'
import { AppError } from '@/lib/kernel/errors'

/** `3 doors`; nothing for none. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** `3 doors, 1 rule and 2 mobile keys`, leaving out what there is none of. */
export function countedList(counts: [count: number, noun: string][]): string {
  const parts = counts.filter(([count]) => count > 0).map(([count, noun]) => counted(count, noun))
  const last = parts.pop() ?? ''
  return parts.length > 0 ? `${parts.join(', ')} and ${last}` : last
}

/** Runs a statement that sets a name; one that is taken becomes the sentence, at the name's field. */
export async function uniqueName<T>(
  statement: Promise<T>,
  index: string,
  sentence: string,
): Promise<T> {
  try {
    return await statement
  } catch (error) {
    if (violatesUnique(error, index)) throw new AppError('conflict', sentence, 'name')
    throw error
  }
}

/** Runs a deletion; a use that began since it was counted is refused by the database. */
export async function unlessUsed(statement: Promise<unknown>): Promise<void> {
  try {
    await statement
  } catch (error) {
    if (!violatesReference(error)) throw error
    throw new AppError('in_use', 'Something began to use this a moment ago. Reload the page.')
  }
}

export function notFound(what: string): AppError {
  return new AppError('not_found', `This ${what} does not exist any more. Reload the page.`)
}
