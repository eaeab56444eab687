import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { userBody, userFilterText } from './conformance/arbitraries'
import { memorySend } from './conformance/memory-send'
import type { JsonObject } from './json'
import { createMemoryStores } from './memory-store'
import type { ScimStores } from './store'

function client(stores: ScimStores = createMemoryStores()) {
  const send = memorySend(stores)
  return async (method: string, path: string, body?: unknown, headers = {}) => {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    const answer = await send({ method, path, headers, body: text as string | undefined })
    const json = answer.body === '' ? {} : (JSON.parse(answer.body) as JsonObject)
    return { status: answer.status, headers: answer.headers, body: json }
  }
}

/** Counts what the provider asks of its stores. */
function counted(stores: ScimStores): { stores: ScimStores; calls: string[] } {
  const calls: string[] = []
  const watch = <T extends object>(store: T, name: string): T =>
    new Proxy(store, {
      get(target, key, receiver) {
        calls.push(`${name}.${String(key)}`)
        return Reflect.get(target, key, receiver)
      },
    })
  return {
    calls,
    stores: { users: watch(stores.users, 'users'), groups: watch(stores.groups, 'groups') },
  }
}

describe('the provider', () => {
  it('asks its store once for each request', async () => {
    const { stores, calls } = counted(createMemoryStores())
    const call = client(stores)
    const { body } = await call('POST', '/Users', { userName: 'ann' })
    const group = await call('POST', '/Groups', { displayName: 'g' })
    await call('GET', '/Users?filter=userName+eq+%22ann%22')
    await call('GET', `/Users/${body.id}`)
    await call('PATCH', `/Users/${body.id}`, { Operations: [{ op: 'remove', path: 'title' }] })
    await call('PATCH', `/Groups/${group.body.id}`, {
      Operations: [{ op: 'add', path: 'members', value: [{ value: body.id }] }],
    })
    await call('DELETE', `/Users/${body.id}`)
    expect(calls).toEqual([
      'users.create',
      'groups.create',
      'users.list',
      'users.get',
      'users.update',
      'groups.update',
      'users.delete',
    ])
  })

  it('loads members only where they are shown', async () => {
    const stores = createMemoryStores()
    const { get, list, update } = stores.groups
    const loaded: string[] = []
    stores.groups.get = (id, read) => (loaded.push(`get ${read.withMembers}`), get(id, read))
    stores.groups.list = (query) => (loaded.push(`list ${query.withMembers}`), list(query))
    stores.groups.update = (id, change, options) => {
      loaded.push(`update ${options.withMembers}, document ${change.resource !== undefined}`)
      return update(id, change, options)
    }
    const call = client(stores)
    const { body } = await call('POST', '/Groups', { displayName: 'g' })
    const path = `/Groups/${body.id}`
    await call('GET', `${path}?excludedAttributes=members`)
    await call('GET', path)
    await call('GET', `/Groups?attributes=id&filter=members+eq+%22u%22+and+id+eq+%22${body.id}%22`)
    await call('PATCH', path, { Operations: [{ op: 'Add', path: 'members', value: 'u' }] })
    expect(loaded).toEqual(['get false', 'get true', 'list false', 'update false, document false'])
  })

  it('keeps version and lastModified when a PATCH changes nothing', async () => {
    const call = client()
    const created = await call('POST', '/Users', { userName: 'ann', title: 'T' })
    const patched = await call('PATCH', `/Users/${created.body.id}`, {
      Operations: [
        { op: 'Replace', path: 'title', value: 'T' },
        { op: 'Add', path: 'active', value: 'True' },
      ],
    })
    expect(patched.body).toEqual(created.body)
    const etag = created.headers.get('etag') ?? ''
    const path = `/Users/${created.body.id}`
    expect((await call('GET', path, undefined, { 'if-none-match': etag })).status).toBe(304)
    const change = { Operations: [{ op: 'replace', path: 'title', value: 'U' }] }
    expect((await call('PATCH', path, change, { 'if-match': etag })).status).toBe(200)
    expect((await call('PATCH', path, change, { 'if-match': etag })).status).toBe(412)
  })

  it('walks a list by cursors and meets everyone once', async () => {
    const call = client()
    for (let i = 0; i < 7; i++) await call('POST', '/Users', { userName: `p${i}` })
    const met: unknown[] = []
    let cursor: unknown = ''
    for (let pages = 0; cursor !== undefined && pages < 9; pages++) {
      const { body } = await call('GET', `/Users?count=3&cursor=${cursor}`)
      met.push(...(body.Resources as JsonObject[]).map((user) => user.userName))
      cursor = body.nextCursor
    }
    expect(met).toEqual(['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6'])
    expect((await call('GET', '/Users?cursor=forged')).body.scimType).toBe('invalidCursor')
    expect((await call('GET', '/Users?cursor=&count=x')).body.scimType).toBe('invalidCount')
  })

  it("E16: publishes every attribute of Entra's default mapping and nothing it never returns", async () => {
    const { body } = await client()('GET', '/Schemas')
    const names = new Set((body.Resources as JsonObject[]).flatMap(flatten))
    for (const mapped of [
      'userName',
      'active',
      'displayName',
      'title',
      'emails[type eq "work"].value',
      'preferredLanguage',
      'name.givenName',
      'name.familyName',
      'name.formatted',
      'addresses[type eq "work"].formatted',
      'addresses[type eq "work"].streetAddress',
      'addresses[type eq "work"].locality',
      'addresses[type eq "work"].region',
      'addresses[type eq "work"].postalCode',
      'addresses[type eq "work"].country',
      'phoneNumbers[type eq "work"].value',
      'phoneNumbers[type eq "mobile"].value',
      'phoneNumbers[type eq "fax"].value',
      'externalId',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager',
      'members',
    ]) {
      expect([...names]).toContain(mapped)
    }
    expect([...names]).not.toContain('password')
  })

  it('survives bodies nested 100,000 deep wherever they put it', async () => {
    const call = client()
    const deep = '['.repeat(100_000) + ']'.repeat(100_000)
    for (const body of [
      `{"userName":"deep","shoeSize":${deep}}`,
      `{"userName":"deep","emails":${deep}}`,
      `{"userName":"deep","urn:acme:params:2.0:User":{"tag":${deep}}}`,
      `{"Operations":[{"op":"add","path":"members","value":${deep}}]}`,
      `{"Operations":[{"method":"POST","path":"/Users","data":${deep}}]}`,
    ]) {
      for (const path of ['/Users', '/Groups', '/Bulk', '/.search']) {
        expect((await call('POST', path, body)).status).toBeLessThan(500)
      }
      expect((await call('PATCH', '/Groups/x', body)).status).toBeLessThan(500)
    }
  })

  it('answers nothing a fuzzer sends with a 5xx, and leaves the neighbour as it was', async () => {
    const call = client()
    const neighbour = await call('POST', '/Users', { userName: 'neighbour', title: 'T' })
    const victim = await call('POST', '/Users', { userName: 'victim' })
    const group = await call('POST', '/Groups', { displayName: 'g' })
    const path = fc.oneof(
      fc.constantFrom('/Users', '/Groups', '/.search', '/Users/.search', '/Schemas', '/Nothing'),
      fc.constantFrom(`/Users/${victim.body.id}`, `/Groups/${group.body.id}`),
      fc.webPath(),
      userFilterText.map((filter) => `/Users?filter=${encodeURIComponent(filter)}`),
      fc.string().map((text) => `/Groups?filter=${encodeURIComponent(text)}&sortBy=${text}`),
    )
    const operation = fc.record({
      op: fc.constantFrom('add', 'replace', 'remove', 'Add', 'x'),
      path: fc.oneof(fc.string(), fc.constantFrom('members', 'emails[type eq "a"].x', 'name')),
      value: fc.jsonValue(),
    })
    const body = fc.oneof(
      fc.string(),
      fc.json(),
      userBody,
      fc.record({ Operations: fc.array(operation) }),
      fc.record({ filter: fc.string(), attributes: fc.jsonValue(), count: fc.jsonValue() }),
    )
    const method = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'constructor')
    await fc.assert(
      fc.asyncProperty(method, path, body, async (verb, at, sent) => {
        const { status } = await call(verb, at, sent)
        expect(status).toBeLessThan(500)
      }),
      { numRuns: 1_000 },
    )
    const after = await call('GET', `/Users/${neighbour.body.id}`)
    expect(after.body).toEqual(neighbour.body)
  })
})

/** How Entra's validator names the attributes of a schema (entra-profile.md 11.2). */
function flatten(schema: JsonObject): string[] {
  const prefix = String(schema.id).includes(':extension:') ? `${schema.id}:` : ''
  return (schema.attributes as JsonObject[]).flatMap((attribute) => {
    const subs = (attribute.subAttributes ?? []) as JsonObject[]
    const types = subs.find((sub) => sub.name === 'type')?.canonicalValues as string[] | undefined
    const name = `${prefix}${attribute.name}`
    const filtered = (types ?? []).flatMap((type) =>
      subs.map((sub) => `${name}[type eq "${type}"].${sub.name}`),
    )
    return [name, ...subs.map((sub) => `${name}.${sub.name}`), ...filtered]
  })
}
