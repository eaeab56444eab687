import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase } from '@/db/testing/database'
import { checkServer } from '@/lib/scim/conformance/check-server'
import { httpSend } from '@/lib/scim/conformance/http-send'
import { openScimTestClient, type ScimTestClient } from './scim-test-client'

/** What `npm run conformance` does to a server on the network, done to ours. */
let close: () => Promise<void>
let client: ScimTestClient
let server: Server
let url: string
beforeAll(async () => {
  const database = await openTestDatabase()
  close = database.close
  client = await openScimTestClient(database.db)
  server = createServer(async (request, response) => {
    const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
    const answer = await client.service.handle(
      new Request(`http://sequr.test${request.url}`, {
        method: request.method ?? 'GET',
        headers: request.headers as Record<string, string>,
        ...(hasBody ? { body: Readable.toWeb(request) as ReadableStream, duplex: 'half' } : {}),
      }),
    )
    response.writeHead(answer.status, Object.fromEntries(answer.headers))
    response.end(await answer.text())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/scim/v2`
})
afterAll(async () => {
  server.close()
  await client.service.flush()
  await close()
})

const check = (options: { tenantUrl: string; only: string; steps: number }) => {
  const told: string[] = []
  const onDifference = (what: string, { message }: Error) => told.push(`${what}: ${message}`)
  const send = httpSend({ url: options.tenantUrl, token: client.token })
  return checkServer(send, { ...options, seed: 4711, onDifference }).then((result) => ({
    ...result,
    told,
  }))
}

describe('the conformance command', () => {
  it('finds no difference in our server over HTTP, and leaves it as it was', async () => {
    const result = await check({ tenantUrl: url, only: '14.', steps: 150 })
    expect(result).toMatchObject({ told: [], differences: 0, left: [], scenarios: 32 })
    expect((await client.send('GET', '/Users?count=0')).body.totalResults).toBe(0)
    expect((await client.send('GET', '/Groups?count=0')).body.totalResults).toBe(0)
  }, 120_000)

  it('sends the query of a tenant URL, such as Entra’s flag, with every request', async () => {
    const tenantUrl = `${url}/?aadOptscim062020`
    const result = await check({ tenantUrl, only: 'fault: manager', steps: 20 })
    expect(result).toMatchObject({ told: [], differences: 0, left: [] })
  }, 60_000)
})
