import { Agent, request as openRequest } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Send, WireRequest, WireResponse } from '@/lib/scim/conformance/play'

/** Where and as whom a client speaks. `host` is told to the server, whatever address it has. */
export interface WireClient {
  port: number
  token: string
  /** What comes before every path, `/scim/v2` by default. */
  base?: string
  host?: string
}

const TOO_MANY_REQUESTS = 429
const SECOND_MS = 1000
const CONNECTIONS_MAX = 16

/** Sends as a provisioning engine does: one connection kept, and patience when told to wait. */
export function wireSend(client: WireClient): Send {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS_MAX })
  return async (request) => {
    for (;;) {
      const response = await sendOnce(client, agent, request)
      if (response.status !== TOO_MANY_REQUESTS) return response
      await sleep(Number(response.headers.get('retry-after')) * SECOND_MS)
    }
  }
}

function sendOnce(
  { port, token, base = '/scim/v2', host }: WireClient,
  agent: Agent,
  { method, path, headers, body }: WireRequest,
): Promise<WireResponse> {
  return new Promise((resolve, reject) => {
    const outgoing = openRequest({
      agent,
      host: '127.0.0.1',
      port,
      method,
      path: `${base}${path}`,
      headers: {
        authorization: `Bearer ${token}`,
        ...(host ? { host } : {}),
        ...(body === undefined || isChunked(headers)
          ? {}
          : { 'content-length': Buffer.byteLength(body) }),
        ...headers,
      },
    })
    outgoing.once('error', reject).once('response', (incoming) => {
      let text = ''
      incoming.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      incoming.once('error', reject).once('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: new Headers(incoming.headers as Record<string, string>),
          body: text,
        }),
      )
    })
    outgoing.end(body)
  })
}

/** A body whose length is told piece by piece, as .NET sends what it writes while it goes. */
function isChunked(headers: Readonly<Record<string, string>>): boolean {
  return headers['transfer-encoding'] === 'chunked'
}
