import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Db, getDatabase } from '@/db/client'
import { createContext } from '@/db/context'
import {
  accessGroupDoors,
  accessGroups,
  doors,
  memberships,
  organizations,
  outboxMessages,
  properties,
  roles,
  users,
} from '@/db/schema'
import { seedDemo } from '@/db/seed/demo'
import { enqueue } from '@/lib/outbox/enqueue'
import { runJobsForCron } from './cron'
import { isReady } from './health'
import { runDueJobs } from './run-due-jobs'

/** The process's own database, as a server opens it: in a folder, from the environment. */
const CRON_SECRET = 'a secret between cron and us'
const folder = mkdtempSync(path.join(os.tmpdir(), 'sequr-jobs-'))
let db: Db
let close: () => Promise<void>

beforeAll(async () => {
  vi.stubEnv('PGLITE_DIR', path.join(folder, 'pg'))
  vi.stubEnv('CRON_SECRET', CRON_SECRET)
  vi.stubEnv('DATABASE_URL', '')
  ;({ db, close } = await getDatabase())
})
afterAll(async () => {
  await close()
  rmSync(folder, { recursive: true })
})
beforeEach(() => db.delete(outboxMessages))

async function enqueueUnknownTopic() {
  const ctx = await createContext({
    organizationId: 'org_0',
    actor: { kind: 'system', name: 'Test' },
  })
  await enqueue(ctx, [{ topic: 'nobody knows', payload: {} }])
}

const askAsCron = (authorization?: string) =>
  runJobsForCron(
    new Request('http://localhost/api/jobs', authorization ? { headers: { authorization } } : {}),
  )

it('a server is ready once its database answers', async () => {
  expect(existsSync(path.join(folder, 'pg'))).toBe(true)
  expect(await isReady()).toBe(true)
})

it('a topic without a handler is tried again and told of, not lost', async () => {
  await enqueueUnknownTopic()

  expect(await runDueJobs(db)).toBe(1)

  const [message] = await db.select().from(outboxMessages)
  expect(message).toMatchObject({ attempts: 1, doneAt: null })
  expect(message?.lastError).toContain('Error')
})

describe('the cron route', () => {
  it.each([undefined, 'Bearer', 'Bearer a wrong secret', CRON_SECRET])(
    'does nothing for a caller that says %s',
    async (authorization) => {
      await enqueueUnknownTopic()

      expect((await askAsCron(authorization)).status).toBe(401)
      expect(await db.select().from(outboxMessages)).toMatchObject([{ attempts: 0 }])
    },
  )

  it('does what is due for a caller that knows the secret', async () => {
    await enqueueUnknownTopic()

    const answer = await askAsCron(`Bearer ${CRON_SECRET}`)

    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ handled: 1 })
  })
})

describe('the seed', () => {
  it('fills an empty database with an organisation that somebody can sign in to', async () => {
    await seedDemo(db, new Date())

    expect(await db.select().from(organizations)).toMatchObject([{ slug: 'contoso' }])
    const [admin] = await db
      .select({ email: users.email, role: roles.basedOn })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .innerJoin(roles, eq(roles.id, memberships.roleId))
    expect(admin).toEqual({ email: 'ana@contoso.example', role: 'global_admin' })
    expect(await db.$count(properties)).toBe(2)
    expect(await db.$count(doors)).toBe(10)
    expect(await db.$count(accessGroups)).toBe(6)
    expect(await db.$count(accessGroupDoors)).toBe(15)
  })

  it('leaves a database that holds an organisation as it is', async () => {
    await seedDemo(db, new Date())

    expect(await db.$count(organizations)).toBe(1)
    expect(await db.$count(doors)).toBe(10)
  })
})
