import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { importWallsCommand } from './import-walls.mjs'

/**
 * Everything that needs no database: what it is called, and the command.
 * @type {[string, string[]][]}
 */
const checks = [
  ['route types', ['node_modules/next/dist/bin/next', 'typegen']],
  // Not incremental: notes of an earlier run made errors that a rebase brings in pass.
  ['types', ['node_modules/typescript/bin/tsc', '--noEmit', '--incremental', 'false', '-p', '.']],
  ['lint', ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings']],
  ['format', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']],
  ['import walls', importWallsCommand()],
  ['dead code', ['node_modules/knip/bin/knip.js', '--no-progress']],
]

/** Runs them all, one line each when green and the whole output when red. Returns the counts, and which failed. */
export function runChecks() {
  const counts = { passed: 0, failed: 0, failures: [] }
  // What the development server noted of routes that have moved since; it writes them anew.
  rmSync('.next/dev/types', { recursive: true, force: true })
  for (const [name, args] of checks) {
    const began = Date.now()
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      encoding: 'utf8',
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
      maxBuffer: 64 * 1024 * 1024,
    })
    const seconds = ((Date.now() - began) / 1000).toFixed(1)
    console.log(`${status === 0 ? '✓' : '✗'} ${name} (${seconds} s)`)
    if (status === 0) counts.passed++
    else {
      counts.failed++
      counts.failures.push(`The check of ${name} failed.`)
      console.log(`${stdout}${stderr}`)
    }
  }
  return counts
}
