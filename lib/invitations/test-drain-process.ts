import { openDatabase } from '@/db/client'
import { runDueJobs } from '@/lib/jobs/run-due-jobs'
import { drain } from '@/lib/outbox/drain'

/**
 * A server's drain in a process of its own, so that a test can kill it: `node --import tsx <this>
 * <claim|send> <moment>`. `claim` takes a batch in hand and goes no further; `send` does all that
 * is due. Each line that it writes says how far it came.
 */
const [mode, moment = ''] = process.argv.slice(2)
const database = await openDatabase({
  url: process.env.DATABASE_URL,
  pgliteDir: '',
  pool: 4,
})
const now = () => new Date(moment)

if (mode === 'claim') {
  await drain(database.db, {
    now,
    describe: String,
    handle: () => {
      process.stdout.write('claimed\n')
      return new Promise<void>((resolve) => setTimeout(resolve, 60_000))
    },
  })
}
await runDueJobs(database.db, now)
process.stdout.write('done\n')
await database.close()
