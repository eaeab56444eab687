import { existsSync } from 'node:fs'
import { defineConfig } from 'playwright/test'

const port = Number(process.env.E2E_PORT ?? 3111)
const baseURL = `http://localhost:${port}`
const folder = '.data/e2e'
const browser = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
)

export default defineConfig({
  testDir: './e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: './test-results',
  workers: 1,
  reporter: [['list']],
  timeout: 120_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL,
    trace: 'retain-on-failure',
    launchOptions: {
      ...(browser ? { executablePath: browser } : {}),
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-dev-shm-usage',
      ],
    },
  },
  webServer: {
    command: 'node e2e/start-server.mjs',
    url: `${baseURL}/api/health`,
    timeout: 60_000,
    reuseExistingServer: false,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 3000 },
    env: {
      PORT: String(port),
      APP_URL: baseURL,
      PGLITE_DIR: folder,
      AUTH_SECRET: 'a secret that only the end-to-end tests use',
      SEED: 'on',
      PRACTICE_TENANT: 'on',
      DEV_MAILBOX: 'on',
      INVITATION_QUIET_SECONDS: '2',
    },
  },
})
