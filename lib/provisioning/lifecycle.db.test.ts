import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import {
  activity,
  emails,
  employees,
  grants,
  invitations,
  mobileKeys,
  outboxMessages,
} from '@/db/schema'
import { openTestDatabase } from '@/db/testing/database'
import { newTestAccessGroup, newTestProperty } from '@/db/testing/people'
import { applyRule, removeRule } from '@/lib/access/test-save-rules'
import { unsealBody } from '@/lib/invitations/deliver-email'
import { runDueJobs } from '@/lib/jobs/run-due-jobs'
import type { SingleCondition } from '@/lib/rules/engine/condition'
import { readRules } from '@/lib/rules/stored-rules'
import { openScimTestClient, patchBody, type ScimTestClient, userBody } from './scim-test-client'

/** From Entra's push to doors, keys and e-mails, and back: the promises of product.md 0 and 4.4. */
let db: Db
let close: () => Promise<void>
beforeAll(async () => ({ db, close } = await openTestDatabase()))
const houses: ScimTestClient[] = []
afterAll(async () => {
  for (const { service } of houses) await service.flush()
  await close()
})

const LATER_MS = 60 * 60 * 1000
const runJobs = () => runDueJobs(db, () => new Date(Date.now() + LATER_MS))
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const inDepartment = (department: string) => ({ [ENTERPRISE]: { department } })

interface House extends ScimTestClient {
  hq: string
  austin: string
}

async function addRule(
  ctx: Context,
  propertyId: string,
  rule: { name: string; condition: SingleCondition; mobileKey: boolean; doors: string[] },
) {
  const accessGroupId = await newTestAccessGroup(ctx, {
    propertyId,
    name: rule.name,
    doors: rule.doors,
  })
  const role = await db.query.roles.findFirst({
    where: (one, { eq: is }) =>
      and(is(one.organizationId, ctx.organizationId), is(one.basedOn, 'user')),
  })
  await applyRule(
    { ...ctx, actor: { kind: 'system', name: 'Test' } },
    {
      propertyId,
      name: rule.name,
      conditions: { match: 'all', conditions: [rule.condition] },
      accessGroupIds: [accessGroupId],
      roleId: role?.id ?? '',
      mobileKey: rule.mobileKey,
    },
  )
}

const department = (value: string): SingleCondition => ({
  kind: 'condition',
  operand: 'department',
  operator: 'is',
  values: [value],
})

/** Two properties: engineers get both, with keys; contractors HQ alone, without. */
async function openHouse(): Promise<House> {
  const client = await openScimTestClient(db)
  houses.push(client)
  const { ctx } = client
  const hq = await newTestProperty(ctx, 'HQ')
  const austin = await newTestProperty(ctx, 'Austin')
  const engineering = { condition: department('Engineering'), mobileKey: true }
  await addRule(ctx, hq, { ...engineering, name: 'Employees', doors: ['Main'] })
  await addRule(ctx, austin, { ...engineering, name: 'Employees', doors: ['Front'] })
  await addRule(ctx, hq, {
    name: 'Contractors',
    condition: department('Contractors'),
    mobileKey: false,
    doors: ['Dock'],
  })
  return { ...client, hq, austin }
}

async function push(house: House, userName: string, more = {}) {
  const answer = await house.send('POST', '/Users', userBody(userName, more))
  expect(answer.status).toBe(201)
  return answer.body.id
}

async function state(house: House) {
  const of = <T extends { organizationId: unknown }>(table: T) =>
    eq(table.organizationId as never, house.ctx.organizationId)
  return {
    grants: await db.select().from(grants).where(of(grants)),
    living: (await db.select().from(mobileKeys).where(of(mobileKeys))).filter(
      (key) => !key.revokedAt,
    ),
    emails: await db.select().from(emails).where(of(emails)),
  }
}

const setActive = (house: House, id: string, value: boolean) =>
  house.send(
    'PATCH',
    `/Users/${id}`,
    patchBody({ op: 'Replace', path: 'active', value: value ? 'True' : 'False' }),
  )

