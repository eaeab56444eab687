import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { startPostgres } from '../scripts/test-postgres.mjs'
import { type Counts, openCounter } from './count-statements'
import { type Kind, kinds } from './kinds'
import { Client, cpuSeconds, inParallel } from './load'
import { type KindResult, type Results, writeReport } from './report'
import { seed } from './seed'
import { type BenchServer, type ServerName, serverNames, startServer } from './servers'

/**
 * What SCIM costs: statements, CPU and throughput of each kind of request, for three servers over
 * copies of one database, in one run. Needs a build. `npm run bench -- --write` keeps the result in
 * the README beside this file, `--profile <folder>` leaves CPU profiles, `--only <words>` picks kinds.
 */
const COUNTED = 5
const STEADY_SECONDS = 30
const SETTLE_MS = 5_000
const STEADY_PER_SECOND = 25
const MS = 1000
const PORT = Number(process.env.BENCH_PORT || 3198)

// Nothing that it seals outlives the run.
process.env.AUTH_SECRET ||= 'a secret of the benchmark, known to all'

const { values: options } = parseArgs({
  options: { write: { type: 'boolean' }, profile: { type: 'string' }, only: { type: 'string' } },
})
const chosen = kinds.filter(({ name }) => !options.only || name.includes(options.only))
if (options.profile) rmSync(options.profile, { recursive: true, force: true })

const postgres = await startPostgres()
try {
  writeReport(await measureAll(postgres.url), options)
} finally {
  await postgres.stop()
}

async function measureAll(address: string): Promise<Results> {
  const template = await newDatabase(address, 'seeded')
  console.log('Seeding …')
  const tokens = await seed(template)
  const results: Results = { kinds: {}, steady: {} }
  const counted = await countAll(await newDatabase(address, 'counted', 'seeded'), tokens)
  for (const name of serverNames) {
    const databaseUrl = await newDatabase(address, name.toLowerCase(), 'seeded')
    const server = await startServer(name, { port: PORT, databaseUrl, profileTo: options.profile })
    const client = new Client(PORT, tokens)
    for (const kind of chosen) {
      await dropMail(databaseUrl)
      const result = await measure(kind, client, server)
      console.log(
        `${name}: ${kind.name}: ${result.cpu.toFixed(2)} s, ${result.perSecond.toFixed(0)}/s`,
      )
      results.kinds[kind.name] ??= { counts: counted[kind.name], servers: {} }
      const entry = results.kinds[kind.name]
      if (entry) entry.servers[name] = result
    }
    if (!options.only) results.steady[name] = await steady(name, client, server)
    client.close()
    await server.stop()
  }
  return results
}

/** An empty database on the benchmark's Postgres, or a copy of one. */
async function newDatabase(address: string, name: string, copyOf?: string): Promise<string> {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  await client.query(`create database ${name}${copyOf ? ` template ${copyOf}` : ''}`)
  await client.end()
  const url = new URL(address)
  url.pathname = name
  return url.href
}

/** E-mails that earlier kinds planned are sent in the background, and would be counted here. */
async function dropMail(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query('delete from outbox_messages')
  await client.end()
}

/** One request at a time, so that what passes belongs to it; what the timers do is not its own. */
async function countAll(databaseUrl: string, tokens: string[]): Promise<Record<string, Counts>> {
  const counter = await openCounter(new URL(databaseUrl))
  const server = await startServer('selfHosted', { port: PORT, databaseUrl: counter.url })
  const client = new Client(PORT, tokens)
  const found: Record<string, Counts> = {}
  for (const kind of chosen) {
    const seen: Counts[] = []
    // The first two prepare what is prepared once for each connection.
    for (let n = 0; n < COUNTED + 2; n++) {
      counter.take()
      await client.send(kind.request(n), kind.status)
      if (n >= 2) seen.push(counter.take())
    }
    seen.sort((left, right) => left.statements - right.statements)
    found[kind.name] = seen[0] ?? counter.take()
  }
  client.close()
  await server.stop()
  await counter.close()
  return found
}

async function measure(kind: Kind, client: Client, { pid }: BenchServer): Promise<KindResult> {
  const { warmUp, measured } = kind
  await inParallel({ from: 0, to: warmUp }, (n) => client.send(kind.request(n), kind.status))
  const cpuBefore = cpuSeconds(pid)
  const began = performance.now()
  await inParallel({ from: warmUp, to: warmUp + measured }, (n) =>
    client.send(kind.request(n), kind.status),
  )
  const seconds = (performance.now() - began) / MS
  return {
    cpu: ((cpuSeconds(pid) - cpuBefore) / measured) * 1000,
    perSecond: measured / seconds,
  }
}

/** As Entra at its most eager for one tenant: four reads to one write. Returns the share of a core. */
async function steady(name: ServerName, client: Client, { pid }: BenchServer): Promise<number> {
  const mix = [0, 1, 2, 1, 5].map((index) => kinds[index])
  // What the burst before has left behind is collected first.
  await sleep(SETTLE_MS)
  const cpuBefore = cpuSeconds(pid)
  const sent: Promise<void>[] = []
  for (let n = 0; n < STEADY_SECONDS * STEADY_PER_SECOND; n++) {
    const kind = mix[n % mix.length]
    if (kind) sent.push(client.send(kind.request(2000 + n), kind.status))
    await sleep(MS / STEADY_PER_SECOND)
  }
  await Promise.all(sent)
  const share = (cpuSeconds(pid) - cpuBefore) / STEADY_SECONDS
  console.log(
    `${name}: ${STEADY_PER_SECOND} requests/s use ${(share * 100).toFixed(1)} % of a core`,
  )
  return share
}
