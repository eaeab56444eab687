import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestAccessGroup, newTestCard, newTestProperty } from '@/db/testing/people'
import { applyRule } from '@/lib/access/test-save-rules'
import { openScimTestClient, patchBody, type ScimTestClient, userBody } from './scim-test-client'

/** The bounds of the benchmark's README, without begin and commit, rules and outbox included. */
const READ_MAX = 2
const WRITE_MAX = 8
const MEMBERSHIP_MAX = 6

let db: Db
let close: () => Promise<void>
const statements: string[] = []
beforeAll(async () => ({ db, close } = await openTestDatabase((one) => statements.push(one))))
afterAll(() => close())

async function clientWithRules(): Promise<ScimTestClient> {
  const client = await openScimTestClient(db)
  await giveAtTwoProperties(client, { operand: 'active', operator: 'isYes', values: [] })
  return client
}

/** A rule of one condition at each of two properties, that gives doors, a role and a mobile key. */
async function giveAtTwoProperties(
  { ctx }: ScimTestClient,
  condition: { operand: string; operator: 'isYes' | 'memberOf'; values: string[] },
): Promise<void> {
  const roles = await db.query.roles.findMany({
    where: (role, { eq }) => eq(role.organizationId, ctx.organizationId),
  })
  const roleId = roles.find((role) => role.basedOn === 'user')?.id ?? ''
  for (const name of ['HQ', 'Austin']) {
    const propertyId = await newTestProperty(ctx, name)
    const accessGroupId = await newTestAccessGroup(ctx, { propertyId, name: 'Employees' })
    const system = { ...ctx, actor: { kind: 'system' as const, name: 'Test' } }
    await applyRule(system, {
      propertyId,
      name: 'Everyone',
      conditions: { match: 'all', conditions: [{ kind: 'condition', ...condition }] },
      accessGroupIds: [accessGroupId],
      roleId,
      mobileKey: true,
    })
  }
}

/** Statements of one request, without the borders of its transaction. */
async function count(work: () => Promise<{ status: number }>, status: number): Promise<number> {
  statements.length = 0
  expect((await work()).status).toBe(status)
  return statements.filter((one) => !/^(begin|commit|set transaction)/i.test(one)).length
}

