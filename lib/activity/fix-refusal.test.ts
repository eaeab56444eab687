import { describe, expect, it } from 'vitest'
import { fixRefusal, type RefusedRequest } from './fix-refusal'

const refused = (change: Partial<RefusedRequest>) =>
  fixRefusal({
    method: 'POST',
    path: '/scim/v2/Users',
    status: 400,
    scimType: null,
    detail: null,
    ...change,
  })
const sentence = (change: Partial<RefusedRequest>) => refused(change)?.sentence

describe('what to change in Entra after a refusal', () => {
  it('is nothing after a request that went well', () => {
    expect(refused({ status: 201 })).toBeUndefined()
  })

  it('names the mapping when the user name is missing', () => {
    const detail = 'A User needs the attribute userName.'
    expect(sentence({ scimType: 'invalidValue', detail })).toMatch(
      /Provision Microsoft Entra ID Users, map userPrincipalName to userName/,
    )
  })

  it('names the mapping of groups for a group', () => {
    const detail = 'A Group needs the attribute displayName.'
    expect(sentence({ path: '/scim/v2/Groups', scimType: 'invalidValue', detail })).toMatch(
      /Entra ID Groups and map displayName/,
    )
  })

  it.each([
    ['invalidPath', /choose a target from the list or delete the line/],
    ['noTarget', /choose a target from the list or delete the line/],
    ['mutability', /delete the line whose target is named above/],
    ['invalidValue', /correct the source of the line/],
    ['invalidFilter', /matching precedence 1: userName/],
    ['invalidSyntax', /not the JSON that SCIM asks for/],
  ])('tells a wrong mapping or client apart: %s', (scimType, words) => {
    expect(sentence({ scimType })).toMatch(words)
  })

  it('tells two people with one user name from two groups with one name', () => {
    const taken = { status: 409, scimType: 'uniqueness' }
    expect(sentence(taken)).toMatch(/find the other account/)
    expect(sentence({ ...taken, path: '/Groups' })).toMatch(/Rename one of the two/)
  })

  it.each([
    ['The token ending in k4Qz has expired.', /has expired, so nothing arrives/],
    ['The token ending in k4Qz was revoked.', /was revoked in Sequr/],
    ['The client secret ending in k4Qz was revoked.', /client secret works no more/],
    ['This access token has expired. Fetch another.', /^Nothing to change/],
    ['This token is not one of Sequr’s.', /not one of yours/],
  ])('leads to the tokens when one is refused: %s', (detail, words) => {
    const fix = refused({ status: 401, detail })
    expect(fix?.sentence).toMatch(words)
    expect(fix?.link?.href).toBe('/integrations/azure/token')
  })

  it('tells a person who is gone from a wrong tenant URL', () => {
    expect(sentence({ status: 404, path: '/scim/v2/Users/emp_1' })).toMatch(/Restart provisioning/)
    expect(sentence({ status: 404, path: '/scim/v2/Persons' })).toMatch(/Tenant URL/)
    expect(sentence({ status: 404, path: '/scim/v2/x/Users' })).toMatch(/Tenant URL/)
  })

  it('asks for nothing where Entra helps itself', () => {
    for (const status of [412, 429, 500, 503]) {
      expect(sentence({ status }), String(status)).toMatch(/^Nothing to change/)
    }
  })

  it('is a sentence for every status that a refusal can have', () => {
    for (const status of [400, 401, 403, 404, 405, 409, 412, 413, 429, 500, 501]) {
      expect(sentence({ status }), String(status)).toMatch(/^[A-Z].+\.$/)
    }
  })
})
