import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { directoryGroupMembers, directoryGroups } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestEmployee } from '@/db/testing/people'
import { nameKey } from '@/lib/kernel/name-key'
import { factsFromScim } from './engine/facts'
import { readSeenValues } from './seen-values'

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

let db: Db
let close: () => Promise<void>
beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())

async function newPerson(
  ctx: Context,
  {
    name,
    department,
    ...rest
  }: { name: string; department?: string; active?: boolean } & Record<string, unknown>,
) {
  const resource = { displayName: name, ...(department ? { [ENTERPRISE]: { department } } : {}) }
  return newTestEmployee(ctx, {
    displayName: name,
    resource,
    facts: factsFromScim(resource),
    ...rest,
  })
}

describe('the values that people have', () => {
  it('are counted without case and told as Entra spelled them, the most frequent first', async () => {
    const { ctx } = await newTestOrganization(db)
    await newPerson(ctx, { name: 'Ada', department: 'Engineering' })
    await newPerson(ctx, { name: 'Bo', department: 'engineering ' })
    await newPerson(ctx, { name: 'Cy', department: 'Design' })
    await newPerson(ctx, { name: 'Di' })
    await newPerson(ctx, { name: 'Gone', department: 'Sales', active: false })
    const { department } = await readSeenValues(ctx)
    expect(department?.people).toBe(3)
    expect(
      department?.values.map(({ label, people }) => [label.trim().toLowerCase(), people]),
    ).toEqual([
      ['engineering', 2],
      ['design', 1],
    ])
    expect(department?.values[1]).toEqual({ value: 'Design', label: 'Design', people: 1 })
  })

  it('are those of operands alone, also where a date is kept a second time to be compared', async () => {
    const { ctx } = await newTestOrganization(db)
    const resource = { 'urn:x:y:2.0:User': { startDate: '2026-11-26T15:30:00Z' } }
    await newTestEmployee(ctx, {
      displayName: 'Ada',
      resource,
      facts: factsFromScim(resource),
    })
    const seen = await readSeenValues(ctx)
    expect(Object.keys(seen).sort()).toEqual([
      'active',
      'ext:urn:x:y:2.0:User:startDate',
      'startDate',
    ])
    expect(seen.startDate?.values).toMatchObject([{ label: '2026-11-26T15:30:00Z', people: 1 }])
  })

  it('name managers and groups, and keep the id that a condition stores', async () => {
    const { ctx } = await newTestOrganization(db)
    await newPerson(ctx, { name: 'Ada Boss', scimId: 'SCIM-ada' })
    const resource = { displayName: 'Bo', [ENTERPRISE]: { manager: { value: 'SCIM-ada' } } }
    const bo = await newTestEmployee(ctx, {
      displayName: 'Bo',
      resource,
      facts: factsFromScim(resource),
      managerScimId: 'SCIM-ada',
    })
    await newGroup(ctx, { id: 'group_1', name: 'Night shift', members: [bo] })
    await newGroup(ctx, { id: 'group_2', name: 'Nobody', members: [] })
    const seen = await readSeenValues(ctx)
    expect(seen.manager?.values).toEqual([{ value: 'SCIM-ada', label: 'Ada Boss', people: 1 }])
    expect(seen.group).toEqual({
      people: 1,
      values: [
        { value: 'group_1', label: 'Night shift', people: 1 },
        { value: 'group_2', label: 'Nobody', people: 0 },
      ],
    })
  })

  it('tell two managers of one name apart by their addresses, and count neither twice', async () => {
    const { ctx } = await newTestOrganization(db)
    for (const [scimId, primaryEmail] of [
      ['SCIM-1', 'maya@contoso.com'],
      ['SCIM-2', 'maya.c@contoso.com'],
    ] as const) {
      await newPerson(ctx, { name: 'Maya Chen', scimId, primaryEmail })
      const manager = { value: scimId, displayName: 'Maya Chen' }
      const resource = { displayName: scimId, [ENTERPRISE]: { manager } }
      const facts = factsFromScim(resource)
      await newTestEmployee(ctx, { displayName: scimId, resource, facts, managerScimId: scimId })
    }
    const { manager } = await readSeenValues(ctx)
    expect(manager?.values).toEqual([
      { value: 'SCIM-1', label: 'Maya Chen', people: 1, detail: 'maya@contoso.com' },
      { value: 'SCIM-2', label: 'Maya Chen', people: 1, detail: 'maya.c@contoso.com' },
    ])
  })

  it('hold the domains of addresses, which a condition may ask for', async () => {
    const { ctx } = await newTestOrganization(db)
    for (const userName of ['ada@contoso.com', 'bo@contoso.com', 'cy@fabrikam.com']) {
      const resource = { userName }
      await newTestEmployee(ctx, {
        displayName: userName,
        resource,
        facts: factsFromScim(resource),
      })
    }
    const seen = await readSeenValues(ctx)
    const domains = [
      { value: 'contoso.com', label: 'contoso.com', people: 2 },
      { value: 'fabrikam.com', label: 'fabrikam.com', people: 1 },
    ]
    expect(seen['domain:userName']).toEqual({ people: 3, values: domains })
    expect(seen['domain:email']).toEqual({ people: 3, values: domains })
  })

  it('of another organisation are not told', async () => {
    const { ctx } = await newTestOrganization(db)
    const other = await newTestOrganization(db)
    await newPerson(ctx, { name: 'Ada', department: 'Engineering' })
    expect(await readSeenValues(other.ctx)).toEqual({})
  })
})

async function newGroup(
  ctx: Context,
  { id, name, members }: { id: string; name: string; members: string[] },
) {
  const { organizationId, now } = ctx
  await ctx.db.insert(directoryGroups).values({
    organizationId,
    id,
    displayName: name,
    displayNameKey: nameKey(name),
    resource: {},
    version: 1,
    createdAt: now,
    lastModifiedAt: now,
    membersKnownAt: now,
  })
  for (const memberId of members) {
    await ctx.db
      .insert(directoryGroupMembers)
      .values({ organizationId, groupId: id, memberId, memberType: 'User', addedAt: now })
  }
}
