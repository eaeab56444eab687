// The server of the end-to-end tests: each run begins with an empty database.
import { rmSync } from 'node:fs'

const folder = process.env.PGLITE_DIR
for (const path of [folder, `${folder}.lock`]) rmSync(path, { recursive: true, force: true })
await import('../scripts/start.mjs')
