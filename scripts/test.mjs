// Everything a contributor needs to trust a clone: checks, unit and database tests, a production
// build, and the end-to-end tests in a real browser. The last line counts all of it.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { runChecks } from './run-checks.mjs'
import { startPostgres } from './test-postgres.mjs'

const reports = mkdtempSync(path.join(os.tmpdir(), 'sequr-reports-'))
const total = { passed: 0, failed: 0 }

add('checks', runChecks())
add('unit and database tests', await runUnitTests())
add('production build', runBuild())
if (total.failed === 0 || process.argv.includes('--all')) add('end-to-end tests', runEndToEnd())
else console.log('The end-to-end tests were left out, because something before them failed.')
rmSync(reports, { recursive: true, force: true })
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed > 0 ? 1 : 0)

function add(name, { passed, failed }) {
  total.passed += passed
  total.failed += failed
  console.log(`${failed === 0 ? '✓' : '✗'} ${name}: ${passed} passed, ${failed} failed\n`)
}

async function runUnitTests() {
  const report = path.join(reports, 'unit.json')
  const postgres = await startPostgres()
  try {
    const status = runNode(
      [
        'node_modules/vitest/vitest.mjs',
        'run',
        '--reporter=dot',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ],
      { TEST_DATABASE_URL: postgres.url },
    )
    return counted(status, () => {
      const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(
        readFileSync(report, 'utf8'),
      )
      // A file that cannot even be loaded has no failed test of its own.
      return { passed: numPassedTests, failed: numFailedTests || numFailedTestSuites }
    })
  } finally {
    postgres.stop()
  }
}

function runBuild() {
  const status = runNode(['node_modules/next/dist/bin/next', 'build'], { NODE_ENV: 'production' })
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

function runEndToEnd() {
  const report = path.join(reports, 'e2e.json')
  const status = runNode(['node_modules/playwright/cli.js', 'test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  })
  return counted(status, () => {
    const { stats } = JSON.parse(readFileSync(report, 'utf8'))
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky }
  })
}

/** A suite that crashed, or ran nothing, has failed whatever it says. */
function counted(status, read) {
  try {
    const counts = read()
    const fine = counts.failed === 0 && counts.passed > 0 && status === 0
    return fine ? counts : { ...counts, failed: Math.max(counts.failed, 1) }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

function runNode(args, env) {
  const { status } = spawnSync(process.execPath, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
  })
  return status
}
