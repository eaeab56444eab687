// The production build: Next's own, and the self-hosted server around it (server/start.ts).
import { spawnSync } from 'node:child_process'
import { build } from 'esbuild'

const next = spawnSync(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'production' },
})
if (next.status !== 0) process.exit(next.status ?? 1)
await build({
  entryPoints: ['server/start.ts'],
  outfile: 'dist/server.mjs',
  bundle: true,
  // What is in node_modules stays there: one copy for Next and for the server.
  packages: 'external',
  platform: 'node',
  target: 'node24',
  format: 'esm',
  sourcemap: true,
  logLevel: 'warning',
})
