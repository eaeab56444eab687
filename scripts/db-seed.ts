import { demoAdmin, seedDemo } from '@/db/seed/demo'
import { runForOperator } from './operator'

/** Fills an empty database with a believable organisation. */
await runForOperator(async ({ db }) => {
  await seedDemo(db, new Date())
  console.log(`Seeded. Sign in as ${demoAdmin.email}.`)
})
