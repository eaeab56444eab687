// Measures the production server on the embedded database: start, memory, and a push of 25 people
// and 4 groups with the requests that Entra makes. Needs a build. `node bench/server.mjs`
import { execFileSync, spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const PEOPLE = 25
const GROUPS = 4
const AT_ONCE = 4
const READY_MS_MAX = 30_000
const port = '3199'
const nameOf = (run, i) => `${run}-${i}@contoso.example`
const byName = (name) => `/Users?filter=userName+eq+%22${encodeURIComponent(name)}%22`
const folder = mkdtempSync(path.join(os.tmpdir(), 'sequr-bench-'))
const env = {
  ...process.env,
  NODE_ENV: 'production',
  PORT: port,
  APP_URL: `http://localhost:${port}`,
  PGLITE_DIR: path.join(folder, 'pg'),
  AUTH_SECRET: randomBytes(32).toString('hex'),
}

const printed = execFileSync('npm', ['run', '-s', 'scim:token', '--', '--org', 'bench'], {
  env,
  encoding: 'utf8',
})
const token = /Secret token: (\S+)/.exec(printed)?.[1]
const server = spawn(process.execPath, ['scripts/start.mjs'], {
  env,
  stdio: 'ignore',
})
try {
  await measure()
} finally {
  server.kill('SIGTERM')
  rmSync(folder, { recursive: true, force: true })
}

async function measure() {
  report('ready', `${await untilReady()} ms`)
  await push('warm')
  report('push of 25 people and 4 groups', `${await push('real')} ms`)
  report('a second cycle, all reads', `${await readAll('real')} ms`)
  report('resident memory', `${Math.round(residentKilobytes() / 1024)} MB`)
}

function report(what, figure) {
  console.log(`${what.padEnd(34)} ${figure}`)
}

async function untilReady() {
  const began = performance.now()
  while (performance.now() - began < READY_MS_MAX) {
    const answer = await fetch(`http://localhost:${port}/api/health`).catch(() => undefined)
    if (answer?.ok) return Math.round(performance.now() - began)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('The server did not become ready.')
}

async function scim(method, target, body) {
  const answer = await fetch(`http://localhost:${port}/scim/v2${target}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  if (!answer.ok) throw new Error(`${method} ${target} was answered ${answer.status}`)
  return answer.status === 204 ? undefined : answer.json()
}

/** One first cycle: probes, match and create for each, then memberships and managers. */
async function push(run) {
  const began = performance.now()
  for (let i = 0; i < 3; i++) await scim('GET', byName(randomUUID()))
  const ids = await inParallel(PEOPLE, async (i) => {
    await scim('GET', byName(nameOf(run, i)))
    return (await scim('POST', '/Users', person(nameOf(run, i), i))).id
  })
  await inParallel(GROUPS, async (g) => {
    const displayName = `${run} group ${g}`
    await scim(
      'GET',
      `/Groups?excludedAttributes=members&filter=displayName+eq+%22${encodeURIComponent(displayName)}%22`,
    )
    const { id } = await scim('POST', '/Groups', { displayName, externalId: randomUUID() })
    for (const value of ids.filter((_, i) => i % GROUPS === g)) {
      await scim(
        'PATCH',
        `/Groups/${id}`,
        patch({ op: 'Add', path: 'members', value: [{ value }] }),
      )
    }
  })
  const path = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager'
  await inParallel(PEOPLE - 1, (i) =>
    scim('PATCH', `/Users/${ids[i + 1]}`, patch({ op: 'Add', path, value: ids[0] })),
  )
  return Math.round(performance.now() - began)
}

async function readAll(run) {
  const began = performance.now()
  await inParallel(PEOPLE, (i) => scim('GET', byName(nameOf(run, i))))
  return Math.round(performance.now() - began)
}

function person(userName, i) {
  return {
    userName,
    externalId: randomUUID(),
    active: true,
    displayName: `Person ${i}`,
    emails: [{ type: 'work', primary: true, value: userName }],
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
      department: i % 2 ? 'Engineering' : 'Design',
    },
  }
}

function patch(...Operations) {
  return { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations }
}

async function inParallel(count, work) {
  const results = []
  let next = 0
  const worker = async () => {
    while (next < count) {
      const i = next++
      results[i] = await work(i)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return results
}

/** Of the server's whole process tree, where /proc tells it. */
function residentKilobytes() {
  const status = readFileSync(`/proc/${server.pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0)
}
