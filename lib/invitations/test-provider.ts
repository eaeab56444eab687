import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * A server that speaks Resend's API as far as we use it: POST /emails with an Idempotency-Key. One
 * key delivers once, the same bytes again are answered with the same id, other bytes with 409.
 */
export interface TestProvider {
  url: string
  /** Every request that came, in order. */
  received: { key: string; body: string }[]
  /** Every e-mail that was really delivered, in order. */
  delivered: { key: string; to: string }[]
  /** What the next requests are answered with; an empty list accepts. */
  answers: Answer[]
  close(): Promise<void>
}

export type Answer =
  | 'accept'
  /** Delivered, and the connection breaks before the answer. */
  | 'accept and hang up'
  /** Delivered, and nobody ever answers. */
  | 'accept and be silent'
  | { status: number; name: string; retryAfter?: string }

export async function openTestProvider(): Promise<TestProvider> {
  const provider: Omit<TestProvider, 'url' | 'close'> = { received: [], delivered: [], answers: [] }
  const known = new Map<string, { id: string; body: string }>()
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const key = String(request.headers['idempotency-key'])
      provider.received.push({ key, body })
      const answer = provider.answers.shift() ?? 'accept'
      if (typeof answer === 'object') return refuse(response, answer)
      const before = known.get(key)
      if (before && before.body !== body) {
        return refuse(response, { status: 409, name: 'invalid_idempotent_request' })
      }
      const accepted = before ?? { id: `eml_${known.size + 1}`, body }
      known.set(key, accepted)
      if (!before) provider.delivered.push({ key, to: recipientOf(body) })
      if (answer === 'accept and hang up') return request.socket.destroy()
      if (answer === 'accept') reply(response, 200, { id: accepted.id })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    ...provider,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  return body
}

function recipientOf(body: string): string {
  const { to } = JSON.parse(body) as { to: string | string[] }
  return String(to)
}

function refuse(
  response: ServerResponse,
  { status, name, retryAfter }: Exclude<Answer, string>,
): void {
  if (retryAfter) response.setHeader('retry-after', retryAfter)
  reply(response, status, { statusCode: status, name, message: 'no' })
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
