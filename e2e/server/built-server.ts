import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

/** The production server as its own process: what a deployment runs. */
export interface BuiltServer {
  port: number
  /** Ends it without any chance to tidy up. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** The two ways to SCIM: beside Next in the self-hosted server, and through Next's route files. */
const commands = {
  'self-hosted server': () => ['scripts/start.mjs'],
  'route files': (port: number) => ['node_modules/next/dist/bin/next', 'start', '-p', String(port)],
}
export type Mount = keyof typeof commands

export interface ServerOptions {
  /** A real Postgres; empty: `pgliteDir`. */
  databaseUrl: string
  pgliteDir?: string
  port: number
  scimHost?: string
  /** Whether its e-mails can be read. */
  mailbox?: boolean
  /** Whether it has the stand-in for Microsoft. */
  practice?: boolean
}

const READY_MS_MAX = 60_000
const ASK_AGAIN_MS = 100

export async function startBuiltServer(mount: Mount, options: ServerOptions): Promise<BuiltServer> {
  const { port } = options
  const child = spawn(process.execPath, commands[mount](port), {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: environment(options),
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const ended = once(child, 'exit')
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await ended
  }
  for (let waited = 0; !(await answers(port)); waited += ASK_AGAIN_MS) {
    if (child.exitCode !== null || waited > READY_MS_MAX) {
      child.kill('SIGKILL')
      throw new Error(`The server did not become ready. ${said}`)
    }
    await sleep(ASK_AGAIN_MS)
  }
  return { port, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') }
}

/** An organisation of that name and a token, as an outside client gets them. */
export async function newScimToken(options: ServerOptions, slug: string): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['node_modules/tsx/dist/cli.mjs', 'scripts/scim-token.ts', '--org', slug],
    { env: environment(options) },
  )
  const token = /Secret token: (\S+)/.exec(stdout)?.[1]
  if (!token) throw new Error('scim:token printed no token.')
  return token
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0)
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

function environment(options: ServerOptions): NodeJS.ProcessEnv {
  const { databaseUrl, pgliteDir, port } = options
  const { scimHost = '', mailbox = false, practice = false } = options
  return {
    ...process.env,
    NODE_ENV: 'production',
    PORT: String(port),
    APP_URL: `http://localhost:${port}`,
    DATABASE_URL: databaseUrl,
    ...(pgliteDir ? { PGLITE_DIR: pgliteDir } : {}),
    AUTH_SECRET: 'a secret that only the end-to-end tests use',
    // Said to be empty, so that no .env file of a developer decides what is tested.
    SCIM_BASE_URL: '',
    SCIM_HOST: scimHost,
    ENTRA_CLIENT_ID: '',
    RESEND_API_KEY: '',
    SEED: 'off',
    PRACTICE_TENANT: practice ? 'on' : 'off',
    DEV_MAILBOX: mailbox ? 'on' : 'off',
    // The test runner's own, which would make the server think that it is under test.
    VITEST: '',
    NODE_OPTIONS: '',
  }
}

async function answers(port: number): Promise<boolean> {
  const answer = await fetch(`http://localhost:${port}/api/health`).catch(() => undefined)
  return answer?.ok ?? false
}
