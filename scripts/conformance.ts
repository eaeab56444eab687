import { parseArgs } from 'node:util'
import { checkServer } from '@/lib/scim/conformance/check-server'
import { httpSend } from '@/lib/scim/conformance/http-send'
import type { Difference, Send } from '@/lib/scim/conformance/play'

/**
 * `npm run conformance -- --url … --token …`: plays the corpus and a random history against any
 * SCIM server, prints what differs, and removes what it made. Exit code 0 when nothing differs, 1
 * when something does, 2 when the server could not be asked.
 */
const USAGE = `Usage: npm run conformance -- --url <Tenant URL> --token <secret token>
         [--seed <number>] [--steps <number>] [--only <text in a scenario's name>]`
const STEPS_DEFAULT = 300
const SEED_BELOW = 1_000_000
const SENT_LENGTH_MAX = 600
const GOT_LENGTH_MAX = 600

process.exitCode = await run()

async function run(): Promise<number> {
  const options = readOptions()
  if (!options) {
    console.error(USAGE)
    return 2
  }
  const { url, seed, steps, only } = options
  const send = httpSend(options)
  const refusal = await whyNot(send)
  if (refusal) {
    console.error(refusal)
    return 2
  }
  console.log(`Checking ${url} (seed ${seed}).\n`)
  const result = await checkServer(send, { seed, steps, only, onDifference: printDifference })
  console.log(
    `${result.scenarios} scenarios and ${steps} steps of a random history were played with seed ${seed}.`,
  )
  console.log(
    result.differences === 0
      ? 'Every answer was as expected.'
      : `${result.differences} ${result.differences === 1 ? 'answer differs' : 'answers differ'}.`,
  )
  console.log(`${result.removed} resources that were made were removed again.`)
  for (const path of result.left) console.log(`Could not be removed: ${path}`)
  return result.differences === 0 && result.left.length === 0 ? 0 : 1
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        url: { type: 'string' },
        token: { type: 'string' },
        seed: { type: 'string' },
        steps: { type: 'string' },
        only: { type: 'string' },
      },
    })
    const { url, token, only = '' } = values
    const seed = Number(values.seed ?? Math.floor(Math.random() * SEED_BELOW))
    const steps = Number(values.steps ?? STEPS_DEFAULT)
    const whole = Number.isSafeInteger(seed) && Number.isSafeInteger(steps) && steps >= 0
    if (!url || !token || !URL.canParse(url) || !whole) return undefined
    return { url, token, seed, steps, only }
  } catch {
    // An unknown option is answered like a missing one.
    return undefined
  }
}

/** One sentence when the server cannot be asked at all, before hundreds of scenarios say so. */
async function whyNot(send: Send): Promise<string | undefined> {
  try {
    const { status } = await send({
      method: 'GET',
      path: '/Users?count=1',
      headers: {},
      body: undefined,
    })
    if (status === 401 || status === 403) return `The server refuses this token (${status}).`
    if (status !== 200) return `The server answers ${status} to GET /Users. Is it a SCIM base?`
    return undefined
  } catch (error) {
    return `The server cannot be reached (${error instanceof Error ? error.message : 'no answer'}).`
  }
}

function printDifference(what: string, { request, response, reason }: Difference): void {
  const sent =
    request.body === undefined ? '' : `\n    sent      ${cut(request.body, SENT_LENGTH_MAX)}`
  console.log(`✗ ${what}
    ${request.method} ${request.path}${sent}
    expected  ${reason}
    got       ${response.status} ${cut(response.body, GOT_LENGTH_MAX)}\n`)
}

function cut(text: string, lengthMax: number): string {
  return text.length <= lengthMax ? text : `${text.slice(0, lengthMax)}…`
}
