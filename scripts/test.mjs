// Everything a contributor needs to trust a clone: checks, unit and database tests, a production
// build, and the end-to-end tests in a real browser. The last line counts all of it.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { runChecks } from './run-checks.mjs'
import { startPostgres } from './test-postgres.mjs'
import { readPlaywrightReport, readVitestReport } from './test-reports.mjs'

/** Two browsers side by side, each with a server and a database: a walk mostly waits. */
const SHARDS = 2
const E2E_PORT_FIRST = Number(process.env.E2E_PORT || 3111)

const reports = mkdtempSync(path.join(os.tmpdir(), 'sequr-reports-'))
const total = { passed: 0, failed: 0 }
/** Said once more at the end, where it is not buried under what came after. */
const failures = []
/** What runs now: signals go to it, and once it has ended everything is cleaned up as always. */
const running = new Set()
let stopped = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stopped = true
    for (const child of running) child.kill(signal)
  })
}

await suite('checks', async () => runChecks())
await suite('unit and database tests', runUnitTests)
const built = await suite('production build', runBuild)
await suite('tests of the built server', () => runServerTests(built))
await suite('end-to-end tests', () => runEndToEnd(built))
rmSync(reports, { recursive: true, force: true })
if (failures.length > 0) console.log(`\n── what failed\n${failures.join('\n')}\n`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0

/** Runs and counts one suite. One that cannot run, or runs nothing, has failed whatever it says. */
async function suite(name, run) {
  console.log(`\n── ${name}`)
  const counts = await (stopped ? Promise.reject(new Error('It was stopped.')) : run()).catch(
    (error) => {
      const why = `The ${name} could not run. ${error.message}`
      console.error(why)
      return { passed: 0, failed: 1, failures: [why] }
    },
  )
  if (counts.passed + counts.failed === 0) {
    counts.failed = 1
    failures.push(`The ${name} ran nothing.`)
  }
  total.passed += counts.passed
  total.failed += counts.failed
  failures.push(...(counts.failures ?? []))
  const skipped = counts.skipped ? `, ${counts.skipped} skipped` : ''
  console.log(
    `${counts.failed === 0 ? '✓' : '✗'} ${name}: ${counts.passed} passed, ${counts.failed} failed${skipped}`,
  )
  return counts.failed === 0
}

async function runUnitTests() {
  return runVitest('unit')
}

/** SCIM over HTTP, as an outside client meets it: conformance, races, a server that is killed. */
async function runServerTests(hasBuild) {
  if (!hasBuild) throw new Error('They need the production build.')
  return runVitest('server', ['--config', 'vitest.server.config.ts'])
}

async function runVitest(name, args = []) {
  const report = path.join(reports, `${name}.json`)
  const postgres = await startPostgres()
  const reporters = ['--reporter=dot', '--reporter=json']
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', ...args, ...reporters]
  const status = await runNode([...vitest, `--outputFile.json=${report}`], {
    TEST_DATABASE_URL: postgres.url,
  }).finally(postgres.stop)
  return reconcile(status, readVitestReport(report))
}

async function runBuild() {
  const status = await runNode(['scripts/build.mjs'])
  if (status !== 0) throw new Error(`It ended with code ${status}.`)
  return { passed: 1, failed: 0 }
}

async function runEndToEnd(hasBuild) {
  if (!hasBuild) throw new Error('They need the production build.')
  const shards = await Promise.all(Array.from({ length: SHARDS }, (_, index) => runShard(index)))
  const sum = (name) => shards.reduce((total, shard) => total + shard[name], 0)
  return {
    passed: sum('passed'),
    failed: sum('failed'),
    skipped: sum('skipped'),
    failures: shards.flatMap((shard) => shard.failures),
  }
}

async function runShard(index) {
  const report = path.join(reports, `e2e-${index}.json`)
  const playwright = ['node_modules/playwright/cli.js', 'test', '--reporter=list,json']
  const status = await runNode([...playwright, `--shard=${index + 1}/${SHARDS}`], {
    E2E_PORT: String(E2E_PORT_FIRST + index),
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  })
  return reconcile(status, readPlaywrightReport(report))
}

/** An exit code that is not 0 is a failure, even where no single test admits to it. */
function reconcile(status, counts) {
  if (status === 0 || counts.failed > 0) return counts
  return {
    ...counts,
    failed: 1,
    failures: [`A run without a failed test ended with code ${status}.`],
  }
}

function runNode(args, env) {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
  })
  running.add(child)
  return new Promise((resolve, reject) =>
    child.once('error', reject).once('exit', resolve),
  ).finally(() => running.delete(child))
}
