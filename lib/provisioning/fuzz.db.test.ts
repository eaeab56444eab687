import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { openTestDatabase } from '@/db/testing/database'
import { userBody, userFilterText } from '@/lib/scim/conformance/arbitraries'
import { openScimTestClient, type ScimTestClient } from './scim-test-client'

let db: Db
let close: () => Promise<void>
let client: ScimTestClient
beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
  client = await openScimTestClient(db)
})
afterAll(async () => {
  await client.service.flush()
  await close()
})

/** Texts that Postgres cannot hold, patterns of LIKE and regular expressions, and odd Unicode. */
const odd = fc.oneof(
  fc.constantFrom(
    '\0',
    '\ud800',
    'a\udc00',
    '%',
    '_',
    '\\',
    "'",
    '"',
    '$1',
    '😀',
    'İ',
    '__proto__',
  ),
  fc.string({ unit: 'binary' }),
)

describe('the service over the database', () => {
  it('answers nothing a fuzzer sends with a 5xx, and leaves the neighbour as it was', async () => {
    const make = async (path: string, body: object) => (await client.send('POST', path, body)).body
    const neighbour = await make('/Users', { userName: 'neighbour', title: 'T' })
    const victim = await make('/Users', { userName: 'victim' })
    const group = await make('/Groups', { displayName: 'g' })
    const encoded = odd.map((text) => encodeURIComponent(text.toWellFormed()))
    const path = fc.oneof(
      fc.constantFrom(
        '/Users',
        '/Groups',
        '/.search',
        '/Bulk',
        `/Users/${victim.id}`,
        `/Groups/${group.id}`,
      ),
      encoded.map((text) => `/Users/${text}`),
      encoded.map((text) => `/Users?filter=userName%20eq%20%22${text}%22`),
      encoded.map((text) => `/Groups?filter=members%20eq%20%22${text}%22&cursor=${text}`),
      encoded.map((text) => `/Users?sortBy=${text}&sortOrder=${text}&startIndex=${text}`),
      userFilterText.map((filter) => `/Users?filter=${encodeURIComponent(filter)}&sortBy=emails`),
    )
    const operation = fc.record({
      op: fc.constantFrom('add', 'replace', 'remove'),
      path: fc.oneof(
        odd,
        odd.map((text) => `members[value eq ${JSON.stringify(text)}]`),
        fc.constantFrom('members', 'title', 'emails[type eq "work"].value', 'urn:a:2.0:User:b'),
      ),
      value: fc.oneof(
        odd,
        fc.jsonValue(),
        odd.map((value) => [{ value }]),
      ),
    })
    const body = fc.oneof(
      userBody,
      fc.record({
        userName: odd,
        title: odd,
        emails: odd.map((value) => [{ value, type: value }]),
      }),
      fc.record({ displayName: odd, members: odd.map((value) => [{ value }]) }),
      fc.record({ Operations: fc.array(operation, { maxLength: 4 }) }),
      odd.map((text) => ({ filter: `title co ${JSON.stringify(text)}`, sortBy: text })),
    )
    const method = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH')
    await fc.assert(
      fc.asyncProperty(method, path, body, async (verb, at, sent) => {
        const { status } = await client.send(verb, at, verb === 'GET' ? undefined : sent)
        expect(status).toBeLessThan(500)
      }),
      { numRuns: 700 },
    )
    const after = await client.send('GET', `/Users/${neighbour.id}`)
    expect(after.body).toEqual(neighbour)
  }, 120_000)
})
