import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import {
  newTestAccessGroup,
  newTestDecision,
  newTestEmail,
  newTestEmployee,
  newTestGrant,
  newTestKey,
  newTestProperty,
  newTestRule,
} from '@/db/testing/people'
import { countEmployees } from './count-employees'
import { listEmployees } from './list-employees'
import {
  EMPLOYEE_PAGE_SIZE,
  type EmployeeQuery,
  employeeQuerySchema,
  employeeViews,
} from './schemas'

let db: Db
let close: () => Promise<void>
let ctx: Context
let userRole: string

const DAY_MS = 24 * 60 * 60 * 1000
const ask = (query: Partial<EmployeeQuery> = {}) => employeeQuerySchema.parse(query)
const names = async (query: Partial<EmployeeQuery> = {}, as = ctx) =>
  (await listEmployees(as, ask(query))).rows.map((row) => row.name)

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  const made = await newTestOrganization(db)
  ctx = made.ctx
  userRole = made.roleIds.user
})

describe('the employee table', () => {
  it('shows what a person has at each property, in one row', async () => {
    const denver = await newTestProperty(ctx, 'HQ Denver')
    const austin = await newTestProperty(ctx, 'Austin')
    const doors = await newTestAccessGroup(ctx, { propertyId: denver, name: 'Employees' })
    const lab = await newTestAccessGroup(ctx, { propertyId: austin, name: 'Lab' })
    const rule = await newTestRule(ctx, { propertyId: denver, name: 'Staff', roleId: userRole })
    const employeeId = await newTestEmployee(ctx, {
      displayName: 'Maya Chen',
      primaryEmail: 'Maya@contoso.com',
      phone: '+1 (303) 555-0142',
      department: 'Engineering',
    })
    await newTestDecision(ctx, {
      employeeId,
      propertyId: denver,
      roleId: userRole,
      ruleIds: [rule],
      mobileKey: true,
    })
    await newTestGrant(ctx, { employeeId, propertyId: denver, accessGroupId: doors })
    await newTestGrant(ctx, {
      employeeId,
      propertyId: austin,
      accessGroupId: lab,
      source: 'hand',
    })
    await newTestKey(ctx, { employeeId, propertyId: denver, state: 'sent' })

    const { rows, total } = await listEmployees(ctx, ask())

    expect(total).toBe(1)
    expect(rows).toEqual([
      {
        id: employeeId,
        name: 'Maya Chen',
        email: 'Maya@contoso.com',
        phone: '+1 (303) 555-0142',
        department: 'Engineering',
        source: 'entra',
        status: 'active',
        places: [
          {
            propertyId: austin,
            property: 'Austin',
            accessGroups: ['Lab'],
            role: null,
            rules: [],
            key: null,
          },
          {
            propertyId: denver,
            property: 'HQ Denver',
            accessGroups: ['Employees'],
            role: 'User',
            rules: ['Staff'],
            key: 'sent',
          },
        ],
      },
    ])
  })

  it('shows nothing of another organisation, even when asked by its own ids', async () => {
    const other = (await newTestOrganization(db)).ctx
    const propertyId = await newTestProperty(other, 'HQ Denver')
    const accessGroupId = await newTestAccessGroup(other, { propertyId, name: 'Employees' })
    const employeeId = await newTestEmployee(other, { displayName: 'Maya Chen' })
    await newTestGrant(other, { employeeId, propertyId, accessGroupId })

    expect(await names({ property: propertyId }, other)).toEqual(['Maya Chen'])
    expect(await listEmployees(ctx, ask())).toEqual({ rows: [], total: 0, page: 1 })
    expect(await names({ property: propertyId })).toEqual([])
    expect(await names({ q: 'Maya' })).toEqual([])
  })

  it('names the state that ends or withholds access', async () => {
    const deactivatedAt = ctx.now
    await newTestEmployee(ctx, { displayName: 'A active' })
    await newTestEmployee(ctx, { displayName: 'B held', hold: 'by_hand' })
    await newTestEmployee(ctx, { displayName: 'C conflict', hold: 'conflict' })
    await newTestEmployee(ctx, { displayName: 'D gone', active: false, deactivatedAt })
    await newTestEmployee(ctx, { displayName: 'E deleted', active: false, deletedAt: ctx.now })

    const all = await listEmployees(ctx, ask())
    const gone = await listEmployees(ctx, ask({ view: 'deactivated' }))

    expect(all.rows.map((row) => row.status)).toEqual(['active', 'held', 'conflict', 'deactivated'])
    expect(gone.rows.map((row) => row.status)).toEqual(['deactivated', 'deleted'])
  })
})

