// The production server. PORT and APP_URL come from the environment; lib/platform/env.ts checks all of it.
import { existsSync } from 'node:fs'
import { runNext } from './server-process.mjs'

if (!existsSync('.next/BUILD_ID')) {
  console.error('There is no build yet. Run `npm run build` first.')
  process.exit(1)
}
runNext(['start', '-p', process.env.PORT || '3000'], { NODE_ENV: 'production' })
