import { desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { practiceJobs, practiceRuns } from '@/db/schema'
import { AppError } from '@/lib/kernel/errors'
import { practiceTenantId } from '@/lib/kernel/practice-ids'
import { env } from '@/lib/platform/env'
import { seal, unseal } from '@/lib/platform/seal'
import { type Credentials, credentialsSchema } from '../schemas'
import { parseOwnAddress, parseTenantUrl, type ScimEndpoint } from './tenant-url'

/** Which object of ours is which of theirs, and what was last written of it (entra-profile 18). */
const linkSchema = z.object({
  /** The SCIM id. */
  target: z.string(),
  /** Members of a group that are known to be there, by our id. */
  members: z.array(z.string()).optional(),
  manager: z.string().nullable().optional(),
})
const linksSchema = z.object({
  users: z.record(z.string(), linkSchema).default({}),
  groups: z.record(z.string(), linkSchema).default({}),
})
export type Link = z.output<typeof linkSchema>
export type Links = z.output<typeof linksSchema>

export interface Job {
  credentials: Credentials
  endpoint: ScimEndpoint
  state: 'stopped' | 'running'
  links: Links
}

/** Addresses of this installation; the engine pushes nowhere else. */
function ownOrigins(): string[] {
  const { appUrl, scimBaseUrl } = env()
  return [...new Set([new URL(appUrl).origin, new URL(scimBaseUrl).origin])]
}

/** Where credentials lead. Throws invalid where that is not this installation. */
export function endpointOf(credentials: Credentials): ScimEndpoint {
  const origins = ownOrigins()
  if (credentials.method === 'client') {
    const expected = { name: 'Token Endpoint', field: 'tokenEndpoint', origins }
    parseOwnAddress(credentials.tokenEndpoint, expected)
  }
  return parseTenantUrl(credentials.tenantUrl, origins)
}

export async function readJob(db: Db): Promise<Job | undefined> {
  const [row] = await db
    .select()
    .from(practiceJobs)
    .where(eq(practiceJobs.tenantId, practiceTenantId))
  if (!row) return undefined
  const credentials = credentialsOf(row)
  return {
    credentials,
    endpoint: endpointOf(credentials),
    state: row.state,
    links: linksSchema.parse(row.links),
  }
}

function credentialsOf(row: typeof practiceJobs.$inferSelect): Credentials {
  const { tenantUrl, sealedToken, sealedClient } = row
  return credentialsSchema.parse(
    sealedClient === null
      ? { method: 'token', tenantUrl, token: unseal('practice-job', sealedToken ?? '') }
      : { ...JSON.parse(unseal('practice-job', sealedClient)), method: 'client', tenantUrl },
  )
}

export async function requireJob(db: Db): Promise<Job> {
  const job = await readJob(db)
  if (!job) throw new AppError('invalid', 'Save the admin credentials first.')
  return job
}

/** Saves the credentials. A new Tenant URL begins a new link table, as a new job does in Entra. */
export async function saveJob(db: Db, credentials: Credentials): Promise<void> {
  const endpoint = endpointOf(credentials)
  const known = await readJob(db)
  const links = known?.endpoint.base === endpoint.base ? known.links : linksSchema.parse({})
  const { method, tenantUrl, ...secret } = credentials
  const values = {
    tenantUrl,
    sealedToken: credentials.method === 'token' ? seal('practice-job', credentials.token) : null,
    sealedClient: method === 'client' ? seal('practice-job', JSON.stringify(secret)) : null,
    dialect: endpoint.dialect,
    links,
  }
  await db
    .insert(practiceJobs)
    .values({ tenantId: practiceTenantId, state: 'stopped', ...values })
    .onConflictDoUpdate({ target: practiceJobs.tenantId, set: values })
}

export async function setJobState(db: Db, state: Job['state']): Promise<void> {
  await db.update(practiceJobs).set({ state }).where(eq(practiceJobs.tenantId, practiceTenantId))
}

export async function saveLinks(db: Db, links: Links): Promise<void> {
  await db.update(practiceJobs).set({ links }).where(eq(practiceJobs.tenantId, practiceTenantId))
}

const counts = z.object({
  GET: z.number(),
  POST: z.number(),
  PATCH: z.number(),
  DELETE: z.number(),
})
const summarySchema = z.object({
  result: z.enum(['succeeded', 'failed']),
  created: z.number(),
  updated: z.number(),
  disabled: z.number(),
  deleted: z.number(),
  memberships: z.number(),
  requests: counts,
  failures: z.array(z.object({ name: z.string(), code: z.string(), detail: z.string() })),
})
export type RunSummary = z.output<typeof summarySchema>

export interface Run {
  id: string
  kind: 'cycle' | 'on_demand'
  startedAt: Date
  milliseconds: number
  summary: RunSummary
}

const RUNS_SHOWN = 10

export async function saveRun(db: Db, run: Run): Promise<void> {
  await db.insert(practiceRuns).values({ tenantId: practiceTenantId, ...run })
}

/** The last cycles, newest first. */
export async function listRuns(db: Db): Promise<Run[]> {
  const rows = await db
    .select()
    .from(practiceRuns)
    .where(eq(practiceRuns.tenantId, practiceTenantId))
    .orderBy(desc(practiceRuns.startedAt))
    .limit(RUNS_SHOWN)
  return rows.map(({ id, kind, startedAt, milliseconds, summary }) => ({
    id,
    kind,
    startedAt,
    milliseconds,
    summary: summarySchema.parse(summary),
  }))
}
