import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DatabaseHandle } from '@/db/client'
import { directoryGroupMembers, emails, employees } from '@/db/schema'
import { openTestPostgres } from '@/db/testing/database'
import { newTestAccessGroup, newTestProperty } from '@/db/testing/people'
import { applyRule } from '@/lib/access/test-save-rules'
import { runDueJobs } from '@/lib/jobs/run-due-jobs'
import { openScimTestClient, patchBody, type ScimTestClient, userBody } from './scim-test-client'

/** What one connection cannot show (scim.md 6): these race on a real Postgres. */
let database: DatabaseHandle
beforeAll(async () => {
  database = await openTestPostgres()
})
afterAll(() => database.close())

const HOUR_MS = 60 * 60 * 1000
/** How many requests Entra has under way at once in the test of steady use. */
const CONNECTIONS = 5
const times = <T>(count: number, work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)))

/** People to race with; they are made a few at a time, because here only what follows is to race. */
async function people(client: ScimTestClient, count: number): Promise<string[]> {
  const ids: string[] = []
  while (ids.length < count) {
    const first = ids.length
    const made = await times(Math.min(CONNECTIONS, count - first), (i) =>
      client.send('POST', '/Users', userBody(`p${first + i}@contoso.example`)),
    )
    ids.push(...made.map((answer) => answer.body.id))
  }
  return ids
}

