import { violatesReference, violatesUnique } from '@/db/errors'
import { AppError } from '@/lib/kernel/errors'

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