describe('the search', () => {
  beforeEach(async () => {
    await newTestEmployee(ctx, {
      displayName: 'Jonas Weber',
      primaryEmail: 'jw@contoso.com',
      phone: '+49 30 555-0199',
      employeeNumber: '00417',
    })
    await newTestEmployee(ctx, { displayName: 'Percy 100% Ng' })
  })

  it.each([
    ['name in any case', 'jonas w'],
    ['e-mail', 'JW@contoso'],
    ['phone as written', '30 555-0199'],
    ['phone by its digits', '4930 5550199'],
    ['employee number with its leading zeros', '00417'],
  ])('finds a person by %s', async (_, q) => {
    expect(await names({ q })).toEqual(['Jonas Weber'])
  })

  it('reads wildcards as plain characters', async () => {
    expect(await names({ q: '100%' })).toEqual(['Percy 100% Ng'])
    expect(await names({ q: '_' })).toEqual([])
  })
})

describe('the views', () => {
  it('New this week holds who arrived in the last seven days', async () => {
    const createdAt = new Date(ctx.now.getTime() - 8 * DAY_MS)
    await newTestEmployee(ctx, { displayName: 'Old', createdAt })
    await newTestEmployee(ctx, { displayName: 'New' })

    expect(await names({ view: 'new' })).toEqual(['New'])
  })

  it('No access holds present people without a running grant', async () => {
    const propertyId = await newTestProperty(ctx, 'Austin')
    const accessGroupId = await newTestAccessGroup(ctx, { propertyId, name: 'Employees' })
    const place = { propertyId, accessGroupId }
    const may = await newTestEmployee(ctx, { displayName: 'May' })
    const over = await newTestEmployee(ctx, { displayName: 'Over' })
    await newTestEmployee(ctx, { displayName: 'Never' })
    await newTestEmployee(ctx, { displayName: 'Left', active: false })
    await newTestGrant(ctx, { ...place, employeeId: may })
    await newTestGrant(ctx, {
      ...place,
      employeeId: over,
      source: 'hand',
      until: new Date(ctx.now.getTime() - DAY_MS),
    })

    expect(await names({ view: 'no_access' })).toEqual(['Never', 'Over'])
    expect(await names({ property: propertyId })).toEqual(['May'])
  })

  it('No access at a property holds who may open no door there, whatever they have elsewhere', async () => {
    const austin = await newTestProperty(ctx, 'Austin')
    const denver = await newTestProperty(ctx, 'HQ Denver')
    for (const [name, propertyId] of [
      ['Of Austin', austin],
      ['Of Denver', denver],
    ] as const) {
      const accessGroupId = await newTestAccessGroup(ctx, { propertyId, name: 'Employees' })
      const employeeId = await newTestEmployee(ctx, { displayName: name })
      await newTestGrant(ctx, { employeeId, propertyId, accessGroupId })
    }
    await newTestEmployee(ctx, { displayName: 'Of none' })
    await newTestEmployee(ctx, { displayName: 'Left', active: false })

    expect(await names({ view: 'no_access', property: austin })).toEqual(['Of Denver', 'Of none'])
    expect(await names({ view: 'no_access' })).toEqual(['Of none'])
  })

  it('Matches no rule holds whom rules decide about and none matches, and is counted alike', async () => {
    const austin = await newTestProperty(ctx, 'Austin')
    const denver = await newTestProperty(ctx, 'HQ Denver')
    const matched = await newTestEmployee(ctx, { displayName: 'Matched' })
    await newTestDecision(ctx, { employeeId: matched, propertyId: denver, roleId: userRole })
    await newTestEmployee(ctx, { displayName: 'Of no rule' })
    await newTestEmployee(ctx, { displayName: 'By no rule', source: 'local' })
    await newTestEmployee(ctx, { displayName: 'Held', hold: 'by_hand' })
    await newTestEmployee(ctx, { displayName: 'Twin', hold: 'conflict' })
    await newTestEmployee(ctx, { displayName: 'Second account', sameAs: matched })
    await newTestEmployee(ctx, { displayName: 'Left', active: false })
    await newTestEmployee(ctx, { displayName: 'Gone', active: false, deletedAt: ctx.now })

    expect(await names({ view: 'no_rule' })).toEqual(['By no rule', 'Of no rule'])
    const atAustin = await names({ view: 'no_rule', property: austin })
    expect(atAustin).toEqual(['By no rule', 'Matched', 'Of no rule'])
    for (const view of employeeViews) {
      const { total } = await listEmployees(ctx, ask({ view }))
      expect(await countEmployees(ctx, { view }), view).toBe(total)
    }
    const stranger = (await newTestOrganization(db)).ctx
    expect(await countEmployees(stranger, { view: 'no_rule' })).toBe(0)
  })

  it('Deactivated leaves out whose personal data was removed', async () => {
    const gone = { active: false, deletedAt: ctx.now }
    await newTestEmployee(ctx, { displayName: 'Gone', ...gone })
    await newTestEmployee(ctx, { displayName: 'Deleted person', ...gone, erasedAt: ctx.now })

    expect(await names({ view: 'deactivated' })).toEqual(['Gone'])
  })

  it('Key not picked up leaves out keys that are active, ended or not yet sent', async () => {
    const propertyId = await newTestProperty(ctx, 'Austin')
    for (const state of ['waiting', 'sent', 'opened', 'active', 'bounced'] as const) {
      const employeeId = await newTestEmployee(ctx, { displayName: state })
      await newTestKey(ctx, { employeeId, propertyId, state })
    }
    const ended = await newTestEmployee(ctx, { displayName: 'ended' })
    await newTestKey(ctx, { employeeId: ended, propertyId, state: 'revoked', revokedAt: ctx.now })

    expect(await names({ view: 'key_waiting' })).toEqual(['bounced', 'opened', 'sent'])
  })

  it('Needs you holds conflicts, keys without an address and e-mails that failed', async () => {
    const propertyId = await newTestProperty(ctx, 'Austin')
    const wanted = { propertyId, roleId: userRole, mobileKey: true }
    const noMail = await newTestEmployee(ctx, { displayName: 'No mail' })
    const hasMail = await newTestEmployee(ctx, { displayName: 'Mail', primaryEmail: 'm@c.com' })
    const failed = await newTestEmployee(ctx, { displayName: 'Failed', primaryEmail: 'f@c.com' })
    const mended = await newTestEmployee(ctx, { displayName: 'Mended', primaryEmail: 'x@c.com' })
    await newTestEmployee(ctx, { displayName: 'Twin', hold: 'conflict' })
    await newTestDecision(ctx, { ...wanted, employeeId: noMail })
    await newTestDecision(ctx, { ...wanted, employeeId: hasMail })
    await newTestEmail(ctx, { employeeId: failed, state: 'failed' })
    await newTestEmail(ctx, {
      employeeId: mended,
      state: 'failed',
      createdAt: new Date(ctx.now.getTime() - DAY_MS),
    })
    await newTestEmail(ctx, { employeeId: mended, state: 'sent' })

    expect(await names({ view: 'needs_you' })).toEqual(['Failed', 'No mail', 'Twin'])
  })
})

describe('pages', () => {
  it('are cut by name, and asking past the end gives the last one', async () => {
    for (let i = 0; i < EMPLOYEE_PAGE_SIZE + 2; i++) {
      await newTestEmployee(ctx, { displayName: `Person ${String(i).padStart(3, '0')}` })
    }

    const first = await listEmployees(ctx, ask({ page: 1 }))
    const beyond = await listEmployees(ctx, ask({ page: 9 }))

    expect(first.rows).toHaveLength(EMPLOYEE_PAGE_SIZE)
    expect(first.total).toBe(EMPLOYEE_PAGE_SIZE + 2)
    expect(beyond.page).toBe(2)
    expect(beyond.rows.map((row) => row.name)).toEqual(['Person 050', 'Person 051'])
  })

  it('fall back to their defaults when the address holds nonsense', () => {
    expect(employeeQuerySchema.parse({ view: 'x', page: '-1', q: 'a'.repeat(500) })).toEqual({
      view: 'all',
      q: '',
      property: '',
      page: 1,
    })
  })
})
