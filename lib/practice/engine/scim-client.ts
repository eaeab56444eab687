import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import {
  type BoundedReply,
  boundedFetch,
  jsonOf,
  UnreachableError,
} from '@/lib/platform/bounded-fetch'
import { failureOfStatus, incompatible, ScimFailure } from './scim-failure'
import type { ScimObject } from './target-path'
import type { ScimEndpoint } from './tenant-url'
import type { TokenSource } from './token-source'

/** The requests that Entra's engine makes, and no others (entra-profile 2 and 5). */
const REQUEST_TIMEOUT_MS = 10_000
const REPLY_BYTES_MAX = 2_000_000
const DETAIL_LENGTH_MAX = 500
const TOO_MANY_REQUESTS = 429
const TRIES_MAX = 5
const WAIT_SECONDS_MAX = 10

export type ResourcePath = 'Users' | 'Groups'
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
export type RequestCounts = Record<Method, number>

const resourceSchema = z.looseObject({ id: z.string().min(1) })
export type ScimResource = { id: string } & ScimObject

const listSchema = z.object({
  totalResults: z.number(),
  Resources: z.array(resourceSchema).max(1000).default([]),
})
const errorSchema = z.object({ detail: z.string() })

export interface PatchOperation {
  op: string
  path?: string
  value?: unknown
}

const PATCH_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

/** Speaks SCIM to one endpoint and counts what it sends. Every method throws ScimFailure. */
export class ScimClient {
  readonly counts: RequestCounts = { GET: 0, POST: 0, PATCH: 0, DELETE: 0 }

  private readonly endpoint: Pick<ScimEndpoint, 'base' | 'query'>
  private readonly tokens: TokenSource

  constructor(endpoint: Pick<ScimEndpoint, 'base' | 'query'>, tokens: TokenSource) {
    this.endpoint = endpoint
    this.tokens = tokens
  }

  /** An unknown value must give an empty list; a 404 here is a fault of the service (5.4). */
  async find(
    type: ResourcePath,
    filter: string,
    query: Record<string, string> = {},
  ): Promise<ScimResource[]> {
    const search: Record<string, string> = { filter }
    if (type === 'Groups') search.excludedAttributes = 'members'
    const reply = await this.send('GET', `/${type}`, { query: { ...search, ...query } })
    if (reply.status === 404) {
      throw incompatible('A search that finds nothing was answered 404. It must be 200.', 404)
    }
    if (reply.status !== 200) throw failureOfReply(reply)
    const list = listSchema.safeParse(jsonOf(reply))
    if (!list.success) throw incompatible('The answer to a search is no SCIM list.', 200)
    return list.data.Resources
  }

  /** Undefined when it is gone. */
  async read(type: ResourcePath, id: string): Promise<ScimResource | undefined> {
    const query: Record<string, string> = {}
    if (type === 'Groups') query.excludedAttributes = 'members'
    const reply = await this.send('GET', `/${type}/${encodeURIComponent(id)}`, { query })
    if (reply.status === 404) return undefined
    if (reply.status !== 200) throw failureOfReply(reply)
    return resourceOf(reply)
  }

  async create(type: ResourcePath, body: ScimObject): Promise<ScimResource> {
    const reply = await this.send('POST', `/${type}`, { body })
    if (reply.status !== 201) throw failureOfReply(reply)
    return resourceOf(reply)
  }

  async patch(type: ResourcePath, id: string, operations: PatchOperation[]): Promise<void> {
    const reply = await this.send('PATCH', `/${type}/${encodeURIComponent(id)}`, {
      // Members of the body come in this order from Entra, too.
      body: { Operations: operations, schemas: [PATCH_SCHEMA] },
    })
    if (reply.status !== 200 && reply.status !== 204) throw failureOfReply(reply)
  }

  /** Deleting what is gone already is fine. */
  async remove(type: ResourcePath, id: string): Promise<void> {
    const reply = await this.send('DELETE', `/${type}/${encodeURIComponent(id)}`, {})
    if (reply.status !== 204 && reply.status !== 404) throw failureOfReply(reply)
  }

  /** A token that is refused is renewed once, where it can be. */
  private async send(method: Method, path: string, content: Content): Promise<BoundedReply> {
    const token = await this.tokens.read()
    const reply = await this.sendPatiently(token, { method, path, ...content })
    if (reply.status !== 401) return reply
    const renewed = await this.tokens.read(token)
    return renewed === token ? reply : this.sendPatiently(renewed, { method, path, ...content })
  }

  /** Who is asked to slow down waits as long as was said, and not for ever. */
  private async sendPatiently(token: string, sent: Sent): Promise<BoundedReply> {
    for (let tries = 1; ; tries++) {
      const reply = await this.sendOnce(token, sent)
      if (reply.status !== TOO_MANY_REQUESTS || tries === TRIES_MAX) return reply
      const seconds = Number(reply.headers.get('retry-after')) || 1
      await sleep(Math.min(seconds, WAIT_SECONDS_MAX) * 1000)
    }
  }

  private async sendOnce(
    token: string,
    { method, path, query = {}, body }: Sent,
  ): Promise<BoundedReply> {
    this.counts[method] += 1
    const search = new URLSearchParams([...Object.entries(query), ...this.endpoint.query])
    try {
      return await boundedFetch({
        url: `${this.endpoint.base}${path}${search.size > 0 ? `?${search}` : ''}`,
        method,
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/scim+json',
          ...(body ? { 'content-type': 'application/scim+json; charset=utf-8' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        timeoutMs: REQUEST_TIMEOUT_MS,
        bytesMax: REPLY_BYTES_MAX,
      })
    } catch (error) {
      if (!(error instanceof UnreachableError)) throw error
      const code = error.reason === 'timeout' ? 'Timeout' : 'WebExceptionProtocolError'
      throw new ScimFailure(code, `${this.endpoint.base} did not answer (${error.reason}).`)
    }
  }
}

interface Content {
  query?: Record<string, string>
  body?: ScimObject
}

interface Sent extends Content {
  method: Method
  path: string
}

function resourceOf(reply: BoundedReply): ScimResource {
  const resource = resourceSchema.safeParse(jsonOf(reply))
  if (!resource.success) throw incompatible('The answer is no SCIM resource.', reply.status)
  return resource.data
}

function failureOfReply(reply: BoundedReply): ScimFailure {
  const detail = errorSchema.safeParse(jsonOf(reply)).data?.detail ?? ''
  return failureOfStatus(reply.status, detail.slice(0, DETAIL_LENGTH_MAX))
}
