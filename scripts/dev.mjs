// The development server: no account, no variable. What it needs it makes in .data/.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { runNext } from './server-process.mjs'

const port = process.env.PORT || '3000'
const url = process.env.APP_URL || `http://localhost:${port}`
const READY_MS_MAX = 120_000
const ASK_AGAIN_MS = 300

await refuseBusyPort()
refuseLockedDatabase()
runNext(['dev', '-p', port, '-H', '127.0.0.1'], {
  NODE_ENV: 'development',
  PORT: port,
  APP_URL: url,
  AUTH_SECRET: process.env.AUTH_SECRET || developmentSecret(),
})
await announce()

/** One per clone, so that what is sealed in .data/ can be read again after a restart. */
function developmentSecret() {
  mkdirSync('.data', { recursive: true })
  const file = '.data/secret'
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}

async function refuseBusyPort() {
  const busy = await new Promise((resolve) => {
    const probe = net.createServer().once('error', () => resolve(true))
    probe.listen(Number(port), '127.0.0.1', () => probe.close(() => resolve(false)))
  })
  if (busy) fail(`Port ${port} is in use. Stop what uses it, or set PORT to another.`)
}

/** The server would say the same a few seconds later; this says it at once. */
function refuseLockedDatabase() {
  if (process.env.DATABASE_URL) return
  const folder = process.env.PGLITE_DIR || '.data/pg'
  const lock = `${folder}.lock`
  if (!existsSync(lock)) return
  const [pid, birth] = readFileSync(lock, 'utf8').split(' ')
  if (birthOf(pid) === birth) {
    fail(
      `The database folder ${folder} is in use by process ${pid}. Stop that one first, or set PGLITE_DIR to another folder.`,
    )
  }
}

function birthOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop().split(' ')[19]
  } catch {
    return undefined
  }
}

async function announce() {
  const deadline = Date.now() + READY_MS_MAX
  while (Date.now() < deadline) {
    const ready = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => undefined)
    if (ready?.ok) break
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))
  }
  // Compiles the first page, so that the browser need not wait for it.
  await fetch(`http://127.0.0.1:${port}/sign-in`).catch(() => undefined)
  console.log(`
  Sequr            ${url}
  Sign in as       ana@contoso.example (the link arrives at ${url}/dev/mailbox)
  Practice portal  ${url}/practice
  Stop             Ctrl+C`)
}

function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}
