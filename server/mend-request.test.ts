import { createServer, request as openRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mendAddress, mendScimRequests } from './mend-request'

describe('a mended address', () => {
  it.each([
    ['/scim/v2//Users//u1/', '/scim/v2/Users/u1/'],
    ['//scim//v2/Users', '/scim/v2/Users'],
    ['/scim/v2\\Users', '/scim/v2/Users'],
    ['/scim/v2/Users/%ZZ', '/scim/v2/Users/%25ZZ'],
    ['/scim/v2/../../sign-in', '/scim/v2/%252E%252E/%252E%252E/sign-in'],
    ['/scim/v2/.%2e/x', '/scim/v2/%252E%252E/x'],
    ['/scim/v2/..#', '/scim/v2/..%23'],
    ['/scim/v2/Users?filter=a#EXT#b', '/scim/v2/Users?filter=a%23EXT%23b'],
    ['/scim/v2/Users/%', '/scim/v2/Users/%25'],
    ['/scim/v2/Users/%41%C3%28', '/scim/v2/Users/%2541%25C3%2528'],
  ])('%s becomes %s', (typed, mended) => {
    expect(mendAddress(typed)).toBe(mended)
  })

  it.each(['/scim/v2/Users/a%20b', '/scim/v2/Users?filter=a//b&x=%ZZ?', '/scim/v2'])(
    'has nothing to mend in %s',
    (typed) => {
      expect(mendAddress(typed)).toBe(typed)
    },
  )
})

describe('a server of this process', () => {
  const server = createServer(({ method, url, headers }, response) => {
    response.end(`${method} ${url}${headers.rsc ? ' for a page' : ''}`)
  })
  beforeAll(async () => {
    mendScimRequests('scim.sequr.example')
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  const seenAt = (path: string, { host = 'sequr.example', method = 'GET' } = {}) =>
    new Promise<string>((resolve, reject) => {
      const { port } = server.address() as AddressInfo
      const sent = { host: '127.0.0.1', port, method, path, headers: { host, rsc: '1' } }
      openRequest({ ...sent, agent: false }, (answer) => text(answer).then(resolve, reject))
        .on('error', reject)
        .end()
    })

  it('sees the requests to SCIM mended, below the base and at SCIM’s own host', async () => {
    expect(await seenAt('/scim/v2//Users/%ZZ')).toBe('GET /scim/v2/Users/%25ZZ')
    expect(await seenAt('//Users', { host: 'scim.sequr.example' })).toBe('GET /Users')
  })

  it('sees methods that no route can have as one that is refused', async () => {
    expect(await seenAt('/scim/v2/Users', { method: 'TRACE' })).toBe('OPTIONS /scim/v2/Users')
    expect(await seenAt('/scim/v2/Users', { method: 'PATCH' })).toBe('PATCH /scim/v2/Users')
  })

  it('sees every other request as it was sent', async () => {
    for (const path of ['//Users', '/employees//x', '/scim/v20//x', '/scim/oauth//token']) {
      expect(await seenAt(path, { method: 'TRACE' }), path).toBe(`TRACE ${path} for a page`)
    }
  })
})
