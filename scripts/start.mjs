// The production server. lib/platform/env.ts checks the environment inside it.
import { existsSync } from 'node:fs'
import { endWithNpm, fail, portFromEnv, readEnvFiles } from './server-process.mjs'

readEnvFiles('production')
process.env.NODE_ENV = 'production'
process.env.NEXT_TELEMETRY_DISABLED = '1'
process.env.PORT = String(portFromEnv())
const server = new URL('../dist/server.mjs', import.meta.url)
if (!existsSync('.next/BUILD_ID') || !existsSync(server)) {
  fail('There is no build yet. Run npm run build first.')
}
if (process.env.npm_lifecycle_event) endWithNpm(() => process.kill(process.pid, 'SIGTERM'))
await import(server.href)
