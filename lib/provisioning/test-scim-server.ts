import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { openDatabase } from '@/db/client'
import { ScimService } from './route'

/**
 * A process of its own that serves SCIM over the database of DATABASE_URL, for tests that kill it.
 * Its first line says the address.
 */
const POOL = 10
const { db } = await openDatabase({ url: process.env.DATABASE_URL, pgliteDir: '', pool: POOL })
const server = createServer()

server.listen(0, '127.0.0.1', () => {
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const service = new ScimService({ db, baseUrl: `${origin}/scim/v2` })
  server.on('request', (incoming: IncomingMessage, outgoing) => {
    void toRequest(incoming, origin)
      .then((request) => service.handle(request))
      .then(async (answer) => {
        outgoing.writeHead(answer.status, Object.fromEntries(answer.headers))
        outgoing.end(await answer.text())
      })
  })
  process.stdout.write(`${origin}\n`)
})

async function toRequest(incoming: IncomingMessage, origin: string): Promise<Request> {
  const body = await text(incoming)
  return new Request(`${origin}${incoming.url ?? '/'}`, {
    method: incoming.method ?? 'GET',
    headers: incoming.headers as Record<string, string>,
    ...(body ? { body } : {}),
  })
}
