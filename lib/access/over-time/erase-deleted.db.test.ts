import { and, eq, getTableName, is, sql } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import * as schema from '@/db/schema'
import { openTestDatabase } from '@/db/testing/database'
import {
  newTestAccessGroup,
  newTestEmail,
  newTestEmployee,
  newTestGrant,
  newTestInvitation,
  newTestKey,
  newTestRule,
} from '@/db/testing/people'
import { listActivity } from '@/lib/activity/list'
import { newId } from '@/lib/kernel/ids'
import { openTestHouse, type TestHouse } from '../test-house'
import { eraseDeleted } from './erase-deleted'

const DAY_MS = 86_400_000
/** Stands in every text that is told of the person, and nowhere else. */
const MARK = 'Quillfeather'
const EMAIL = `${MARK.toLowerCase()}@contoso.example`

let db: Db
let close: () => Promise<void>
let house: TestHouse

beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())
beforeEach(async () => {
  house = await openTestHouse(db)
})

const daysAgo = (days: number) => new Date(house.ctx.now.getTime() - days * DAY_MS)

/** Somebody who was deleted that long ago, with something of theirs in every table that may hold it. */
async function newDeleted(days: number) {
  const { ctx, hq: propertyId } = house
  const own = { organizationId: ctx.organizationId }
  const deletedAt = daysAgo(days)
  const employeeId = await newTestEmployee(ctx, {
    displayName: `Maya ${MARK}`,
    givenName: 'Maya',
    familyName: MARK,
    title: MARK,
    department: MARK,
    phone: MARK,
    employeeNumber: MARK,
    externalId: MARK,
    externalIdKey: MARK,
    userName: EMAIL,
    userNameKey: EMAIL,
    primaryEmail: EMAIL,
    primaryEmailKey: EMAIL,
    managerScimId: MARK,
    resource: { displayName: MARK },
    folded: { displayname: MARK },
    facts: { department: [MARK] },
    edits: { phone: { entra: MARK, by: null, at: MARK } },
    active: false,
    deactivatedAt: deletedAt,
    deletedAt,
  })
  const accessGroupId = await newTestAccessGroup(ctx, { propertyId, name: newId('accessGroup') })
  await newTestGrant(ctx, { employeeId, propertyId, accessGroupId, source: 'hand', reason: MARK })
  await newTestKey(ctx, {
    employeeId,
    propertyId,
    state: 'revoked',
    revokedAt: deletedAt,
    device: MARK,
  })
  await newTestInvitation(ctx, { employeeId, token: newId('invitation'), expiresAt: deletedAt })
  await newTestEmail(ctx, { employeeId, recipient: EMAIL, subject: MARK, sealedBody: MARK })
  await tellAbout(employeeId)
  await db.insert(schema.suppressions).values({
    ...own,
    id: newId('suppression'),
    recipientKey: EMAIL,
    recipient: EMAIL,
    reason: 'bounced',
    createdAt: deletedAt,
  })
  await db.insert(schema.outboxMessages).values({
    ...own,
    id: newId('message'),
    topic: 'email-changed',
    payload: { employeeId, before: EMAIL },
    createdAt: deletedAt,
    runAt: deletedAt,
    doneAt: deletedAt,
    attempts: 1,
  })
  await db.insert(schema.cards).values({
    ...own,
    id: newId('card'),
    employeeId,
    propertyId,
    numberHash: MARK,
    ending: MARK.slice(0, 12),
    givenAt: deletedAt,
    givenBy: 'Ana Ruiz',
    revokedAt: deletedAt,
  })
  await db
    .insert(schema.cardRequests)
    .values({ ...own, id: newId('cardRequest'), employeeId, askedAt: deletedAt })
  await leaveOut(employeeId)
  await db.insert(schema.integrations).values({
    ...own,
    id: newId('integration'),
    kind: 'entra',
    placement: 'chosen',
    keyDefault: true,
    startedBy: 'Ana Ruiz',
    startedAt: deletedAt,
    firstPersonName: `Maya ${MARK}`,
  })
  return employeeId
}

/** An e-mail to somebody else in which the person is named. */
async function tellAbout(employeeId: string) {
  const { ctx } = house
  const moments = { createdAt: ctx.now, runAt: ctx.now, doneAt: ctx.now }
  const template = 'site-contact'
  const id = newId('message')
  await db.insert(schema.outboxMessages).values({
    id,
    organizationId: ctx.organizationId,
    topic: template,
    payload: { employeeId },
    attempts: 1,
    ...moments,
  })
  await db.insert(schema.emails).values({
    id,
    organizationId: ctx.organizationId,
    template,
    recipient: 'sam@contoso.example',
    subject: MARK,
    sealedBody: MARK,
    state: 'sent',
    createdAt: ctx.now,
  })
}