describe('a push from Entra', () => {
  it('gives a matching person doors and keys at two properties, and one e-mail for both', async () => {
    const house = await openHouse()
    await push(house, 'ann@contoso.example', inDepartment('ENGINEERING '))
    const before = await state(house)
    expect(before.grants).toHaveLength(2)
    expect(before.living.map((key) => key.state)).toEqual(['waiting', 'waiting'])
    await runJobs()
    await runJobs()
    const { emails: sent, living } = await state(house)
    expect(sent).toHaveLength(1)
    expect(living.map((key) => key.state)).toEqual(['sent', 'sent'])
    const body = unsealBody(sent[0]?.sealedBody ?? '').text
    expect(body).toContain('Main')
    expect(body).toContain('Front')
  })

  it('stores a person who matches no rule, without doors, key or e-mail, and answers 201', async () => {
    const house = await openHouse()
    await push(house, 'nobody@contoso.example', inDepartment('Gardening'))
    await push(house, 'empty@contoso.example')
    await runJobs()
    expect(await state(house)).toEqual({ grants: [], living: [], emails: [] })
  })

  it('moves access with a changed department and keeps one living key', async () => {
    const house = await openHouse()
    const id = await push(house, 'ann@contoso.example', inDepartment('Engineering'))
    const move = patchBody({
      op: 'Replace',
      path: `${ENTERPRISE}:department`,
      value: 'Contractors',
    })
    await house.send('PATCH', `/Users/${id}`, move)
    const after = await state(house)
    expect(after.grants.map((grant) => grant.propertyId)).toEqual([house.hq])
    expect(
      after.living.map((key) => key.propertyId),
      'Austin ended, HQ stays',
    ).toEqual([house.hq])
  })

  it('follows group membership, member by member', async () => {
    const house = await openHouse()
    const id = await push(house, 'ann@contoso.example')
    const group = (await house.send('POST', '/Groups', { displayName: 'Lab' })).body.id
    await addRule(house.ctx, house.hq, {
      name: 'Lab',
      condition: { kind: 'condition', operand: 'group', operator: 'memberOf', values: [group] },
      mobileKey: true,
      doors: ['Lab 1'],
    })
    expect((await state(house)).grants).toHaveLength(0)
    const member = [{ value: id }]
    await house.send(
      'PATCH',
      `/Groups/${group}`,
      patchBody({ op: 'Add', path: 'members', value: member }),
    )
    expect((await state(house)).grants).toHaveLength(1)
    await house.send(
      'PATCH',
      `/Groups/${group}`,
      patchBody({ op: 'Remove', path: 'members', value: member }),
    )
    expect((await state(house)).grants).toHaveLength(0)
  })
})

describe('a leaver', () => {
  it.each(['False', 'delete'])(
    'E09: loses doors, keys and links in the same request (%s)',
    async (how) => {
      const house = await openHouse()
      const id = await push(house, 'eve@contoso.example', inDepartment('Engineering'))
      await runJobs()
      if (how === 'delete') await house.send('DELETE', `/Users/${id}`)
      else await setActive(house, id, false)
      const after = await state(house)
      expect(after.grants).toEqual([])
      expect(after.living).toEqual([])
      const links = await db
        .select({ endedAt: invitations.endedAt })
        .from(invitations)
        .where(eq(invitations.organizationId, house.ctx.organizationId))
      expect(links.every((link) => link.endedAt !== null)).toBe(true)
    },
  )

  it('who leaves before the e-mail was sent gets none', async () => {
    const house = await openHouse()
    const id = await push(house, 'eve@contoso.example', inDepartment('Engineering'))
    await setActive(house, id, false)
    await runJobs()
    expect((await state(house)).emails).toEqual([])
  })

  it('who comes back is the same person with a fresh decision, a new key and a fresh e-mail', async () => {
    const house = await openHouse()
    const id = await push(house, 'eve@contoso.example', inDepartment('Engineering'))
    await runJobs()
    const before = await state(house)
    await setActive(house, id, false)
    const back = await setActive(house, id, true)
    expect(back.body.id).toBe(id)
    await runJobs()
    const after = await state(house)
    expect(after.grants).toHaveLength(2)
    expect(after.living).toHaveLength(2)
    const old = new Set(before.living.map((key) => key.id))
    expect(after.living.some((key) => old.has(key.id))).toBe(false)
    expect(after.emails).toHaveLength(2)
    const people = await db
      .select()
      .from(employees)
      .where(eq(employees.organizationId, house.ctx.organizationId))
    expect(people).toHaveLength(1)
  })
})

describe('the e-mail of a key', () => {
  it('is not sent twice when the process died after sending and before saying so', async () => {
    const house = await openHouse()
    await push(house, 'ann@contoso.example', inDepartment('Engineering'))
    await runJobs()
    await db
      .update(outboxMessages)
      .set({ doneAt: null, runAt: new Date() })
      .where(
        and(
          eq(outboxMessages.organizationId, house.ctx.organizationId),
          eq(outboxMessages.topic, 'key-invitation'),
        ),
      )
    await runJobs()
    expect((await state(house)).emails).toHaveLength(1)
  })

  it('needs an address: without one there is no key, and the person is stored', async () => {
    const house = await openHouse()
    await push(house, 'no-address', { emails: undefined, ...inDepartment('Engineering') })
    const after = await state(house)
    expect(after.grants).toHaveLength(2)
    expect(after.living).toEqual([])
  })
})

