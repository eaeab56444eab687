// The production server. lib/platform/env.ts checks the environment inside it.
import { existsSync } from 'node:fs'
import { fail, portFromEnv, readEnvFiles, runNext } from './server-process.mjs'

readEnvFiles('production')
const port = String(portFromEnv())
if (!existsSync('.next/BUILD_ID')) fail('There is no build yet. Run npm run build first.')
runNext(['start', '-p', port], { env: { NODE_ENV: 'production', PORT: port } })
