import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Db } from '@/db/client'
import { emails, outboxMessages, properties, suppressions } from '@/db/schema'
import { openTestDatabase } from '@/db/testing/database'
import { newTestAccessGroup } from '@/db/testing/people'
import { runDueJobs } from '@/lib/jobs/run-due-jobs'
import { newId } from '@/lib/kernel/ids'
import type { KeyChoices, RuleChange, RuleInput } from '@/lib/rules/schemas'
import { readRules } from '@/lib/rules/stored-rules'
import { applyChange } from '../apply-change'
import { newPerson, openTestHouse, type TestHouse } from '../test-house'
import { departmentRule } from '../test-save-rules'
import { previewRules } from './preview-rules'

vi.stubEnv('INVITATION_QUIET_SECONDS', '600')

let db: Db
let close: () => Promise<void>
let house: TestHouse
let lab: string
/** Each change is an hour after the one before, so that everything of that one was sent. */
let hours: number
beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  await db.delete(outboxMessages)
  house = await openTestHouse(db)
  house.ctx = { ...house.ctx, actor: { kind: 'system', name: 'Ana Ruiz' } }
  lab = await newTestAccessGroup(house.ctx, { propertyId: house.hq, name: 'Lab', doors: ['Lab'] })
  hours = 0
})

const ruleOf = (department: string, more: Partial<RuleInput> = {}) =>
  departmentRule(house, department, { accessGroupIds: [lab], ...more })
const idOf = async (name: string) =>
  (await readRules(house.ctx)).find((rule) => rule.name === name)?.id ?? ''
const at = (minutes: number) => new Date(house.ctx.now.getTime() + minutes * 60_000)

/** What the preview says, and how many e-mails there are an hour later that there were not before. */
async function mailsOf(change: RuleChange, keys?: KeyChoices) {
  const now = at(hours * 60)
  hours += 1
  const ctx = { ...house.ctx, now }
  const input = { propertyId: house.hq, change, ...(keys ? { keys } : {}) }
  const { effect } = await previewRules(ctx, input)
  const before = await written()
  await applyChange(ctx, input)
  await runDueJobs(db, () => at(hours * 60 - 1))
  return { previewed: effect.emails, written: (await written()) - before, effect }
}

async function written(): Promise<number> {
  const rows = await db
    .select({ state: emails.state })
    .from(emails)
    .where(eq(emails.organizationId, house.ctx.organizationId))
  return rows.filter(({ state }) => state !== 'suppressed').length
}

const revoke: KeyChoices = { stopped: 'revoke', started: 'newcomers' }

describe('the e-mails of a preview are those that are written', () => {
  it('to whoever is invited, loses a property, and is back with a new key', async () => {
    await newPerson(house, { name: 'Ann', department: 'Eng' })
    await newPerson(house, { name: 'Bea', department: 'Eng' })
    await newPerson(house, { name: 'Nomail', department: 'Eng', email: null })
    expect(await mailsOf({ kind: 'rule', rule: ruleOf('Nobody') })).toMatchObject({ previewed: 0 })
    const first = await mailsOf({ kind: 'rule', rule: ruleOf('Eng') })
    expect(first).toMatchObject({ previewed: 2, written: 2 })

    const ruleId = await idOf('Eng')
    const off = await mailsOf({ kind: 'switch', ruleId, enabled: false })
    expect(off).toMatchObject({ previewed: 2, written: 2 })
    await newPerson(house, { name: 'Cid', department: 'Eng' })
    const on = await mailsOf({ kind: 'switch', ruleId, enabled: true })
    expect(on).toMatchObject({ previewed: 3, written: 3 })
    expect(on.effect.people.map(({ name, email }) => [name, email])).toEqual([
      ['Ann', true],
      ['Bea', true],
      ['Cid', true],
      ['Nomail', false],
    ])
  })

  it('to nobody who was never written to about a key, or whose address bounced', async () => {
    await newPerson(house, { name: 'Card', department: 'Eng' })
    await mailsOf({ kind: 'rule', rule: ruleOf('Nobody') })
    await mailsOf({ kind: 'rule', rule: ruleOf('Eng', { mobileKey: false }) })
    await newPerson(house, { name: 'Bounced', department: 'IT' })
    await db.insert(suppressions).values({
      organizationId: house.ctx.organizationId,
      id: newId('suppression'),
      recipientKey: 'bounced@contoso.example',
      recipient: 'Bounced@contoso.example',
      reason: 'bounced',
      createdAt: house.ctx.now,
    })

    const given = await mailsOf({ kind: 'rule', rule: ruleOf('IT') })
    expect(given).toMatchObject({ previewed: 0, written: 0, effect: { keysIssued: 1 } })
    const taken = await mailsOf({ kind: 'delete', ruleId: await idOf('Eng') })
    expect(taken).toMatchObject({ previewed: 0, written: 0, effect: { lose: 1 } })
  })

  it('to whoever loses the key and keeps a door there, also when another door goes with it', async () => {
    const { ctx, hq } = house
    const yard = await newTestAccessGroup(ctx, { propertyId: hq, name: 'Yard', doors: ['Yard'] })
    await newPerson(house, { name: 'Ann', department: 'Eng' })
    await mailsOf({ kind: 'rule', rule: ruleOf('Eng', { accessGroupIds: [lab, yard] }) })
    const ruleId = await idOf('Eng')

    const rule = ruleOf('Eng', { ruleId, mobileKey: false })
    const stopped = await mailsOf({ kind: 'rule', rule }, revoke)
    expect(stopped).toMatchObject({
      previewed: 1,
      written: 1,
      effect: { lose: 1, keysRevoked: 1 },
    })
  })

  it('and wait where the property is in quiet mode', async () => {
    await newPerson(house, { name: 'Ann', department: 'Eng' })
    const change = { kind: 'rule', rule: ruleOf('Eng') } as const
    const spoken = await previewRules(house.ctx, { propertyId: house.hq, change })
    expect(spoken.effect).toMatchObject({ emails: 1, emailsHeld: false })

    await db.update(properties).set({ quiet: true }).where(eq(properties.id, house.hq))
    expect(await mailsOf(change)).toMatchObject({
      previewed: 1,
      written: 1,
      effect: { emailsHeld: true },
    })
  })
})