/** From a rule, its draft and a version of it, each with a reason. */
async function leaveOut(employeeId: string) {
  const { ctx, hq: propertyId } = house
  const own = { organizationId: ctx.organizationId, propertyId }
  const ruleId = await newTestRule(ctx, { propertyId, name: 'Staff', roleId: house.roleIds.user })
  await db.insert(schema.ruleExclusions).values({ ...own, ruleId, employeeId, reason: MARK })
  const content = {
    name: 'Staff',
    leftOut: [
      { employeeId, reason: MARK, until: null },
      { employeeId: 'emp_other', reason: 'On leave', until: null },
    ],
  }
  const moment = { createdAt: ctx.now, updatedAt: ctx.now }
  await db
    .insert(schema.ruleDrafts)
    .values({ ...own, ...moment, ruleId, content, revision: 1, madeBy: 'Ana Ruiz' })
  const counts = { number: 1, difference: [], gained: 0, lost: 0 }
  await db.insert(schema.ruleVersions).values({
    ...own,
    ...counts,
    content: [{ ...content, ruleId }],
    madeBy: 'Ana Ruiz',
    madeAt: ctx.now,
  })
}

/** The tables that still hold something of the person, the append-only log aside. */
async function tablesWithMark(): Promise<string[]> {
  const tables = Object.values(schema).filter((one) => is(one, PgTable))
  const found: string[] = []
  for (const table of tables) {
    if (table === schema.activity) continue
    const { rows } = await db.execute(
      sql`select 1 from ${table} as t where t::text ilike ${`%${MARK}%`} limit 1`,
    )
    if (rows.length > 0) found.push(getTableName(table))
  }
  return found.sort()
}

const rowOf = async (id: string) =>
  (await db.select().from(schema.employees).where(eq(schema.employees.id, id)))[0]

describe('personal data of deleted people', () => {
  it('is removed from every table once its time is over, and the row stays for the door log', async () => {
    const id = await newDeleted(91)
    expect(await tablesWithMark()).toHaveLength(11)

    expect(await eraseDeleted(db, house.ctx.now)).toBe(1)

    expect(await tablesWithMark()).toEqual([])
    expect(await rowOf(id)).toMatchObject({
      displayName: 'Deleted person',
      erasedAt: house.ctx.now,
      deletedAt: daysAgo(91),
    })
    expect(await db.$count(schema.mobileKeys, eq(schema.mobileKeys.employeeId, id))).toBe(1)
    const { rows } = await listActivity(house.ctx, { subject: id })
    expect(rows.map(({ kind, data }) => ({ kind, data }))).toEqual([
      { kind: 'employee.erased', data: {} },
    ])
    expect(await eraseDeleted(db, house.ctx.now)).toBe(0)
  })

  it('is kept until then, for as long as the organisation says', async () => {
    const id = await newDeleted(89)
    expect(await eraseDeleted(db, house.ctx.now)).toBe(0)
    await db
      .update(schema.integrations)
      .set({ retentionDays: 30 })
      .where(eq(schema.integrations.organizationId, house.ctx.organizationId))
    expect(await eraseDeleted(db, house.ctx.now)).toBe(1)
    expect((await rowOf(id))?.primaryEmail).toBeNull()
  })

  it('of others stays: people who are present or disabled, and exceptions beside theirs', async () => {
    await newDeleted(100)
    const present = await newTestEmployee(house.ctx, { displayName: 'Ben' })
    const gone = { active: false, deactivatedAt: daysAgo(400) }
    const disabled = await newTestEmployee(house.ctx, { displayName: 'Cem', ...gone })

    await eraseDeleted(db, house.ctx.now)

    expect((await rowOf(present))?.displayName).toBe('Ben')
    expect((await rowOf(disabled))?.displayName).toBe('Cem')
    const ofHouse = eq(schema.ruleVersions.organizationId, house.ctx.organizationId)
    const [version] = await db.select().from(schema.ruleVersions).where(ofHouse)
    const leftOut = [{ employeeId: 'emp_other', reason: 'On leave', until: null }]
    expect(version?.content).toMatchObject([{ name: 'Staff', leftOut }])
  })

  it('leaves an address on the list of bounces while somebody present has it', async () => {
    await newDeleted(100)
    await newTestEmployee(house.ctx, {
      displayName: 'Maya again',
      primaryEmail: EMAIL,
      userNameKey: newId('user'),
    })

    await eraseDeleted(db, house.ctx.now)

    const ofHouse = eq(schema.suppressions.organizationId, house.ctx.organizationId)
    expect(await db.$count(schema.suppressions, ofHouse)).toBe(1)
  })

  it('is removed batch by batch, however many there are', async () => {
    const deletedAt = daysAgo(120)
    const values = { displayName: 'P', active: false, deletedAt }
    for (let n = 0; n < 401; n++) await newTestEmployee(house.ctx, values)

    expect(await eraseDeleted(db, house.ctx.now)).toBe(401)
  })

  it('follows each organisation’s own time', async () => {
    const mine = await newDeleted(50)
    await db
      .update(schema.integrations)
      .set({ retentionDays: 365 })
      .where(eq(schema.integrations.organizationId, house.ctx.organizationId))
    const other = await openTestHouse(db)
    const values = { displayName: 'Zoe', active: false, deletedAt: daysAgo(100) }
    const theirs = await newTestEmployee(other.ctx, values)

    await eraseDeleted(db, house.ctx.now)

    expect((await rowOf(mine))?.erasedAt).toBeNull()
    expect((await rowOf(theirs))?.displayName).toBe('Deleted person')
    const entries = and(
      eq(schema.activity.organizationId, house.ctx.organizationId),
      eq(schema.activity.kind, 'employee.erased'),
    )
    expect(await db.$count(schema.activity, entries)).toBe(0)
  })
})
