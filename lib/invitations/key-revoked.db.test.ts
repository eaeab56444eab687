import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { emails } from '@/db/schema'
import { openTestDatabase } from '@/db/testing/database'
import { holdEmployee } from '@/lib/access/hold'
import { issueKey, revokeKey } from '@/lib/access/key-deeds/manage-key'
import { livingKeyAt, newestLink, setUpKeys } from '@/lib/access/key-deeds/test-keys'
import {
  newDepartmentRule,
  newPerson,
  openTestHouse,
  type TestHouse,
} from '@/lib/access/test-house'
import { runDueJobs } from '@/lib/jobs/run-due-jobs'
import { unsealBody } from './deliver-email'

let db: Db
let close: () => Promise<void>
let house: TestHouse
let maya: string

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  house = await openTestHouse(db)
  for (const [propertyId, door] of [
    [house.hq, 'Dock'],
    [house.austin, 'Gate'],
  ] as const) {
    await newDepartmentRule(house, { propertyId, department: 'Sales', doors: [door] })
  }
  maya = await newPerson(house, { name: 'Maya', department: 'Sales' })
})

const DAY_MS = 86_400_000
const later = () => ({ ...house.ctx, now: new Date(house.ctx.now.getTime() + DAY_MS) })

async function told() {
  await runDueJobs(db, () => new Date(house.ctx.now.getTime() + DAY_MS + 1000))
  const mails = await db
    .select()
    .from(emails)
    .where(and(eq(emails.employeeId, maya), eq(emails.template, 'key-revoked')))
  return mails.map((mail) => ({ subject: mail.subject, ...unsealBody(mail.sealedBody) }))
}

const revokeAtHq = async () =>
  revokeKey(later(), { keyId: (await livingKeyAt(house.ctx, maya, house.hq)).id })

describe('whoever loses a key by hand and keeps the access', () => {
  it('is told once which key is switched off, whom to ask, and no reason', async () => {
    await setUpKeys(house.ctx, maya)
    await revokeAtHq()

    const mails = await told()
    expect(mails).toHaveLength(1)
    expect(mails[0]?.subject).toMatch(/^Your .*key.* is switched off$/)
    expect(mails[0]?.text).toContain('HQ Denver, no longer opens any door')
    expect(mails[0]?.text).not.toContain('Austin')
    expect(mails[0]?.text).not.toMatch(/because|revoked|Ana Ruiz/i)
    expect(await told()).toHaveLength(1)
  })

  it('is not told when another key was given at once: that one has an e-mail of its own', async () => {
    await setUpKeys(house.ctx, maya)
    await revokeAtHq()
    await issueKey(later(), { employeeId: maya, propertyId: house.hq })
    expect(await told()).toEqual([])
  })

  it('is not told of a key that nobody wrote about', async () => {
    await revokeAtHq()
    expect(await told()).toEqual([])
  })

  it('is not told while all access is taken away, which was told already', async () => {
    await newestLink(house.ctx, maya)
    await holdEmployee(later(), { employeeId: maya })
    await revokeAtHq()
    expect(await told()).toEqual([])
  })
})
