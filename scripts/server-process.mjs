import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'

const STOPPED_BY_SIGNAL = 128
const LOOK_FOR_NPM_MS = 1_000

/**
 * Reads what stands in `.env` files, as Next does and in its order, because a default of ours in the
 * environment would win over them. What the environment says already stays.
 * @param {string} mode
 */
export function readEnvFiles(mode) {
  for (const file of [`.env.${mode}.local`, '.env.local', `.env.${mode}`, '.env']) {
    if (existsSync(file)) process.loadEnvFile(file)
  }
}

/** The port to serve on: a number, or one sentence and the end of this process. */
export function portFromEnv() {
  const text = process.env.PORT || '3000'
  const port = Number(text)
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port
  fail('PORT must be a number from 1 to 65535.')
}

/**
 * Runs a Next command as this process's own: signals go in, its exit code comes out. `output` is
 * what becomes of its standard output, as `stdio` of node:child_process says it.
 */
export function runNext(args, { env, output = 'inherit' }) {
  const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', ...args], {
    stdio: ['inherit', output, 'inherit'],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  if (process.env.npm_lifecycle_event) endWithNpm(() => child.kill('SIGTERM'))
  child.on('error', (error) => fail(`Next could not be started (${error.message}). Run npm ci.`))
  child.on('exit', (code, signal) => {
    if (signal) console.error(`The server was ended by ${signal}.`)
    process.exit(code ?? STOPPED_BY_SIGNAL + constants.signals[signal])
  })
  return child
}

/** npm ends on a SIGTERM without passing it on; a server left behind would hold port and database. */
export function endWithNpm(end) {
  const npm = process.ppid
  const look = () => {
    if (process.ppid !== npm) end()
  }
  setInterval(look, LOOK_FOR_NPM_MS).unref()
}

/** @returns {never} */
export function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}
