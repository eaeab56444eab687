import { DatabaseUnreachableError, getDatabase } from '@/db/client'
import { DatabaseInUseError } from '@/db/pglite-lock'
import { seedDemo } from '@/db/seed/demo'
import { EnvError, env } from '@/lib/platform/env'
import { startJobLoop } from './job-loop'
import { keepStatistics } from './keep-statistics'

/**
 * What a server needs before its first request. A fault that the operator can mend ends the
 * process with one sentence; anything else keeps its stack.
 */
export async function startServer(): Promise<void> {
  try {
    const { seed, serverless } = env()
    const { db, driver } = await getDatabase()
    if (seed) await seedDemo(db, new Date())
    if (!serverless) startJobLoop(db)
    if (driver === 'pglite') keepStatistics(db)
  } catch (error) {
    if (!isForOperator(error)) throw error
    console.error(error.message)
    process.exit(1)
  }
}

function isForOperator(error: unknown): error is Error {
  return (
    error instanceof EnvError ||
    error instanceof DatabaseInUseError ||
    error instanceof DatabaseUnreachableError
  )
}
