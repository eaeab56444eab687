import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { newTestOrganization, openTestFolder } from '@/db/testing/database'
import {
  newTestAccessGroup,
  newTestEmployee,
  newTestGrant,
  newTestInvitation,
  newTestKey,
  newTestProperty,
} from '@/db/testing/people'
import { freePort, startBuiltServer } from './server/built-server'

const DAY_MS = 24 * 60 * 60 * 1000

export interface OldLink {
  /** Of an e-mail that was sent eight days ago and never used. */
  link: string
  origin: string
  stop(): Promise<void>
}

/**
 * A server of its own whose database is older than the run: nobody can wait a week for a link to
 * run out, and no clock of the product can be moved.
 */
export async function startWithOldLink(name: string, email: string): Promise<OldLink> {
  const folder = await mkdtemp(path.join(tmpdir(), 'old-links-'))
  const token = randomBytes(32).toString('base64url')
  await prepare(path.join(folder, 'pglite'), { name, email, token })
  const server = await startBuiltServer('self-hosted server', {
    databaseUrl: '',
    pgliteDir: path.join(folder, 'pglite'),
    port: await freePort(),
    mailbox: true,
  })
  const origin = `http://localhost:${server.port}`
  const stop = async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return { link: `${origin}/key/${token}`, origin, stop }
}

async function prepare(
  pgliteDir: string,
  { name, email, token }: { name: string; email: string; token: string },
): Promise<void> {
  const database = await openTestFolder(pgliteDir)
  const now = Date.now()
  const { ctx } = await newTestOrganization(database.db, new Date(now - 8 * DAY_MS))
  const propertyId = await newTestProperty(ctx, 'Harbour')
  const accessGroupId = await newTestAccessGroup(ctx, {
    propertyId,
    name: 'Crew',
    doors: ['Sea gate'],
  })
  const employeeId = await newTestEmployee(ctx, { displayName: name, primaryEmail: email })
  await newTestGrant(ctx, { employeeId, propertyId, accessGroupId })
  const invitationId = await newTestInvitation(ctx, {
    employeeId,
    token,
    expiresAt: new Date(now - DAY_MS),
  })
  await newTestKey(ctx, { employeeId, propertyId, state: 'sent', invitationId })
  await database.close()
}
