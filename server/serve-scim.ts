import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ScimAnswer, ScimCall } from '@/lib/provisioning/call'

/** Node's request as the service reads it, without the cost of building a web-standard one. */
export function toCall(request: IncomingMessage, path: string): ScimCall {
  const { headers, socket } = request
  return {
    method: request.method ?? 'GET',
    url: `http://scim${path}`,
    headers: {
      get(name) {
        const value = headers[name.toLowerCase()]
        if (value !== undefined) return Array.isArray(value) ? value.join(', ') : value
        return name === 'x-forwarded-for' ? (socket.remoteAddress ?? null) : null
      },
    },
    // A reader that stops early, as at a body that is too large, must still be able to answer.
    body: hasBody(request) ? request.iterator({ destroyOnReturn: false }) : null,
  }
}

/** Without either header a request has no body (RFC 9112 section 6.3). */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined
}

export function sendAnswer(request: IncomingMessage, response: ServerResponse, answer: ScimAnswer) {
  const { status, headers, body } = answer
  // What the client still sends is not wanted, and the connection cannot be used before its end.
  const closing = request.complete ? {} : { Connection: 'close' }
  const length = status === 204 || status === 304 ? {} : { 'Content-Length': lengthOf(body) }
  response.writeHead(status, { ...headers, ...length, ...closing })
  response.end(request.method === 'HEAD' ? undefined : body)
}

function lengthOf(body: string | undefined): number {
  return body === undefined ? 0 : Buffer.byteLength(body)
}
