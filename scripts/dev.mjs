// The development server: no account and no variable needed. What it keeps is in .data/.
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { livingOwner } from '../db/pglite-lock.ts'
import { fail, portFromEnv, readEnvFiles, runNext } from './server-process.mjs'

const ADDRESS = '127.0.0.1'
const SECRET_FILE = '.data/secret'
const SECRET_BYTES = 32
const READY_MS_MAX = 180_000
const ASK_AGAIN_MS = 250
const ANSWER_MS_MAX = 60_000

readEnvFiles('development')
const port = portFromEnv()
const url = process.env.APP_URL || `http://localhost:${port}`
const practice = process.env.PRACTICE_TENANT || 'on'
const mailbox = process.env.DEV_MAILBOX || 'on'

await refuseBusyPort()
refuseLockedDatabase()
console.log('Starting …')
const server = runNext(['dev', '-p', String(port), '-H', ADDRESS], {
  output: 'pipe',
  env: {
    NODE_ENV: 'development',
    PORT: String(port),
    APP_URL: url,
    AUTH_SECRET: process.env.AUTH_SECRET || keptSecret(),
    PRACTICE_TENANT: practice,
    DEV_MAILBOX: mailbox,
    ...(process.stdout.isTTY && !process.env.NO_COLOR ? { FORCE_COLOR: '1' } : {}),
  },
})
// While it starts, Next names an address that is not the one to open, and logs our own questions.
const held = []
const hold = (chunk) => held.push(chunk)
server.stdout.setEncoding('utf8').on('data', hold)
await untilReady()
// Compiles what a browser asks for first, so that nobody waits for it there.
await ask('/sign-in')
server.stdout.off('data', hold).pipe(process.stdout)
console.log(`Open ${url}
Sign in as ana@contoso.example: ${mailbox === 'on' ? `the link of the e-mail appears at ${url}/dev/mailbox` : 'the link comes by e-mail'}
Practice tenant: ${practice === 'on' ? `${url}/practice` : 'off (PRACTICE_TENANT)'}
Stop with Ctrl+C`)

/** `localhost` is two addresses on many machines, and a browser may take the one we do not use. */
async function refuseBusyPort() {
  for (const address of [ADDRESS, '::1']) {
    const code = await new Promise((resolve) => {
      const probe = net.createServer().once('error', (error) => resolve(error.code))
      probe.listen(port, address, () => probe.close(() => resolve(undefined)))
    })
    if (code === 'EADDRINUSE') {
      fail(`Port ${port} is in use. Stop what uses it, or choose another: PORT=3001 npm run dev.`)
    }
    if (code === 'EACCES') fail(`Port ${port} needs an administrator. Choose one above 1023.`)
  }
}

/** The server would say the same some seconds later. */
function refuseLockedDatabase() {
  if (process.env.DATABASE_URL) return
  const folder = process.env.PGLITE_DIR || '.data/pg'
  const pid = livingOwner(folder)
  if (!pid) return
  fail(
    `The database folder ${folder} is in use by process ${pid}. Stop that one first, or set PGLITE_DIR to another folder.`,
  )
}

/** One per clone, so that what it sealed can be read again after a restart. */
function keptSecret() {
  mkdirSync('.data', { recursive: true })
  try {
    const secret = randomBytes(SECRET_BYTES).toString('base64url')
    writeFileSync(SECRET_FILE, secret, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  return readFileSync(SECRET_FILE, 'utf8').trim()
}

async function untilReady() {
  const deadline = Date.now() + READY_MS_MAX
  while (Date.now() < deadline) {
    if ((await ask('/api/health'))?.ok) return
    await sleep(ASK_AGAIN_MS)
  }
  console.log(held.join(''))
  server.kill()
  fail(`The server was not ready within ${READY_MS_MAX / 1000} seconds.`)
}

function ask(path) {
  return fetch(`http://${ADDRESS}:${port}${path}`, {
    signal: AbortSignal.timeout(ANSWER_MS_MAX),
  }).catch(() => undefined)
}
