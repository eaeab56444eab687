import type { DatabaseHandle } from '@/db/client'
import { DatabaseUnreachableError, openDatabase } from '@/db/client'
import { DatabaseInUseError } from '@/db/pglite-lock'
import { isAppError } from '@/lib/kernel/errors'
import { EnvError } from '@/lib/platform/env'
import { readEnvFiles } from './server-process.mjs'

/**
 * Runs an operator's command against the database alone: opens it, does the work, closes it. What
 * an operator can mend is one sentence and exit code 1; anything else keeps its stack.
 */
export async function runForOperator(
  work: (database: DatabaseHandle) => Promise<void>,
): Promise<void> {
  readEnvFiles(process.env.NODE_ENV || 'development')
  try {
    const database = await openDatabase({
      url: process.env.DATABASE_URL || undefined,
      pgliteDir: process.env.PGLITE_DIR || '.data/pg',
      pool: 2,
    })
    await work(database).finally(() => database.close())
  } catch (error) {
    if (!isForOperator(error)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}

/** A wrong use of the command line, told in one sentence. */
export class UsageError extends Error {}

function isForOperator(error: unknown): error is Error {
  return (
    error instanceof UsageError ||
    error instanceof EnvError ||
    error instanceof DatabaseInUseError ||
    error instanceof DatabaseUnreachableError ||
    isAppError(error)
  )
}
