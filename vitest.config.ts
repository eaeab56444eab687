import { globSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { defineConfig } from 'vitest/config'

const all = ['**/*.test.ts', '**/*.test.tsx']
const elsewhere = ['node_modules/**', '.next/**', 'e2e/**']

/**
 * Loading the modules again for every file takes as long as all tests together, so files share a
 * process. What reads the environment keeps what it read: files that set it have one of their own.
 */
const ownProcess = globSync(all, { exclude: elsewhere }).filter((file) =>
  /\bstubEnv\b|\bprocess\.env\b/.test(readFileSync(file, 'utf8')),
)

export default defineConfig({
  resolve: { alias: { '@': path.resolve(import.meta.dirname) } },
  test: {
    // Vitest leaves one core free for a person who watches; here nobody does.
    maxWorkers: os.availableParallelism(),
    projects: [
      {
        extends: true,
        test: {
          name: 'shared',
          include: all,
          exclude: [...elsewhere, ...ownProcess],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'alone', include: ownProcess, exclude: elsewhere } },
    ],
    // Only tests have a secret that everybody knows.
    env: { AUTH_SECRET: 'a secret that only tests may use, in the open' },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