describe('a changed e-mail address', () => {
  const move = (house: House, id: string, email: string) =>
    house.send(
      'PATCH',
      `/Users/${id}`,
      patchBody({ op: 'Replace', path: 'emails[type eq "work"].value', value: email }),
    )
  const withMail = (email: string) => ({
    ...inDepartment('Engineering'),
    emails: [{ type: 'work', value: email, primary: true }],
  })
  const setKeys = (house: House, values: Partial<typeof mobileKeys.$inferInsert>) =>
    db.update(mobileKeys).set(values).where(eq(mobileKeys.organizationId, house.ctx.organizationId))
  const mails = async (house: House) =>
    (await state(house)).emails.map((mail) => `${mail.template} to ${mail.recipient}`).sort()

  it('leaves a key on its phone, and tells the new address', async () => {
    const house = await openHouse()
    const id = await push(house, 'ann', withMail('ann@contoso.example'))
    await runJobs()
    await setKeys(house, { state: 'active' })
    const before = await state(house)
    await move(house, id, 'ann.marsh@contoso.example')
    await runJobs()
    expect((await state(house)).living.map((key) => key.id).sort()).toEqual(
      before.living.map((key) => key.id).sort(),
    )
    expect(await mails(house)).toEqual([
      'email-changed to ann.marsh@contoso.example',
      'key-invitation to ann@contoso.example',
    ])
  })

  it('sends a key that waits, or bounced, to the new address, and ends the old link', async () => {
    const house = await openHouse()
    const id = await push(house, 'ann', withMail('an@contoso.example'))
    await runJobs()
    await setKeys(house, { state: 'bounced' })
    await move(house, id, 'ann@contoso.example')
    await runJobs()
    expect(await mails(house)).toEqual([
      'key-invitation to an@contoso.example',
      'key-invitation to ann@contoso.example',
    ])
    expect((await state(house)).living.map((key) => key.state)).toEqual(['sent', 'sent'])
    const links = await db
      .select({ replacedAt: invitations.replacedAt })
      .from(invitations)
      .where(eq(invitations.organizationId, house.ctx.organizationId))
      .orderBy(invitations.createdAt)
    expect(links.map(({ replacedAt }) => replacedAt !== null)).toEqual([true, false])
  })

  it('is told to nobody when only its case changed, or it changed back', async () => {
    const house = await openHouse()
    const id = await push(house, 'ann', withMail('ann@contoso.example'))
    await runJobs()
    await setKeys(house, { state: 'active' })
    await move(house, id, 'Ann@Contoso.example')
    await move(house, id, 'other@contoso.example')
    await move(house, id, 'ann@contoso.example')
    await runJobs()
    expect(await mails(house)).toEqual(['key-invitation to ann@contoso.example'])
  })

  it('of somebody who leaves with the same push is told to nobody', async () => {
    const house = await openHouse()
    const id = await push(house, 'ann', withMail('ann@contoso.example'))
    await runJobs()
    await setKeys(house, { state: 'active' })
    await house.send(
      'PATCH',
      `/Users/${id}`,
      patchBody(
        { op: 'Replace', path: 'emails[type eq "work"].value', value: 'new@contoso.example' },
        { op: 'Replace', path: 'active', value: 'False' },
      ),
    )
    await runJobs()
    expect(await mails(house)).not.toContain('email-changed to new@contoso.example')
  })
})

describe('what a change causes', () => {
  it('stands in the activity log under the request that caused it', async () => {
    const house = await openHouse()
    await push(house, 'ann@contoso.example', inDepartment('Engineering'))
    const rows = await db
      .select({ kind: activity.kind, requestId: activity.requestId })
      .from(activity)
      .where(
        and(eq(activity.organizationId, house.ctx.organizationId), eq(activity.lens, 'people')),
      )
    const caused = rows.filter((row) => row.requestId !== null)
    expect(caused.map((row) => row.kind).sort()).toEqual([
      'access.changed',
      'access.changed',
      'employee.created',
    ])
    expect(new Set(caused.map((row) => row.requestId)).size).toBe(1)
  })

  it('is undone whole when a rule that is saved cannot be applied', async () => {
    const house = await openHouse()
    const rules = await readRules(house.ctx)
    await expect(removeRule(house.ctx, { ruleId: 'rul_unknown' })).rejects.toMatchObject({
      code: 'not_found',
    })
    const stranger = await openHouse()
    const [foreign] = await readRules(stranger.ctx)
    await expect(removeRule(house.ctx, { ruleId: foreign?.id ?? '' })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(await readRules(house.ctx)).toEqual(rules)
    expect((await readRules(stranger.ctx)).length).toBe(3)
  })
})
