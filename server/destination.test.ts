import { describe, expect, it } from 'vitest'
import { destinationOf } from './destination'

/** The path that SCIM is to answer; undefined when it is not SCIM's. */
function scimPath(url: string, host: string | undefined, scimHost?: string) {
  const { by, path } = destinationOf({ url, host }, scimHost)
  return by === 'scim' ? path : undefined
}
const at = (url: string, host?: string) => scimPath(url, host)
const atOwnHost = (url: string, host?: string) => scimPath(url, host, 'scim.sequr.example')

describe('the self-hosted server', () => {
  it('hands every path under the SCIM base to the service, however its slashes were typed', () => {
    for (const url of [
      '/scim/v2',
      '/scim/v2/',
      '/scim/v2?x=1',
      '/scim/v2/Users?filter=userName+eq+%22a%22',
      '/scim//v2//Users/',
      '/scim/v2/%E0%A4%A',
      '/scim/v2/no/such/thing',
    ]) {
      expect(at(url), url).toBe(url)
    }
  })

  it('leaves everything else to Next', () => {
    for (const url of ['/', '/scim', '/scim/v20/Users', '/scim/oauth/token', '/employees', '*']) {
      expect(at(url), url).toBeUndefined()
    }
  })

  it('reads the path of an absolute address on the request line', () => {
    expect(at('http://sequr.example/scim/v2/Users?count=1')).toBe('/scim/v2/Users?count=1')
  })

  it('serves SCIM at the root of a host of its own, and there alone', () => {
    expect(atOwnHost('/Users?count=1', 'scim.sequr.example')).toBe('/scim/v2/Users?count=1')
    expect(atOwnHost('/Users', 'SCIM.Sequr.example:8443')).toBe('/scim/v2/Users')
    expect(atOwnHost('/', 'scim.sequr.example')).toBe('/scim/v2/')
    expect(atOwnHost('/scim/v2/Users', 'scim.sequr.example')).toBe('/scim/v2/Users')
    expect(atOwnHost('/oauth/tokens', 'scim.sequr.example')).toBe('/scim/v2/oauth/tokens')
    expect(atOwnHost('/Users', 'sequr.example')).toBeUndefined()
    expect(atOwnHost('/Users', 'evil-scim.sequr.example')).toBeUndefined()
    expect(atOwnHost('/Users', undefined)).toBeUndefined()
  })

  it('leads to the token endpoint’s route from that host, and there alone', () => {
    const scimHost = 'scim.sequr.example'
    const sent = { url: '/oauth/token', host: scimHost }
    expect(destinationOf(sent, scimHost)).toEqual({ by: 'next', path: '/scim/oauth/token' })
    const elsewhere = { url: '/oauth/token', host: 'sequr.example' }
    expect(destinationOf(elsewhere, scimHost)).toEqual({ by: 'next', path: '/oauth/token' })
  })
})
