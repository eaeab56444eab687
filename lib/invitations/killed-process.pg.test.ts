import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { type DatabaseHandle, openDatabase } from '@/db/client'
import { emails, outboxMessages } from '@/db/schema'
import { openTestPostgres } from '@/db/testing/database'
import {
  newDepartmentRule,
  newPerson,
  openTestHouse,
  type TestHouse,
} from '@/lib/access/test-house'
import { openTestProvider, type TestProvider } from './test-provider'

/**
 * Servers that are killed while they send, on a Postgres and over HTTP: whatever was in their hands
 * arrives, and arrives once. The database is this file's own, for a drain takes all that is due.
 */
const PEOPLE = 8
const database = `killed_${process.pid}`
let server: DatabaseHandle
let own: DatabaseHandle
let url: string
let provider: TestProvider
let house: TestHouse
let people: string[]

beforeAll(async () => {
  server = await openTestPostgres()
  await server.db.execute(sql.raw(`create database ${database}`))
  const address = new URL(process.env.TEST_DATABASE_URL ?? '')
  address.pathname = `/${database}`
  url = address.href
  own = await openDatabase({ url, pgliteDir: '', pool: 2 })
}, 120_000)
afterAll(async () => {
  await own.close()
  await server.db.execute(sql.raw(`drop database ${database} with (force)`))
  await server.close()
})

const processes = new Set<ChildProcess>()
beforeEach(async () => {
  await own.db.delete(outboxMessages)
  await own.db.delete(emails)
  provider = await openTestProvider()
  house = await openTestHouse(own.db)
  await newDepartmentRule(house, { propertyId: house.hq, department: 'Sales', doors: ['Dock'] })
  people = Array.from({ length: PEOPLE }, (_, index) => `person${index}`)
  for (const name of people) await newPerson(house, { name, department: 'Sales' })
})
afterEach(async () => {
  for (const one of processes) one.kill('SIGKILL')
  processes.clear()
  await provider.close()
})

/** A drain of its own process, so many minutes after the people came. */
function startDrain(mode: 'claim' | 'send', minutes: number) {
  const moment = new Date(house.ctx.now.getTime() + minutes * 60_000).toISOString()
  const args = ['--import', 'tsx', 'lib/invitations/test-drain-process.ts', mode, moment]
  const child = spawn(process.execPath, args, {
    env: {
      ...process.env,
      DATABASE_URL: url,
      RESEND_API_KEY: 're_test',
      RESEND_BASE_URL: provider.url,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  processes.add(child)
  const line = once(createInterface(child.stdout), 'line') as Promise<[string]>
  const kill = async () => {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  return { line, kill }
}

async function expectEachExactlyOnce(): Promise<void> {
  const rows = await own.db
    .select({ state: emails.state, recipient: emails.recipient })
    .from(emails)
  expect(rows.map((row) => row.state)).toEqual(people.map(() => 'sent'))
  const recipients = people.map((name) => `${name}@contoso.example`)
  expect(provider.delivered.map((one) => one.to).sort()).toEqual(recipients)
  expect(new Set(provider.delivered.map((one) => one.key)).size).toBe(PEOPLE)
}

it('a process killed between claiming and sending loses nothing', async () => {
  const killed = startDrain('claim', 5)
  expect((await killed.line)[0]).toBe('claimed')
  await killed.kill()
  expect(provider.received).toEqual([])

  await startDrain('send', 6).line
  expect(provider.delivered.length, 'the claimed ones wait for their lease').toBeLessThan(PEOPLE)
  await startDrain('send', 15).line
  await expectEachExactlyOnce()
}, 120_000)

it('a process killed after the provider took an e-mail, and before it said so, sends nothing twice', async () => {
  provider.answers.push('accept', 'accept', 'accept and be silent')
  const killed = startDrain('send', 5)
  await expect.poll(() => provider.received.length, { timeout: 60_000 }).toBe(3)
  await killed.kill()

  await startDrain('send', 15).line
  await expectEachExactlyOnce()
  expect(provider.received).toHaveLength(PEOPLE + 1)
  const [, , silent] = provider.received
  expect(provider.received.filter((one) => one.key === silent?.key)).toEqual([silent, silent])
}, 120_000)

it('two servers at once, against a provider that fails now and then, send each e-mail once', async () => {
  provider.answers.push(
    { status: 500, name: 'internal_server_error' },
    'accept and hang up',
    { status: 429, name: 'rate_limit_exceeded', retryAfter: '60' },
    'accept',
    'accept and hang up',
  )
  await Promise.all([startDrain('send', 5).line, startDrain('send', 5).line])
  await Promise.all([startDrain('send', 15).line, startDrain('send', 15).line])

  await expectEachExactlyOnce()
}, 120_000)
