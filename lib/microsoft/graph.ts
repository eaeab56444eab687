import { z } from 'zod'
import { AppError, type AppErrorCode } from '@/lib/kernel/errors'
import {
  type BoundedReply,
  boundedFetch,
  jsonOf,
  UnreachableError,
} from '@/lib/platform/bounded-fetch'

/** The little that the product reads of a directory, on behalf of the administrator signed in. */
export interface GraphSession {
  graphBase: string
  accessToken: string
}

const GRAPH_TIMEOUT_MS = 10_000
const GRAPH_BYTES_MAX = 2_000_000
const GROUPS_PAGE_SIZE = 100
const GROUPS_PAGES_MAX = 20
const RETRY_AFTER_SECONDS_MAX = 300

const refusals = {
  signedOut: { code: 'expired', sentence: 'Microsoft has ended this sign-in. Sign in again.' },
  notAllowed: {
    code: 'not_allowed',
    sentence: 'Microsoft does not allow this account to read that.',
  },
  busy: { code: 'unavailable', sentence: 'Microsoft asks us to wait. Try again in a minute.' },
  unreachable: { code: 'unavailable', sentence: 'Microsoft did not answer. Try again.' },
} as const satisfies Record<string, { code: AppErrorCode; sentence: string }>

export class GraphError extends AppError {
  readonly reason: keyof typeof refusals
  readonly retryAfterSeconds: number | undefined

  constructor(reason: keyof typeof refusals, retryAfterSeconds?: number) {
    super(refusals[reason].code, refusals[reason].sentence)
    this.name = 'GraphError'
    this.reason = reason
    this.retryAfterSeconds = retryAfterSeconds
  }
}

const tenantSchema = z.object({
  value: z.tuple([
    z.object({
      id: z.string(),
      displayName: z.string(),
      verifiedDomains: z
        .array(z.object({ name: z.string(), isDefault: z.boolean().default(false) }))
        .default([]),
    }),
  ]),
})

/** The tenant's name and its default domain. Throws GraphError, as all of these do. */
export async function readTenant(
  session: GraphSession,
): Promise<{ id: string; displayName: string; verifiedDomain: string | null }> {
  const address = url(session, '/organization', { $select: 'id,displayName,verifiedDomains' })
  const { id, displayName, verifiedDomains } = parse(tenantSchema, await get(session, address))
    .value[0]
  const domain = verifiedDomains.find((one) => one.isDefault) ?? verifiedDomains[0]
  return { id, displayName, verifiedDomain: domain?.name ?? null }
}

export function countPeople(session: GraphSession): Promise<number> {
  return count(session, '/users/$count')
}

export function countGroups(session: GraphSession): Promise<number> {
  return count(session, '/groups/$count')
}

/** A count is plain text, and only answered with this header. */
async function count(session: GraphSession, path: string): Promise<number> {
  const reply = await get(session, url(session, path), { consistencylevel: 'eventual' })
  const parsed = z.coerce.number().int().min(0).safeParse(reply.text.trim())
  if (!parsed.success || reply.text.trim() === '') throw new GraphError('unreachable')
  return parsed.data
}

const groupsSchema = z.object({
  value: z.array(z.object({ id: z.string(), displayName: z.string() })),
  '@odata.nextLink': z.url().optional(),
})

export interface GraphGroup {
  id: string
  displayName: string
}

/** Groups by name, at most 2,000; `complete` says whether there were more. */
export async function readGroups(
  session: GraphSession,
): Promise<{ groups: GraphGroup[]; complete: boolean }> {
  const groups: GraphGroup[] = []
  let next: string | undefined = url(session, '/groups', {
    $select: 'id,displayName',
    $top: String(GROUPS_PAGE_SIZE),
  })
  for (let page = 0; next && page < GROUPS_PAGES_MAX; page++) {
    const body: z.output<typeof groupsSchema> = parse(groupsSchema, await get(session, next))
    groups.push(...body.value)
    next = body['@odata.nextLink']
    // The token goes to Graph alone, whatever a reply says.
    if (next && new URL(next).origin !== new URL(session.graphBase).origin) {
      throw new GraphError('unreachable')
    }
  }
  return { groups, complete: next === undefined }
}

function url(session: GraphSession, path: string, query: Record<string, string> = {}): string {
  const address = new URL(`${session.graphBase}/v1.0${path}`)
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value)
  return address.href
}

async function get(
  session: GraphSession,
  address: string,
  headers: Record<string, string> = {},
): Promise<BoundedReply> {
  const reply = await boundedFetch({
    url: address,
    headers: { ...headers, authorization: `Bearer ${session.accessToken}` },
    timeoutMs: GRAPH_TIMEOUT_MS,
    bytesMax: GRAPH_BYTES_MAX,
  }).catch((error: unknown) => {
    throw error instanceof UnreachableError ? new GraphError('unreachable') : error
  })
  if (reply.status === 401) throw new GraphError('signedOut')
  if (reply.status === 403) throw new GraphError('notAllowed')
  if (reply.status === 429) throw new GraphError('busy', retryAfter(reply))
  if (reply.status !== 200) throw new GraphError('unreachable')
  return reply
}

function retryAfter(reply: BoundedReply): number {
  const seconds = Number(reply.headers.get('retry-after') ?? '')
  return Math.min(Number.isFinite(seconds) && seconds > 0 ? seconds : 1, RETRY_AFTER_SECONDS_MAX)
}

function parse<S extends z.ZodType>(schema: S, reply: BoundedReply): z.output<S> {
  const parsed = schema.safeParse(jsonOf(reply))
  if (!parsed.success) throw new GraphError('unreachable')
  return parsed.data
}
