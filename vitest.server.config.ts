import path from 'node:path'
import { defineConfig } from 'vitest/config'

/** Tests of the built server, which need a production build and a Postgres (`npm test` has both). */
export default defineConfig({
  resolve: { alias: { '@': path.resolve(import.meta.dirname) } },
  test: {
    include: ['e2e/server/*.server.test.ts'],
    env: { AUTH_SECRET: 'a secret that only tests may use, in the open' },
    // Each starts servers of its own, and what they do is timed.
    fileParallelism: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
