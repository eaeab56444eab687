import { afterAll, beforeAll, describe, it } from 'vitest'
import type { Db } from '@/db/client'
import { openTestDatabase } from '@/db/testing/database'
import { playScenario, type Send } from '@/lib/scim/conformance/play'
import { scenarios } from '@/lib/scim/conformance/suite'
import { openScimTestClient, TEST_BASE_URL } from './scim-test-client'

let db: Db
let close: () => Promise<void>
let send: Send
let flush: () => Promise<void>
beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
  const { service, token } = await openScimTestClient(db)
  flush = () => service.flush()
  send = async ({ method, path, headers, body }) => {
    const response = await service.handle(
      new Request(`${TEST_BASE_URL}${path}`, {
        method,
        headers: { ...headers, authorization: `Bearer ${token}` },
        ...(body === undefined ? {} : { body }),
      }),
    )
    return { status: response.status, headers: response.headers, body: await response.text() }
  }
})
afterAll(async () => {
  await flush()
  await close()
})

describe('the service over the database', () => {
  for (const scenario of scenarios) it(scenario.name, () => playScenario(scenario, send))
})
