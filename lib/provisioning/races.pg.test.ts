import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DatabaseHandle } from '@/db/client'
import { directoryGroupMembers, emails, employees } from '@/db/schema'
import { openTestPostgres } from '@/db/testing/database'
import { newTestAccessGroup, newTestProperty } from '@/db/testing/people'
import { applyRule } from '@/lib/access/change-rules'
import { runDueJobs } from '@/lib/jobs/run-due-jobs'
import { openScimTestClient, patchBody, type ScimTestClient, userBody } from './scim-test-client'

/** What one connection cannot show (scim.md 6): these race on a real Postgres. */
let database: DatabaseHandle
beforeAll(async () => {
  database = await openTestPostgres()
})
afterAll(() => database.close())

const HOUR_MS = 60 * 60 * 1000
const times = <T>(count: number, work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)))

async function people(client: ScimTestClient, count: number): Promise<string[]> {
  const made = await times(count, (i) =>
    client.send('POST', '/Users', userBody(`p${i}@contoso.example`)),
  )
  return made.map((answer) => answer.body.id)
}

describe('requests that meet', () => {
  it('200 writers that add one member each to one group leave 200 members', async () => {
    const client = await openScimTestClient(database.db)
    const ids = await people(client, 200)
    const group = (await client.send('POST', '/Groups', { displayName: 'Everybody' })).body.id
    const answers = await times(200, (i) =>
      client.send(
        'PATCH',
        `/Groups/${group}`,
        patchBody({ op: 'Add', path: 'members', value: [{ value: ids[i] }] }),
      ),
    )
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([204]))
    const members = await database.db
      .select()
      .from(directoryGroupMembers)
      .where(eq(directoryGroupMembers.groupId, group))
    expect(members).toHaveLength(200)
    await client.service.flush()
  }, 60_000)

  it('20 identical creates make one person: one 201, nineteen 409 uniqueness', async () => {
    const client = await openScimTestClient(database.db)
    const answers = await times(20, () =>
      client.send('POST', '/Users', userBody('same@contoso.example')),
    )
    const statuses = answers.map((answer) => answer.status).sort()
    expect(statuses).toEqual([201, ...Array.from({ length: 19 }, () => 409)])
    await client.service.flush()
  })

  it('two accounts with one e-mail that arrive at once are both stored, one of them held', async () => {
    const client = await openScimTestClient(database.db)
    const emailsOf = [{ type: 'work', value: 'shared@contoso.example' }]
    const answers = await times(8, (i) =>
      client.send('POST', '/Users', userBody(`twin${i}@contoso.example`, { emails: emailsOf })),
    )
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]))
    const free = await database.db
      .select()
      .from(employees)
      .where(eq(employees.organizationId, client.ctx.organizationId))
    expect(free.filter((person) => person.hold === null)).toHaveLength(1)
    await client.service.flush()
  })

  it('of ten writers with one ETag exactly one wins, the others get 412', async () => {
    const client = await openScimTestClient(database.db)
    const created = await client.send('POST', '/Users', userBody('etag@contoso.example'))
    const etag = created.headers.get('etag') ?? ''
    const answers = await times(10, (i) =>
      client.send(
        'PATCH',
        `/Users/${created.body.id}`,
        patchBody({ op: 'replace', path: 'title', value: `Title ${i}` }),
        { 'if-match': etag },
      ),
    )
    expect(answers.map((answer) => answer.status).sort()).toEqual([
      200,
      ...Array.from({ length: 9 }, () => 412),
    ])
    await client.service.flush()
  })

  it('without an ETag no write is lost: each of twenty changes another attribute', async () => {
    const client = await openScimTestClient(database.db)
    const { id } = (await client.send('POST', '/Users', userBody('many@contoso.example'))).body
    const urn = 'urn:ietf:params:scim:schemas:extension:Sequr:2.0:User'
    await times(20, (i) =>
      client.send(
        'PATCH',
        `/Users/${id}`,
        patchBody({ op: 'add', path: `${urn}:a${i}`, value: 'x' }),
      ),
    )
    const body: Record<string, unknown> = { ...(await client.send('GET', `/Users/${id}`)).body }
    expect(Object.keys(body[urn] ?? {})).toHaveLength(20)
    await client.service.flush()
  })
})

describe('drains that meet', () => {
  it('send one e-mail a person however many run at once', async () => {
    const client = await openScimTestClient(database.db)
    const { ctx } = client
    const propertyId = await newTestProperty(ctx, 'HQ')
    const accessGroupId = await newTestAccessGroup(ctx, {
      propertyId,
      name: 'All',
      doors: ['Main'],
    })
    const role = await database.db.query.roles.findFirst({
      where: (one, { eq: is }) =>
        and(is(one.organizationId, ctx.organizationId), is(one.basedOn, 'user')),
    })
    await applyRule(
      { ...ctx, actor: { kind: 'system', name: 'Test' } },
      {
        propertyId,
        name: 'All',
        conditions: {
          match: 'all',
          conditions: [{ kind: 'condition', operand: 'active', operator: 'isYes', values: [] }],
        },
        accessGroupIds: [accessGroupId],
        roleId: role?.id ?? '',
        mobileKey: true,
      },
    )
    await people(client, 30)
    const later = () => new Date(Date.now() + HOUR_MS)
    await times(4, () => runDueJobs(database.db, later))
    const sent = await database.db
      .select()
      .from(emails)
      .where(eq(emails.organizationId, ctx.organizationId))
    expect(sent).toHaveLength(30)
    expect(new Set(sent.map((email) => email.recipient)).size).toBe(30)
    await client.service.flush()
  }, 60_000)
})