describe('requests that meet', () => {
  it('E18: 200 writers that add one member each to one group leave 200 members', async () => {
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

  it('fault: check-then-insert races answering 500: 20 identical creates make one person: one 201, nineteen 409 uniqueness', async () => {
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

  it.each(['was never here', 'was deleted'])(
    'creates of one account under several user names at once make one person, where it %s',
    async (before) => {
      const client = await openScimTestClient(database.db)
      const externalId = crypto.randomUUID()
      const create = (name: string) =>
        client.send('POST', '/Users', userBody(`${name}@contoso.example`, { externalId }))
      if (before === 'was deleted') {
        const { id } = (await create('former')).body
        await client.send('DELETE', `/Users/${id}`)
      }
      const answers = await times(8, (i) => create(`name${i}`))
      expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]))
      const people = await database.db
        .select({ scimId: employees.scimId, hold: employees.hold })
        .from(employees)
        .where(eq(employees.organizationId, client.ctx.organizationId))
      expect(people).toEqual([{ scimId: answers[0]?.body.id, hold: null }])
      expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1)
      await client.service.flush()
    },
  )

  it('fault: ETag compared outside the write: of ten writers with one tag exactly one wins, the others get 412', async () => {
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

  it('fault: a lost update acknowledged with 200: without a tag no write is lost: each of twenty changes another attribute', async () => {
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

describe('deletes that race', () => {
  it('with adds leave no membership of anybody who is gone, and nobody is told to try again', async () => {
    const client = await openScimTestClient(database.db)
    const ids = await people(client, 15)
    const group = (await client.send('POST', '/Groups', { displayName: 'Racing' })).body.id
    const add = (id: string | undefined) =>
      client.send(
        'PATCH',
        `/Groups/${group}`,
        patchBody({ op: 'Add', path: 'members', value: [{ value: id }] }),
      )
    const answers = await Promise.all(
      ids.flatMap((id) => [add(id), client.send('DELETE', `/Users/${id}`), add(id)]),
    )
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([204]))
    const { body } = await client.send('GET', `/Groups/${group}`)
    expect(body.members).toEqual([])
    const rows = await database.db
      .select()
      .from(directoryGroupMembers)
      .where(eq(directoryGroupMembers.groupId, group))
    expect(rows).toEqual([])
    await client.service.flush()
  }, 60_000)

  it('with each other are acknowledged once: one 204, nine 404', async () => {
    const client = await openScimTestClient(database.db)
    const [id] = await people(client, 1)
    const group = (await client.send('POST', '/Groups', { displayName: 'Once' })).body.id
    for (const path of [`/Users/${id}`, `/Groups/${group}`]) {
      const answers = await times(10, () => client.send('DELETE', path))
      const statuses = answers.map((answer) => answer.status).sort()
      expect(statuses, path).toEqual([204, ...Array.from({ length: 9 }, () => 404)])
    }
    await client.service.flush()
  })

  it('of a group with changes of its members: what was answered with 204 was done, all else is 404', async () => {
    const client = await openScimTestClient(database.db)
    const ids = await people(client, 20)
    const group = (await client.send('POST', '/Groups', { displayName: 'Ending' })).body.id
    const answers = await Promise.all([
      ...ids.map((value) =>
        client.send(
          'PATCH',
          `/Groups/${group}`,
          patchBody({ op: 'Add', path: 'members', value: [{ value }] }),
        ),
      ),
      client.send('DELETE', `/Groups/${group}`),
    ])
    const added = answers.slice(0, -1).map((answer) => answer.status)
    expect(added.every((status) => status === 204 || status === 404)).toBe(true)
    expect(answers.at(-1)?.status).toBe(204)
    const rows = await database.db
      .select()
      .from(directoryGroupMembers)
      .where(eq(directoryGroupMembers.groupId, group))
    expect(rows).toHaveLength(added.filter((status) => status === 204).length)
    await client.service.flush()
  })
})

describe('a timeout after the commit', () => {
  it('and Entra’s retry lead to the same state as one request', async () => {
    const client = await openScimTestClient(database.db)
    const { send } = client
    // The first answer of each pair never arrives; Entra looks again and repeats itself.
    await send('POST', '/Users', userBody('lost@contoso.example'))
    const again = await send('POST', '/Users', userBody('lost@contoso.example'))
    expect(again).toMatchObject({ status: 409 })
    const found = await send('GET', '/Users?filter=userName+eq+%22lost%40contoso.example%22')
    expect(found.body.totalResults).toBe(1)
    const id = found.body.Resources[0]?.id ?? ''
    const group = (await send('POST', '/Groups', { displayName: 'Retried' })).body.id
    const off = patchBody({ op: 'Replace', path: 'active', value: 'False' })
    const add = patchBody({ op: 'Add', path: 'members', value: [{ value: id }] })
    const remove = patchBody({ op: 'Remove', path: 'members', value: [{ value: id }] })
    const twice = async (path: string, body: unknown) => {
      await send('PATCH', path, body)
      const first = await send('GET', path)
      expect((await send('PATCH', path, body)).status).toBeLessThan(300)
      expect((await send('GET', path)).body, 'the version too').toEqual(first.body)
    }
    await twice(`/Users/${id}`, off)
    await twice(`/Groups/${group}`, add)
    await twice(`/Groups/${group}`, remove)
    expect((await send('DELETE', `/Users/${id}`)).status).toBe(204)
    expect((await send('DELETE', `/Users/${id}`)).status).toBe(404)
    await client.service.flush()
  })

  it('loses nothing when the client hung up before the answer: what was committed is found', async () => {
    const client = await openScimTestClient(database.db)
    const unheard = times(20, (i) =>
      client.send('POST', '/Users', userBody(`h${i}@contoso.example`)),
    )
    const retried = times(20, (i) =>
      client.send('POST', '/Users', userBody(`h${i}@contoso.example`)),
    )
    const statuses = (await Promise.all([unheard, retried]))
      .flat()
      .map((answer) => answer.status)
      .sort()
    expect(statuses).toEqual([...Array(20).fill(201), ...Array(20).fill(409)])
    const { body } = await client.send('GET', '/Users?count=0')
    expect(body.totalResults).toBe(20)
    await client.service.flush()
  })
})

describe('a tenant in full use', () => {
  it('E17: 50 requests a second for a minute meet no 429 and no 5xx, and 95 of 100 take under 500 ms', async () => {
    const client = await openScimTestClient(database.db)
    const ids = await people(client, 20)
    const group = (await client.send('POST', '/Groups', { displayName: 'Busy' })).body.id
    const pick = (i: number) => ids[i % ids.length] ?? ''
    // The service's own clock runs at 50 requests a second; the world's may be faster.
    const one = (i: number) => {
      if (i % 10 === 0) {
        const operation = { op: 'Replace', path: 'title', value: `T${i}` }
        return client.send('PATCH', `/Users/${pick(i / 10)}`, patchBody(operation))
      }
      if (i % 10 === 5) {
        const operation = { op: 'Add', path: 'members', value: [{ value: pick(i) }] }
        return client.send('PATCH', `/Groups/${group}`, patchBody(operation))
      }
      const name = encodeURIComponent(`p${i % 40}@contoso.example`)
      return i % 2 === 0
        ? client.send('GET', `/Users/${pick(i)}`)
        : client.send('GET', `/Users?filter=userName+eq+%22${name}%22`)
    }
    const took: number[] = []
    const statuses = new Set<number>()
    for (let i = 0; i < 50 * 60; i += CONNECTIONS) {
      await times(CONNECTIONS, async (n) => {
        const begun = performance.now()
        statuses.add((await one(i + n)).status)
        took.push(performance.now() - begun)
      })
    }
    expect([...statuses].sort()).toEqual([200, 204])
    const p95 = took.sort((a, b) => a - b)[Math.floor(took.length * 0.95)]
    expect(p95).toBeLessThan(500)
    await client.service.flush()
  }, 120_000)

  it('fault: 852 ms for one add to a 2,000-member group: it takes what it takes with two', async () => {
    const client = await openScimTestClient(database.db)
    const [template = '', newcomer] = await people(client, 2)
    await database.db.execute(sql`
      insert into employees
      select (jsonb_populate_record(null::employees, to_jsonb(e) || jsonb_build_object(
        'id', 'emp_c' || n, 'scim_id', 'emp_c' || n, 'user_name', 'c' || n, 'user_name_key', 'c' || n,
        'primary_email', null, 'primary_email_key', null))).*
      from employees as e, generate_series(1, 2000) as n
      where e.organization_id = ${client.ctx.organizationId} and e.scim_id = ${template}`)
    const groupOf = async (size: number) => {
      const { body } = await client.send('POST', '/Groups', { displayName: `Of ${size}` })
      const members = Array.from({ length: size }, (_, i) => ({ value: `emp_c${i + 1}` }))
      for (let at = 0; at < size; at += 1_000) {
        const value = members.slice(at, at + 1_000)
        await client.send(
          'PATCH',
          `/Groups/${body.id}`,
          patchBody({ op: 'Add', path: 'members', value }),
        )
      }
      return body.id
    }
    const addOne = async (group: string) => {
      const took: number[] = []
      for (let i = 0; i < 7; i++) {
        const one = { path: 'members', value: [{ value: newcomer }] }
        const begun = performance.now()
        const { status } = await client.send(
          'PATCH',
          `/Groups/${group}`,
          patchBody({ op: 'Add', ...one }),
        )
        took.push(performance.now() - begun)
        expect(status).toBe(204)
        await client.send('PATCH', `/Groups/${group}`, patchBody({ op: 'Remove', ...one }))
      }
      return took.sort((a, b) => a - b)[3] ?? 0
    }
    const [small, large] = [await groupOf(2), await groupOf(2_000)]
    expect((await client.send('GET', `/Groups/${large}`)).body.members).toHaveLength(2_000)
    expect(await addOne(large)).toBeLessThan((await addOne(small)) * 3 + 50)
    await client.service.flush()
  }, 120_000)
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
