import { defineConfig } from 'playwright/test'
import { findBrowser } from './scripts/find-programs.mjs'

const port = Number(process.env.E2E_PORT || 3111)
const baseURL = `http://localhost:${port}`
/** Shards that run side by side have a port each, and by it a database of their own. */
const folder = `.data/e2e-${port}`
const browser = findBrowser()

export default defineConfig({
  testDir: './e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: `./test-results/${port}`,
  // One server with one database: the tests walk through it one after the other.
  workers: 1,
  forbidOnly: true,
  reporter: [['list']],
  timeout: 120_000,
  expect: { timeout: 10_000 },
  // The walks begin where the main path ends, with an integration, people and rules. So each shard
  // walks the main path; `--no-deps` leaves it out where somebody tries one file.
  projects: [
    { name: 'main path', testMatch: '**/main-path.e2e.ts' },
    { name: 'walks', testIgnore: '**/main-path.e2e.ts', dependencies: ['main path'] },
  ],
  use: {
    baseURL,
    // Filming each walk takes a sixth of the processor, and its snapshots show the same pages.
    trace: { mode: 'retain-on-failure', screenshots: false },
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
    command: `"${process.execPath}" scripts/start-for-e2e.mjs`,
    url: `${baseURL}/api/health`,
    timeout: 60_000,
    reuseExistingServer: false,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 3000 },
    env: {
      PORT: String(port),
      APP_URL: baseURL,
      PGLITE_DIR: folder,
      // Said to be empty, so that no .env file of a developer decides what is tested, or mails anybody.
      DATABASE_URL: '',
      SCIM_BASE_URL: '',
      ENTRA_CLIENT_ID: '',
      // A stand-in that this run starts; e-mails are read in the development mailbox.
      RESEND_API_KEY: 're_of_the_tests',
      RESEND_BASE_URL: `http://127.0.0.1:${port + 5000}`,
      RESEND_WEBHOOK_SECRET: 'whsec_d2Vib29rcyBvZiB0aGUgZTJlIHRlc3RzIGFsb25l',
      AUTH_SECRET: 'a secret that only the end-to-end tests use',
      SEED: 'on',
      PRACTICE_TENANT: 'on',
      DEV_MAILBOX: 'on',
      INVITATION_QUIET_SECONDS: '2',
    },
  },
})
