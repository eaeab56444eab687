import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { Authority } from './authority'

/** A token endpoint and a key endpoint on a local port, which say whatever a test wants. */
export const testTenant = '11111111-1111-4111-8111-111111111111'
export const testPerson = '22222222-2222-4222-8222-222222222222'
export const testClient = '33333333-3333-4333-8333-333333333333'

type Reply = { status: number; body: string; headers?: Record<string, string> }

export interface TestAuthority {
  authority: Authority
  /** The next answers of the token endpoint (and of Graph), by path suffix. */
  answers: Map<string, () => Reply>
  /** Paths that were asked, with bodies. */
  requests: { path: string; body: string; headers: Record<string, unknown> }[]
  keys: unknown[]
  /** Signs with a fresh key that the key endpoint shows under `kid` with this `issuer`. */
  addKey(kid: string, issuer?: string): Promise<Signer>
  claims(changes?: Record<string, unknown>): Record<string, unknown>
  close(): Promise<void>
}

export type Signer = (claims: Record<string, unknown>, alg?: 'RS256' | 'PS256') => Promise<string>

export async function startTestAuthority(now: Date): Promise<TestAuthority> {
  const answers: TestAuthority['answers'] = new Map()
  const requests: TestAuthority['requests'] = []
  const keys: unknown[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const path = request.url ?? ''
    requests.push({ path, body, headers: request.headers })
    const found = [...answers].find(([suffix]) => path.includes(suffix))?.[1]
    const reply = found?.() ?? { status: 200, body: JSON.stringify({ keys }) }
    response.writeHead(reply.status, reply.headers).end(reply.body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const authority: Authority = {
    kind: 'practice',
    base,
    graphBase: `${base}/graph`,
    clientId: testClient,
    clientSecret: 'a secret',
    issuerFor: (tenantId) => `${base}/${tenantId}/v2.0`,
  }
  const seconds = Math.floor(now.getTime() / 1000)
  return {
    authority,
    answers,
    requests,
    keys,
    async addKey(kid, issuer) {
      const { privateKey, publicKey } = await generateKeyPair('RS256')
      keys.push({ ...(await exportJWK(publicKey)), kid, use: 'sig', issuer })
      return (claims, alg = 'RS256') =>
        new SignJWT(claims).setProtectedHeader({ alg, kid, typ: 'JWT' }).sign(privateKey)
    },
    claims: (changes = {}) => ({
      aud: testClient,
      iss: authority.issuerFor(testTenant),
      sub: 'pairwise',
      tid: testTenant,
      oid: testPerson,
      nonce: 'the nonce',
      ver: '2.0',
      iat: seconds,
      nbf: seconds,
      exp: seconds + 3900,
      name: 'Maya Chen',
      ...changes,
    }),
    close: () => new Promise((done) => server.close(() => done())),
  }
}
