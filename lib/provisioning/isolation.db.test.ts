import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { activity, directoryGroupMembers, directoryGroups, employees } from '@/db/schema'
import { openTestDatabase } from '@/db/testing/database'
import { issueAccessToken } from '@/lib/integrations/access-tokens'
import { createOAuthClient } from '@/lib/integrations/oauth-clients'
import { openScimTestClient, type ScimTestClient, userBody } from './scim-test-client'
import { type Own, placesOfGroups, placesOfUsers, type Sent } from './test-foreign-ids'

/**
 * One organisation speaks of another's ids in every place where an id can stand. Each is answered
 * like an id that nobody has: same status, same words, the same statements one after the other, so
 * that neither the answer nor its time says that the id exists; and nothing of the other changes.
 */
let db: Db
let close: () => Promise<void>
let statements: string[] = []
let owner: ScimTestClient
let stranger: ScimTestClient
let theirs: { user: string; group: string; cursor: string }
let own: Own

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase((statement) => statements.push(statement)))
  owner = await openScimTestClient(db)
  stranger = await openScimTestClient(db)
  const person = await owner.send('POST', '/Users', userBody('ann@owner.example'))
  await owner.send('POST', '/Users', userBody('ben@owner.example'))
  const members = [{ value: person.body.id }]
  const group = await owner.send('POST', '/Groups', { displayName: 'Secret', members })
  const page = await owner.send('GET', '/Users?count=1&cursor=')
  const { nextCursor } = page.body as unknown as { nextCursor: string }
  theirs = {
    user: person.body.id,
    group: group.body.id,
    cursor: nextCursor,
  }
  own = {
    user: (await stranger.send('POST', '/Users', userBody('eve@stranger.example'))).body.id,
    group: (await stranger.send('POST', '/Groups', { displayName: 'Own' })).body.id,
    foreignTag: person.headers.get('etag') ?? '',
  }
})
afterAll(async () => {
  await Promise.all([owner.service.flush(), stranger.service.flush()])
  await close()
})

/** An id of the same form that nobody has. */
const nobodys = (id: string) => id.slice(0, -8) + id.slice(-8).split('').reverse().join('')

async function ask(sent: Sent, bearer?: string) {
  // Nothing is left to be written while the request is watched.
  await stranger.service.flush()
  statements = []
  const [method, path, body, headers = {}] = sent
  const authorization: Record<string, string> = bearer ? { authorization: `Bearer ${bearer}` } : {}
  const answer = await stranger.send(method, path, body, { ...headers, ...authorization })
  return { answer, statements: [...statements] }
}

/** Both that are compared find the stranger's own resources in the same state. */
async function reset() {
  await stranger.send('PUT', `/Users/${own.user}`, userBody('eve@stranger.example'))
  await stranger.send('PUT', `/Groups/${own.group}`, { displayName: 'Own', members: [] })
}

/** An answer's words without what differs between any two requests. */
function wordsOf(body: unknown, id: string): string {
  return JSON.stringify(body ?? null)
    .replaceAll(id, '{id}')
    .replaceAll(/(emp|grp)_[0-9a-z]{26}/g, '{new}')
    .replaceAll(/case-\d+@/g, 'case@')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '{at}')
    .replaceAll(/W\/\\"\d+\\"/g, '{version}')
}

async function everythingOf({ ctx }: ScimTestClient) {
  const { organizationId } = ctx
  return {
    people: await db
      .select()
      .from(employees)
      .where(eq(employees.organizationId, organizationId))
      .orderBy(employees.id),
    groups: await db
      .select()
      .from(directoryGroups)
      .where(eq(directoryGroups.organizationId, organizationId)),
    members: await db
      .select()
      .from(directoryGroupMembers)
      .where(eq(directoryGroupMembers.organizationId, organizationId)),
    told: await db
      .select({ id: activity.id })
      .from(activity)
      .where(eq(activity.organizationId, organizationId))
      .orderBy(activity.id),
  }
}

const places = [
  ...Object.entries(placesOfUsers).map(([name, place]) => ({ name, place, of: 'user' as const })),
  ...Object.entries(placesOfGroups).map(([name, place]) => ({ name, place, of: 'group' as const })),
]

