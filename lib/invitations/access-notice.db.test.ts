import { and, asc, eq, ne } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Db } from '@/db/client'
import { emailSettings, emails, outboxMessages } from '@/db/schema'
import { openTestDatabase } from '@/db/testing/database'
import {
  changePerson,
  livingKeys,
  newDepartmentRule,
  newPerson,
  openTestHouse,
  type TestHouse,
} from '@/lib/access/test-house'
import { applyRule, removeRule } from '@/lib/access/test-save-rules'
import { runDueJobs } from '@/lib/jobs/run-due-jobs'
import { readRules } from '@/lib/rules/stored-rules'
import { unsealBody } from './deliver-email'

vi.stubEnv('INVITATION_QUIET_SECONDS', '600')

let db: Db
let close: () => Promise<void>
let house: TestHouse
let maya: string

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())

/** Engineers and operators have a key at HQ; designers at HQ and doors without a key in Austin; sales in Austin. */
beforeEach(async () => {
  await db.delete(outboxMessages)
  house = await openTestHouse(db)
  const { hq, austin } = house
  await newDepartmentRule(house, { propertyId: hq, department: 'Engineering', doors: ['Lab 1'] })
  await newDepartmentRule(house, { propertyId: hq, department: 'Design', doors: ['Studio'] })
  const noKey = { propertyId: austin, mobileKey: false }
  await newDepartmentRule(house, { ...noKey, department: 'Design', doors: ['Gate'] })
  await newDepartmentRule(house, { ...noKey, department: 'Sales', doors: ['Garden'] })
  await newDepartmentRule(house, { propertyId: hq, department: 'Ops', doors: ['Roof'] })
  maya = await newPerson(house, { name: 'Maya', department: 'Engineering' })
  await runJobs(10)
})

const at = (minutes: number) => ({
  ...house.ctx,
  now: new Date(house.ctx.now.getTime() + minutes * 60_000),
})
const runJobs = (minutes: number) => runDueJobs(db, () => at(minutes).now)
const moveTo = (department: string, minutes: number) =>
  changePerson(at(minutes), maya, { facts: { department: [department] } })
const notices = async () => {
  const mails = await db
    .select()
    .from(emails)
    .where(and(eq(emails.employeeId, maya), ne(emails.template, 'key-invitation')))
    .orderBy(asc(emails.createdAt))
  return mails.map(({ template, sealedBody }) => ({ template, ...unsealBody(sealedBody) }))
}

describe('a change of access', () => {
  it('that adds a property is told after half an hour, with the doors', async () => {
    await moveTo('design', 20)
    await runJobs(49)
    expect(await notices()).toEqual([])

    await runJobs(50)
    const [notice, ...others] = await notices()
    expect(others).toEqual([])
    expect(notice?.template).toBe('access-changed')
    expect(notice?.text).toMatch(/You can now open[^]*Austin[^]*Gate/)
    expect(notice?.text).not.toContain('no longer')
  })

  it('within a property is told to nobody', async () => {
    await moveTo('ops', 20)

    await runJobs(120)
    expect(await notices()).toEqual([])
  })

  it('that is undone within the half hour is told to nobody', async () => {
    await moveTo('design', 20)
    await moveTo('engineering', 30)

    await runJobs(120)
    expect(await notices()).toEqual([])
  })

  it('that swaps one property for another is one e-mail that says both', async () => {
    await moveTo('sales', 20)

    await runJobs(120)
    const [notice, ...others] = await notices()
    expect(others).toEqual([])
    expect(notice?.text).toMatch(/You can now open[^]*Austin[^]*You can no longer open\s+HQ Denver/)
  })

  it('that leaves nothing says that access ended, and no reason', async () => {
    await changePerson(at(20), maya, { active: false })

    await runJobs(120)
    const [notice] = await notices()
    expect(notice?.template).toBe('access-ended')
    expect(notice?.text).toContain('no longer opens any door')
  })

  it('that gives access back where there was a key is one e-mail, with the link of the new key', async () => {
    const [rule] = await readRules(house.ctx, { propertyId: house.hq })
    if (!rule) throw new Error('There is no rule.')
    const system = { kind: 'system', name: 'Test' } as const
    await removeRule({ ...at(20), actor: system }, { ruleId: rule.id })
    await runJobs(120)
    const { accessGroupIds, roleId, mobileKey } = rule.outcome
    const { name, conditions, propertyId } = rule
    const again = { propertyId, name, conditions, accessGroupIds, roleId, mobileKey }
    await applyRule({ ...at(200), actor: system }, again)

    await runJobs(229)
    expect(await notices()).toHaveLength(1)
    await runJobs(230)
    const [ended, back, ...others] = await notices()
    expect(others).toEqual([])
    expect(ended?.template).toBe('access-ended')
    expect(back?.template).toBe('access-changed')
    expect(back?.text).toMatch(/set up the new one[^]*HQ Denver[^]*Lab 1[^]*\/key\//)
    expect(await livingKeys(house.ctx, maya)).toMatchObject([{ state: 'sent' }])
  })

  it('is not told to leavers where the organisation does not want that', async () => {
    const { organizationId } = house.ctx
    await db.insert(emailSettings).values({ organizationId, perMinute: 100, tellLeavers: false })
    await changePerson(at(20), maya, { active: false })

    await runJobs(120)
    expect(await notices()).toEqual([])
  })
})

it('whoever is new is told by the invitation alone, also of places without a key', async () => {
  const kim = await newPerson(house, { name: 'Kim', department: 'Design' })

  await runJobs(120)
  const mails = await db.select().from(emails).where(eq(emails.employeeId, kim))
  expect(mails.map((mail) => mail.template)).toEqual(['key-invitation'])
})

it('whoever was never written to about a key hears nothing of doors either', async () => {
  const kim = await newPerson(house, { name: 'Kim', department: 'Sales' })
  await changePerson(at(20), kim, { active: false })

  await runJobs(120)
  expect(await db.$count(emails, eq(emails.employeeId, kim))).toBe(0)
})
