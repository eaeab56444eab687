import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect } from './fixtures'

/** A server of its own for a walk that needs other settings than the one all others share. */
export interface OwnServer {
  baseURL: string
  stop(): Promise<void>
}

/** `offset` keeps its port apart from the shared server's and its mail provider's. */
export async function startOwnServer(
  sharedURL: string,
  { offset, settings }: { offset: number; settings: Record<string, string> },
): Promise<OwnServer> {
  const port = Number(new URL(sharedURL).port) + offset
  const baseURL = `http://localhost:${port}`
  const child = spawn(process.execPath, ['scripts/start-for-e2e.mjs'], {
    stdio: 'ignore',
    env: {
      ...process.env,
      PORT: String(port),
      APP_URL: baseURL,
      PGLITE_DIR: `.data/e2e-${offset}`,
      DATABASE_URL: '',
      SCIM_BASE_URL: '',
      ENTRA_CLIENT_ID: '',
      RESEND_API_KEY: 're_of_the_tests',
      RESEND_BASE_URL: `http://127.0.0.1:${port + 5000}`,
      AUTH_SECRET: 'a secret that only the end-to-end tests use',
      SEED: 'on',
      PRACTICE_TENANT: 'on',
      DEV_MAILBOX: 'on',
      ...settings,
    },
  })
  await expect(async () => {
    expect((await fetch(`${baseURL}/api/health`)).ok).toBe(true)
  }).toPass({ timeout: 60_000 })
  return { baseURL, stop: () => stop(child) }
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}
