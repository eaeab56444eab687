import type { z } from 'zod'
import { type Db, getDb } from '@/db/client'
import { isAppError } from '@/lib/kernel/errors'
import { newId } from '@/lib/kernel/ids'
import { type ActionResult, done, refused } from '@/lib/kernel/result'
import { env } from '@/lib/platform/env'
import { describeError, log } from '@/lib/platform/log'
import { type Directory, readDirectory } from './directory'
import { listRuns, type Run, readJob } from './engine/job'
import { type AgreedScope, listAgreed } from './login/consents'
import type { Credentials, SavedCredentials } from './schemas'

/** What the portal's pages read. Undefined where the practice tenant is switched off. */
export async function openPortal(): Promise<Db | undefined> {
  return env().practiceTenantEnabled ? getDb() : undefined
}

export async function readPortalDirectory(): Promise<Directory | undefined> {
  const db = await openPortal()
  return db && readDirectory(db)
}

/** What the application may do in this directory. */
export async function readPermissions(): Promise<AgreedScope[] | undefined> {
  const db = await openPortal()
  return db && listAgreed(db)
}

export interface ProvisioningView {
  /** What was saved, without its secret. */
  saved: SavedCredentials | undefined
  state: 'stopped' | 'running' | 'none'
  runs: Run[]
  people: { id: string; name: string }[]
}

export async function readProvisioning(): Promise<ProvisioningView | undefined> {
  const db = await openPortal()
  if (!db) return undefined
  const job = await readJob(db)
  const { people } = await readDirectory(db)
  return {
    saved: job && withoutSecret(job.credentials),
    state: job?.state ?? 'none',
    runs: await listRuns(db),
    people: people.map(({ id, displayName }) => ({ id, name: displayName })),
  }
}

function withoutSecret(credentials: Credentials): SavedCredentials {
  const { method, tenantUrl } = credentials
  if (method === 'token') return { method, tenantUrl }
  const { tokenEndpoint, clientId } = credentials
  return { method, tenantUrl, tokenEndpoint, clientId }
}

/** The border of the portal's actions: switched on, parsed, and refusals in words. */
export async function portalAction<S extends z.ZodType, T>(
  schema: S,
  input: unknown,
  work: (db: Db, value: z.output<S>) => Promise<T>,
): Promise<ActionResult<T>> {
  const db = await openPortal()
  if (!db) return refused('The practice directory is switched off.')
  const parsed = schema.safeParse(input)
  if (!parsed.success) {
    const fields = Object.fromEntries(
      parsed.error.issues.map((issue) => [issue.path.join('.'), issue.message]),
    )
    return refused('Some fields need another look.', fields)
  }
  try {
    return done(await work(db, parsed.data))
  } catch (error) {
    if (isAppError(error)) {
      return refused(error.message, error.field ? { [error.field]: error.message } : undefined)
    }
    const reference = newId('request')
    log.error('The practice directory failed.', { reference, ...describeError(error) })
    return refused(`Something went wrong on our side (reference ${reference}).`)
  }
}
