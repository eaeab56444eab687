// Types, lint, format, import walls and dead code; no database.
import { runChecks } from './run-checks.mjs'

const { passed, failed } = runChecks()
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)