describe('E22: an id of another organisation', () => {
  it.each(places)('$name is answered like one that nobody has', async ({ place, of }) => {
    await owner.service.flush()
    const before = await everythingOf(owner)
    const id = theirs[of]
    await reset()
    const unknown = await ask(place.ask(nobodys(id), own))
    await reset()
    const foreign = await ask(place.ask(id, own))
    expect(unknown.answer.status).toBe(place.status)
    expect(foreign.answer.status).toBe(place.status)
    expect(wordsOf(foreign.answer.body, id)).toBe(wordsOf(unknown.answer.body, nobodys(id)))
    expect(foreign.statements).toEqual(unknown.statements)
    expect(await everythingOf(owner), 'the owner').toEqual(before)
    const mine = await db
      .select()
      .from(directoryGroupMembers)
      .where(eq(directoryGroupMembers.organizationId, stranger.ctx.organizationId))
    expect(JSON.stringify(mine)).not.toContain(id)
  })

  it('is as unknown to a token that an OAuth client of the stranger fetched', async () => {
    const client = await createOAuthClient(stranger.ctx, { lifetime: '1y' })
    const pair = { clientId: client.clientId, clientSecret: client.secret }
    const issue = await issueAccessToken(db, pair, new Date())
    const token = issue.kind === 'issued' ? issue.accessToken : ''
    for (const [name, place] of Object.entries(placesOfGroups)) {
      const { answer } = await ask(place.ask(theirs.group, own), token)
      expect(answer.status, name).toBe(place.status)
    }
    expect((await ask(['GET', `/Users/${own.user}`], token)).answer.status).toBe(200)
    const foreign = { clientId: client.clientId.replace(/.$/, 'x'), clientSecret: client.secret }
    expect(await issueAccessToken(db, foreign, new Date())).toEqual({ kind: 'unknown' })
  })

  it('leads nowhere without a token, whatever the verb', async () => {
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
      const body = method === 'GET' || method === 'DELETE' ? undefined : {}
      const headers = { authorization: 'Bearer sqr_scim_guess' }
      const sent: Sent = [method, `/Users/${theirs.user}`, body, headers]
      const { answer, statements: asked } = await ask(sent)
      expect(answer.status).toBe(401)
      expect(asked, 'a token that cannot be one reaches no database').toEqual([])
    }
  })
})

describe('a cursor of another organisation', () => {
  it('shows the stranger only the stranger’s people, with one statement more than none', async () => {
    const { answer, statements: asked } = await ask([
      'GET',
      `/Users?count=50&cursor=${theirs.cursor}`,
    ])
    expect(answer.status).toBe(200)
    const names = answer.body.Resources.map((person) => person.userName)
    expect(names).toContain('eve@stranger.example')
    expect(JSON.stringify(answer.body)).not.toContain('owner.example')
    const forged = Buffer.from(
      Buffer.from(theirs.cursor, 'base64url')
        .toString()
        .replace(/.{8}"]$/, '00000000"]'),
    ).toString('base64url')
    const unknown = await ask(['GET', `/Users?count=50&cursor=${forged}`])
    expect(unknown.answer.status).toBe(200)
    expect(unknown.statements).toEqual(asked)
  })
})

describe('lists, searches and totals', () => {
  it.each([
    ['GET', '/Users?count=200'],
    ['GET', '/Groups?count=200'],
    ['GET', '/Users?count=0'],
    ['GET', '/Users?filter=userName+pr+or+userName+eq+%22ann%40owner.example%22'],
    ['GET', '/Users?filter=not+(userName+eq+%22nobody%22)'],
    ['POST', '/.search', { filter: 'id pr' }],
  ] as [string, string, unknown?][])(
    '%s %s hold nothing of another',
    async (method, path, body) => {
      const { answer } = await ask([method, path, body])
      expect(answer.status).toBe(200)
      expect(JSON.stringify(answer.body)).not.toMatch(/owner\.example|Secret/)
      const held = await everythingOf(stranger)
      expect(answer.body.totalResults).toBeLessThanOrEqual(held.people.length + held.groups.length)
    },
  )
})
