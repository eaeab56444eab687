import { randomUUID } from 'node:crypto'
import type { Db } from '@/db/client'
import { AppError } from '@/lib/kernel/errors'
import { newId } from '@/lib/kernel/ids'
import { type Directory, readDirectory } from '../directory'
import type { Credentials } from '../schemas'
import {
  endpointOf,
  type Job,
  type Links,
  type Run,
  type RunSummary,
  requireJob,
  saveLinks,
  saveRun,
} from './job'
import { ScimClient } from './scim-client'
import { ScimFailure } from './scim-failure'
import { removeLeftovers, type Sync, syncGroup, syncManager, syncMembers, syncPerson } from './sync'
import { tokensOf } from './token-source'

/** How many objects Entra may work on at once; what order they come in is not promised. */
const AT_ONCE = 4
const PROBES = 3

export interface ConnectionTest {
  passed: boolean
  sentence: string
}

/** Test Connection: searches for people and groups that nobody has (entra-profile 1.2). */
export async function testConnection(credentials: Credentials): Promise<ConnectionTest> {
  const client = new ScimClient(endpointOf(credentials), tokensOf(credentials))
  try {
    await client.find('Users', `userName eq "${randomUUID()}"`)
    await client.find('Groups', `displayName eq "${randomUUID()}"`)
    return {
      passed: true,
      sentence: 'The supplied credentials are authorized to enable provisioning.',
    }
  } catch (error) {
    if (!(error instanceof ScimFailure)) throw error
    return { passed: false, sentence: `${error.code}: ${error.message}` }
  }
}

/** One cycle over everything in scope. A second one without changes here writes nothing. */
export async function runCycle(db: Db, now: Date): Promise<Run> {
  const job = await requireJob(db)
  const directory = await readDirectory(db)
  return recorded(db, { job, kind: 'cycle', now }, (sync, attempt) =>
    syncDirectory(sync, directory, attempt),
  )
}

/** Provision on demand: one person at once, without waiting for a cycle. */
export async function provisionOnDemand(db: Db, personId: string, now: Date): Promise<Run> {
  const job = await requireJob(db)
  const directory: Directory = await readDirectory(db)
  const person = directory.people.find((one) => one.id === personId)
  if (!person) throw new AppError('not_found', 'The practice directory has no such person.')
  return recorded(db, { job, kind: 'on_demand', now }, async (sync, attempt) => {
    // The compliance flag has no effect on this path (entra-profile 16, trap 30).
    const legacy: Sync = { ...sync, dialect: 'legacy' }
    await attempt(person.displayName, () => syncPerson(legacy, person))
    await attempt(person.displayName, () => syncManager(legacy, person))
  })
}

/** Does one object's work and notes its failure; throws what ends the whole cycle. */
export type Attempt = (name: string, work: () => Promise<void>) => Promise<void>

/** What one cycle asks and sends, in Entra's order: probes, people, groups, members, managers, deletions. */
export async function syncDirectory(
  sync: Sync,
  directory: Directory,
  attempt: Attempt,
): Promise<void> {
  for (let i = 0; i < PROBES; i++) await sync.client.find('Users', `userName eq "${randomUUID()}"`)
  const people = directory.people.filter((one) => one.assigned || sync.links.users[one.id])
  const groups = directory.groups.filter((one) => one.assigned)
  await inParallel(people, (one) => attempt(one.displayName, () => syncPerson(sync, one)))
  await inParallel(groups, (one) => attempt(one.displayName, () => syncGroup(sync, one)))
  await inParallel(groups, (one) => attempt(one.displayName, () => syncMembers(sync, one, people)))
  await inParallel(people, (one) => attempt(one.displayName, () => syncManager(sync, one)))
  await attempt('Deletions', () => removeLeftovers(sync, directory))
}

/** Keeps the link table and a row of the log, also when the connection broke in the middle. */
async function recorded(
  db: Db,
  { job, kind, now }: { job: Job; kind: Run['kind']; now: Date },
  work: (sync: Sync, attempt: Attempt) => Promise<void>,
): Promise<Run> {
  const began = performance.now()
  const links: Links = structuredClone(job.links)
  const client = new ScimClient(job.endpoint, tokensOf(job.credentials))
  const tally = { created: 0, updated: 0, disabled: 0, deleted: 0, memberships: 0 }
  const failures: RunSummary['failures'] = []
  const attempt: Attempt = async (name, one) => {
    try {
      await one()
    } catch (error) {
      if (!(error instanceof ScimFailure)) throw error
      failures.push({ name, code: error.code, detail: error.message })
      if (error.quarantines) throw error
    }
  }
  try {
    await work({ client, links, dialect: job.endpoint.dialect, tally }, attempt)
  } catch (error) {
    if (!(error instanceof ScimFailure)) throw error
    if (failures.length === 0) {
      failures.push({ name: 'The connection', code: error.code, detail: error.message })
    }
  } finally {
    await saveLinks(db, links)
  }
  const run: Run = {
    id: newId('message', now),
    kind,
    startedAt: now,
    milliseconds: Math.round(performance.now() - began),
    summary: {
      result: failures.length > 0 ? 'failed' : 'succeeded',
      ...tally,
      requests: client.counts,
      failures,
    },
  }
  await saveRun(db, run)
  return run
}

/** Works through a list with a few at once; the first fault that ends the cycle ends all. */
async function inParallel<T>(list: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const queue = [...list]
  const worker = async () => {
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) await work(one)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}
