import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import type { Db } from '@/db/client'
import { openTestDatabase } from '@/db/testing/database'
import { practiceClientId, practiceClientSecret } from '@/lib/platform/practice-client'
import { readDirectory } from '../directory'
import { changePerson } from '../edit'
import { keepConsent, listAgreed, withdrawScope } from './consents'
import { issueRefresh } from './grants'
import { handleLogin } from './handle-login'

const now = new Date('2026-11-24T12:00:00Z')
const answerSchema = z.object({
  scope: z.string().optional(),
  refresh_token: z.string().optional(),
  error_codes: z.array(z.number()).optional(),
})
let db: Db
let close: () => Promise<void>
let personId: string

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
  const admin = (await readDirectory(db)).people.find((one) => one.role !== null)
  personId = admin?.id ?? ''
})
afterAll(() => close())

async function refresh(token: string) {
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: practiceClientId,
    client_secret: practiceClientSecret(),
    refresh_token: token,
  })
  const address = 'http://localhost/practice/login/organizations/oauth2/v2.0/token'
  const request = new Request(address, { method: 'POST', body })
  const reply = await handleLogin(db, { request, path: 'organizations/oauth2/v2.0/token', now })
  return answerSchema.parse(await reply.json())
}

const newToken = () => issueRefresh(db, { clientId: practiceClientId, personId }, now)
const agree = (scopes: string[]) =>
  keepConsent(db, { clientId: practiceClientId, personId, forOrganization: false }, scopes)

it('a refresh tells what is agreed to by now, with a new token that replaces the old one', async () => {
  await agree(['User.Read', 'GroupMember.Read.All', 'offline_access'])
  const token = await newToken()
  const first = await refresh(token)
  expect(first.scope).toBe('User.Read GroupMember.Read.All')
  expect((await refresh(token)).error_codes).toEqual([700082])

  await withdrawScope(db, 'GroupMember.Read.All')
  expect((await listAgreed(db)).map(({ scope }) => scope)).not.toContain('GroupMember.Read.All')
  expect((await refresh(first.refresh_token ?? '')).scope).toBe('User.Read')
})

it('a refresh is refused without any consent, and works again when it is given', async () => {
  await agree(['User.Read'])
  for (const { scope } of await listAgreed(db)) await withdrawScope(db, scope)
  const token = await newToken()
  expect((await refresh(token)).error_codes).toEqual([65001])
  await agree(['User.Read'])
  expect((await refresh(token)).scope).toBe('User.Read')
})

it('a refresh is refused for a person who is disabled', async () => {
  await agree(['User.Read'])
  const token = await newToken()
  await changePerson(db, { id: personId, verb: 'disable', now })
  expect((await refresh(token)).error_codes).toEqual([50057])
})
