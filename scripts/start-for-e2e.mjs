// A production server on an empty database of its own, for one run of the end-to-end tests.
import { rmSync } from 'node:fs'
import { livingOwner } from '../db/pglite-lock.ts'
import { startMailProvider } from './mail-provider-for-e2e.mjs'
import { fail } from './server-process.mjs'

const folder = process.env.PGLITE_DIR
const pid = livingOwner(folder)
if (pid) fail(`Another run of the end-to-end tests has ${folder} (process ${pid}). Stop it first.`)
rmSync(folder, { recursive: true, force: true })
startMailProvider(process.env.RESEND_BASE_URL)
await import('./start.mjs')