describe('the cost of a SCIM request', () => {
  it('is two statements for reads and match misses', async () => {
    const client = await clientWithRules()
    const { body } = await client.send('POST', '/Users', userBody('ann@contoso.example'))
    const group = await client.send('POST', '/Groups', { displayName: 'Engineering' })
    for (const path of [
      `/Users/${body.id}`,
      '/Users?filter=userName+eq+%22nobody%22',
      '/Users?filter=userName+eq+%22ann%40contoso.example%22',
      `/Groups/${group.body.id}?excludedAttributes=members`,
      '/Groups?excludedAttributes=members&filter=displayName+eq+%22engineering%22',
      `/Users?filter=id+eq+%22${body.id}%22+and+manager+eq+%22x%22&attributes=id`,
      '/Users?startIndex=1&count=5',
    ]) {
      expect(await count(() => client.send('GET', path), 200), path).toBeLessThanOrEqual(READ_MAX)
    }
    await client.service.flush()
  })

  it('fault: all rows loaded to count or to page', async () => {
    const client = await clientWithRules()
    for (let i = 0; i < 12; i++) {
      await client.send('POST', '/Users', userBody(`row${i}@contoso.example`))
    }
    const asked = async (path: string) => {
      await client.service.flush()
      statements.length = 0
      const { body } = await client.send('GET', path)
      expect(body.totalResults, path).toBe(12)
      return statements.filter((one) => /from "employees"/.test(one))
    }
    for (const path of [
      '/Users?count=5',
      '/Users?startIndex=6&count=5',
      '/Users?count=5&cursor=',
    ]) {
      const [page, ...more] = await asked(path)
      expect(page, path).toMatch(/count\(\*\) over|select count\(\*\)/)
      expect(page, path).toMatch(/ limit \$\d+/)
      expect(more, path).toEqual([])
    }
    const [total, ...more] = await asked('/Users?count=0')
    expect(total).toMatch(/^select count\(\*\)/)
    expect(more).toEqual([])
    await client.service.flush()
  })

  it('is at most eight statements for a create that gives doors and keys at two properties', async () => {
    const client = await clientWithRules()
    for (const [name, externalId] of [
      ['ben', 'ben'],
      ['eve', crypto.randomUUID()],
    ]) {
      const body = userBody(`${name}@contoso.example`, { externalId })
      const create = () => client.send('POST', '/Users', body)
      expect(await count(create, 201)).toBeLessThanOrEqual(WRITE_MAX)
    }
    await client.service.flush()
  })

  it('is at most eight statements for a PATCH that ends access and keys', async () => {
    const client = await clientWithRules()
    const { body } = await client.send('POST', '/Users', userBody('eve@contoso.example'))
    const off = patchBody({ op: 'Replace', path: 'active', value: 'False' })
    const patch = () => client.send('PATCH', `/Users/${body.id}`, off)
    expect(await count(patch, 200)).toBeLessThanOrEqual(WRITE_MAX)
    await client.service.flush()
  })

  it('is no more for whoever carries cards, which end in the very request', async () => {
    const client = await clientWithRules()
    const { ctx } = client
    const off = patchBody({ op: 'Replace', path: 'active', value: 'False' })
    const costOf = async (email: string, numbers: string[]) => {
      const { body } = await client.send('POST', '/Users', userBody(email))
      const person = await db.query.employees.findFirst({
        where: (one, { eq }) => eq(one.scimId, body.id),
      })
      const key = await db.query.mobileKeys.findFirst({
        where: (one, { eq }) => eq(one.employeeId, person?.id ?? ''),
      })
      const at = { employeeId: person?.id ?? '', propertyId: key?.propertyId ?? '' }
      for (const number of numbers) await newTestCard(ctx, { ...at, number })
      return count(() => client.send('PATCH', `/Users/${body.id}`, off), 200)
    }
    const without = await costOf('fay@contoso.example', [])
    expect(await costOf('gil@contoso.example', ['00124711', '00124712'])).toBe(without)
    const carried = await db.query.cards.findMany({
      where: (one, { eq }) => eq(one.organizationId, ctx.organizationId),
    })
    expect(carried.map((card) => card.cause)).toEqual(['All access ended.', 'All access ended.'])
    await client.service.flush()
  })

  it('is at most eight statements for a PATCH that moves somebody from one rule to another, the guard included', async () => {
    const client = await clientWithRules()
    const { ctx } = client
    for (const title of ['Cook', 'Waiter']) {
      const [property] = await ctx.db.query.properties.findMany({
        where: (one, { eq }) => eq(one.organizationId, ctx.organizationId),
      })
      const [role] = await ctx.db.query.roles.findMany({
        where: (one, { and, eq }) =>
          and(eq(one.organizationId, ctx.organizationId), eq(one.basedOn, 'user')),
      })
      const propertyId = property?.id ?? ''
      const accessGroupId = await newTestAccessGroup(ctx, { propertyId, name: title })
      await applyRule(
        { ...ctx, actor: { kind: 'system', name: 'Test' } },
        {
          propertyId,
          name: title,
          conditions: {
            match: 'all',
            conditions: [
              { kind: 'condition', operand: 'jobTitle', operator: 'is', values: [title] },
            ],
          },
          accessGroupIds: [accessGroupId],
          roleId: role?.id ?? '',
          mobileKey: true,
        },
      )
    }
    const person = { ...userBody('moe@contoso.example'), title: 'Cook' }
    const { body } = await client.send('POST', '/Users', person)
    const move = patchBody({ op: 'Replace', path: 'title', value: 'Waiter' })
    const patch = () => client.send('PATCH', `/Users/${body.id}`, move)
    expect(await count(patch, 200)).toBeLessThanOrEqual(WRITE_MAX)
    await client.service.flush()
  })

  it('does not depend on how many members a group has', async () => {
    const client = await clientWithRules()
    const costs: number[] = []
    for (const size of [1, 40]) {
      const ids: string[] = []
      for (let i = 0; i <= size; i++) {
        ids.push(
          (await client.send('POST', '/Users', userBody(`m${size}-${i}@contoso.example`))).body.id,
        )
      }
      const [newcomer, ...members] = ids
      const group = await client.send('POST', '/Groups', {
        displayName: `Group of ${size}`,
        members: members.map((value) => ({ value })),
      })
      const add = patchBody({ op: 'Add', path: 'members', value: [{ value: newcomer }] })
      costs.push(await count(() => client.send('PATCH', `/Groups/${group.body.id}`, add), 204))
    }
    expect(costs[0]).toBe(costs[1])
    expect(costs[0]).toBeLessThanOrEqual(MEMBERSHIP_MAX)
    await client.service.flush()
  }, 60_000)

  it('is at most six statements for a membership that gives doors and keys at two properties', async () => {
    const client = await openScimTestClient(db)
    const made = await client.send('POST', '/Groups', { displayName: 'Badge holders' })
    const group = made.body
    await giveAtTwoProperties(client, {
      operand: 'group',
      operator: 'memberOf',
      values: [group.id],
    })
    const { body } = await client.send('POST', '/Users', userBody('zoe@contoso.example'))
    const add = patchBody({ op: 'Add', path: 'members', value: [{ value: body.id }] })
    const patch = () => client.send('PATCH', `/Groups/${group.id}`, add)
    expect(await count(patch, 204)).toBeLessThanOrEqual(MEMBERSHIP_MAX)
    expect(statements.some((one) => one.includes('mobile_keys'))).toBe(true)
    expect(statements.some((one) => one.includes('outbox_messages'))).toBe(true)
    await client.service.flush()
  })

  it('is the same for a hundred members as for one, in one operation or in a hundred', async () => {
    const client = await clientWithRules()
    const ids: string[] = []
    for (let i = 0; i < 100; i++) {
      ids.push((await client.send('POST', '/Users', userBody(`h${i}@contoso.example`))).body.id)
    }
    const add = (values: string[]) => ({
      op: 'Add',
      path: 'members',
      value: values.map((value) => ({ value })),
    })
    const costOf = async (name: string, operations: unknown[]) => {
      const { body } = await client.send('POST', '/Groups', { displayName: name })
      const patch = () => client.send('PATCH', `/Groups/${body.id}`, patchBody(...operations))
      return count(patch, 204)
    }
    const [one, together, apart] = [
      await costOf('one', [add(ids.slice(0, 1))]),
      await costOf('together', [add(ids)]),
      await costOf(
        'apart',
        ids.map((id) => add([id])),
      ),
    ]
    expect([together, apart]).toEqual([one, one])
    await client.service.flush()
  }, 60_000)
})

describe('another organisation', () => {
  it('costs an unknown id no more statements than one that is another’s', async () => {
    const client = await clientWithRules()
    const { ctx } = await newTestOrganization(db)
    expect(ctx.organizationId).not.toBe(client.ctx.organizationId)
    const { body } = await client.send('POST', '/Users', userBody('x@contoso.example'))
    const stranger = await openScimTestClient(db)
    const theirs = await count(() => stranger.send('GET', `/Users/${body.id}`), 404)
    const unknown = await count(() => stranger.send('GET', '/Users/emp_0000000000'), 404)
    expect(theirs).toBe(unknown)
    await Promise.all([client.service.flush(), stranger.service.flush()])
  })
})
