import { runForOperator } from './operator'

/** Opening a database migrates it, under a lock, so several may run this at once. */
await runForOperator(async ({ driver }) => {
  console.log(`The database is up to date (${driver}).`)
})
