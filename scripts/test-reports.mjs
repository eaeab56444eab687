import { readFileSync } from 'node:fs'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'

/**
 * What a suite came to, read from its JSON report. `failures` say which test it was and how it
 * failed, since the end of a long run is what people and machines keep.
 *
 * @typedef {{ passed: number, failed: number, skipped: number, failures: string[] }} Outcome
 */

/** @returns {Outcome} */
export function readVitestReport(file) {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = read(file)
  const isFailed = ({ status }) => status === 'failed'
  // A file that cannot even be loaded is red without a test of its own.
  const broken = testResults.filter((one) => isFailed(one) && !one.assertionResults.some(isFailed))
  const failures = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(isFailed)
      .map((test) => tell(name, test.fullName, test.failureMessages[0])),
  )
  return {
    passed: numPassedTests,
    failed: numFailedTests + broken.length,
    skipped: numPendingTests + numTodoTests,
    failures: [...failures, ...broken.map(({ name, message }) => tell(name, '', message))],
  }
}

/** @returns {Outcome} */
export function readPlaywrightReport(file) {
  const { stats, errors, suites } = read(file)
  const failures = specsOf(suites)
    .filter(({ ok }) => !ok)
    .map((spec) => {
      const results = spec.tests.flatMap((test) => test.results)
      return tell(spec.file, spec.title, results.find(({ error }) => error)?.error.message)
    })
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
    failures: [...failures, ...errors.map(({ message }) => tell('', '', message))],
  }
}

function specsOf(suites = []) {
  return suites.flatMap((suite) => [...suite.specs, ...specsOf(suite.suites)])
}

const LINES_TOLD = 12

function tell(file, title, message = 'It says nothing about why.') {
  const place = path.isAbsolute(file) ? path.relative(process.cwd(), file) : file
  const head = [place, title].filter(Boolean).join(' › ')
  const lines = stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => !/^\s+at .*(?:node_modules|<anonymous>)/.test(line))
    .slice(0, LINES_TOLD)
  return [head, ...lines.map((line) => `    ${line}`)].join('\n')
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new Error('It ended without a report.')
  }
}
