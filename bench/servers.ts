import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

/** The three servers that are compared, each a process of its own. */
const commands = {
  floor: () => ['bench/floor.mjs'],
  selfHosted: () => ['scripts/start.mjs'],
  routeFiles: (port: number) => ['node_modules/next/dist/bin/next', 'start', '-p', String(port)],
}
export type ServerName = keyof typeof commands
export const serverNames = Object.keys(commands) as ServerName[]

export interface BenchServer {
  port: number
  pid: number
  stop(): Promise<void>
}

const READY_MS_MAX = 60_000
const ASK_AGAIN_MS = 100

export async function startServer(
  name: ServerName,
  {
    port,
    databaseUrl,
    profileTo,
  }: { port: number; databaseUrl: string; profileTo?: string | undefined },
): Promise<BenchServer> {
  const profiling = profileTo ? ['--cpu-prof', `--cpu-prof-dir=${profileTo}`] : []
  const child = spawn(process.execPath, [...profiling, ...commands[name](port)], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      APP_URL: `http://localhost:${port}`,
      DATABASE_URL: databaseUrl,
      SEED: 'off',
      SCIM_BASE_URL: '',
      SCIM_HOST: '',
      RESEND_API_KEY: '',
    },
  })
  await ready(child, port)
  const stop = async () => {
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }
  return { port, pid: child.pid ?? 0, stop }
}

/** Any answer shows a server that listens; the floor has no health to ask for. */
async function ready(child: ChildProcess, port: number): Promise<void> {
  for (let waited = 0; waited < READY_MS_MAX; waited += ASK_AGAIN_MS) {
    const answer = await fetch(`http://localhost:${port}/api/health`).catch(() => undefined)
    if (answer) return
    if (child.exitCode !== null) break
    await sleep(ASK_AGAIN_MS)
  }
  child.kill('SIGKILL')
  throw new Error('A server did not become ready. Is there a build? npm run build')
}
