import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { accessGroupDoors, accessGroups, mobileKeyStates } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import {
  newTestAccessGroup,
  newTestCard,
  newTestEmployee,
  newTestGrant,
  newTestKey,
  newTestProperty,
} from '@/db/testing/people'
import { doorsOf } from '@/lib/keys/doors'
import { exportOpeners } from './export-openers'
import { OPENER_PAGE_SIZE, type OpenerQuery } from './schemas'
import { type Ask, doorCalled, openTestDesk } from './test-doors'
import { allOpeners, readDoor, whoOpens } from './who-opens'

let db: Db
let close: () => Promise<void>
let ctx: Context
let ask: Ask
let hq: string
let austin: string
let dock: string
let groups: string[]

const HOUR_MS = 3_600_000
const hours = (count: number) => new Date(ctx.now.getTime() + count * HOUR_MS)
const everybody: Omit<OpenerQuery, 'view'> = { q: '', page: 1 }

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
})
afterAll(() => close())
beforeEach(async () => {
  ;({ ctx } = await newTestOrganization(db))
  ;({ ask } = await openTestDesk(ctx))
  hq = await newTestProperty(ctx, 'HQ Denver')
  austin = await newTestProperty(ctx, 'Austin')
  const employeesGroup = await newTestAccessGroup(ctx, {
    propertyId: hq,
    name: 'Employees',
    doors: ['Dock'],
  })
  const night = await newTestAccessGroup(ctx, { propertyId: hq, name: 'Night', doors: ['Roof'] })
  dock = await doorCalled(ctx, 'Dock')
  await db.insert(accessGroupDoors).values({
    organizationId: ctx.organizationId,
    propertyId: hq,
    accessGroupId: night,
    doorId: dock,
  })
  const elsewhere = await newTestAccessGroup(ctx, { propertyId: austin, name: 'All' })
  await db.update(accessGroups).set({ hours: shutNow() }).where(eq(accessGroups.id, night))
  groups = [employeesGroup, night, elsewhere]
})

/** One day a week, which is neither today nor near it. */
const shutNow = () => [{ days: [((ctx.now.getUTCDay() + 3) % 7) + 1], from: '08:00', to: '18:00' }]

/** Everything that decides about a person at a door, drawn at random; hours are from now. */
const anyone = fc.record({
  active: fc.constantFrom(true, true, true, true, false),
  deleted: fc.constantFrom(false, false, false, false, false, true),
  hold: fc.constantFrom(null, null, null, null, null, 'by_hand' as const, 'conflict' as const),
  key: fc.option(
    fc.record({
      at: fc.constantFrom('hq', 'hq', 'hq', 'hq', 'austin'),
      state: fc.oneof(
        { weight: 3, arbitrary: fc.constant('active' as const) },
        { weight: 2, arbitrary: fc.constantFrom(...mobileKeyStates) },
      ),
      starts: fc.constantFrom(null, null, -1, 1),
      suspended: fc.constantFrom(false, false, false, false, true),
    }),
  ),
  cards: fc.array(
    fc.record({
      at: fc.constantFrom('hq', 'hq', 'hq', 'austin'),
      starts: fc.constantFrom(null, null, -1, 1),
      suspended: fc.constantFrom(false, false, true),
      ended: fc.constantFrom(false, false, false, true),
    }),
    { maxLength: 2 },
  ),
  grants: fc.array(
    fc.record({
      group: fc.integer({ min: 0, max: 2 }),
      source: fc.constantFrom('rule' as const, 'hand' as const),
      until: fc.constantFrom(null, -1, 1),
    }),
    { maxLength: 3 },
  ),
})

type Person = typeof anyone extends fc.Arbitrary<infer T> ? T : never

async function settle(name: string, person: Person) {
  const employeeId = await newTestEmployee(ctx, {
    displayName: name,
    active: person.active,
    hold: person.hold,
    deletedAt: person.deleted ? ctx.now : null,
  })
  const given = new Set<string>()
  for (const { group, source, until } of person.grants) {
    if (given.has(`${group} ${source}`)) continue
    given.add(`${group} ${source}`)
    await newTestGrant(ctx, {
      employeeId,
      propertyId: group === 2 ? austin : hq,
      accessGroupId: groups[group] ?? '',
      source,
      until: until === null ? null : hours(until),
    })
  }
  const numbers = await settleCards(employeeId, person.cards)
  if (!person.key) return { employeeId, key: undefined, numbers }
  const { at, state, starts, suspended } = person.key
  const key = await newTestKey(ctx, {
    employeeId,
    propertyId: at === 'hq' ? hq : austin,
    state,
    startsAt: starts === null ? null : hours(starts),
    suspendedAt: suspended ? ctx.now : null,
    revokedAt: state === 'revoked' ? ctx.now : null,
  })
  return { employeeId, key, numbers }
}

/** Returns the numbers that a reader reads. */
async function settleCards(employeeId: string, drawn: Person['cards']): Promise<string[]> {
  const numbers: string[] = []
  for (const [index, { at, starts, suspended, ended }] of drawn.entries()) {
    const number = `${employeeId.slice('emp_'.length)}${index}`
    numbers.push(number)
    await newTestCard(ctx, {
      employeeId,
      propertyId: at === 'hq' ? hq : austin,
      number,
      startsAt: starts === null ? null : hours(starts),
      suspendedAt: suspended ? ctx.now : null,
      revokedAt: ended ? ctx.now : null,
    })
  }
  return numbers
}

describe('who can open a door', () => {
  it('is said of exactly the people to whom the door itself says yes', async () => {
    const people = fc.sample(anyone, { numRuns: 150, seed: 11 })
    const settled: Awaited<ReturnType<typeof settle>>[] = []
    for (const [index, person] of people.entries()) settled.push(await settle(`P${index}`, person))

    const listed = new Map(
      (await allOpeners(ctx, { doorId: dock, q: '' })).map((row) => [row.employeeId, row.answer]),
    )
    const answers = new Set<string>()
    for (const { employeeId, key, numbers } of settled) {
      const { reason } = await ask({ door: dock, key: key ?? 'key_none' })
      const byCard = new Set<string | undefined>()
      for (const card of numbers) byCard.add((await ask({ door: dock, card })).reason)
      for (const answer of [reason, ...byCard]) answers.add(answer ?? '')
      const opens = reason === 'open' || byCard.has('open')
      expect(listed.get(employeeId) === 'open', `${employeeId} ${reason}`).toBe(opens)
      // What the page of a key promises to open, it opens; and nothing is promised that is over.
      const [page] = await doorsOf(ctx, { employeeId, propertyIds: [hq] })
      const opening = page?.openings.find((one) => one.doors.includes('Dock'))
      const promised = opening !== undefined
      if (reason === 'open') expect(promised).toBe(true)
      if (reason === 'outside_hours') expect(opening?.hours).toEqual(shutNow())
      if (['left', 'held', 'no_grant', 'grant_ended'].includes(reason ?? '')) {
        expect(promised, `${employeeId} ${reason}`).toBe(false)
      }
    }
    // The sample meets every answer that a known door can give, so none of them went untested.
    expect([...answers].sort()).toEqual(
      [
        'expired',
        'grant_ended',
        'held',
        'left',
        'no_grant',
        'not_active',
        'not_started',
        'open',
        'outside_hours',
        'revoked',
        'suspended',
        'unknown_card',
        'unknown_key',
        'card_suspended',
        'wrong_property',
      ].sort(),
    )
  })

  it('tells through what, by whom and until when, and why the others cannot yet', async () => {
    const open = await newTestEmployee(ctx, {
      displayName: 'Maya',
      primaryEmail: 'm@contoso.example',
    })
    const shut = await newTestEmployee(ctx, { displayName: 'Ben' })
    const grant = { propertyId: hq, accessGroupId: groups[0] ?? '', source: 'hand' as const }
    await newTestGrant(ctx, { ...grant, employeeId: open, until: hours(5), givenBy: 'Ana Ruiz' })
    await newTestGrant(ctx, { ...grant, employeeId: shut })
    await newTestKey(ctx, { employeeId: open, propertyId: hq, state: 'active', device: 'iPhone' })

    const can = await whoOpens(ctx, { doorId: dock, view: 'open', ...everybody })
    expect(can.totals).toEqual({ open: 1, shut: 1 })
    expect(can.rows).toMatchObject([
      {
        name: 'Maya',
        device: 'iPhone',
        answer: 'open',
        grants: [
          { accessGroup: 'Employees', source: 'hand', givenBy: 'Ana Ruiz', until: hours(5) },
        ],
      },
    ])
    const cannot = await whoOpens(ctx, { doorId: dock, view: 'shut', ...everybody })
    expect(cannot.rows).toMatchObject([{ name: 'Ben', answer: 'unknown_key' }])
  })

  it('counts whose card opens it, says which card, and prefers what opens to what does not', async () => {
    const grant = { propertyId: hq, accessGroupId: groups[0] ?? '' }
    const [ben, maya] = [
      await newTestEmployee(ctx, { displayName: 'Ben' }),
      await newTestEmployee(ctx, { displayName: 'Maya' }),
    ]
    const card = { employeeId: maya, propertyId: hq }
    await newTestGrant(ctx, { ...grant, employeeId: ben })
    await newTestGrant(ctx, { ...grant, employeeId: maya })
    await newTestKey(ctx, { ...card, state: 'waiting' })
    await newTestCard(ctx, { ...card, number: '00124711', suspendedAt: ctx.now })
    await newTestCard(ctx, { ...card, number: '00124712' })
    await newTestCard(ctx, {
      employeeId: ben,
      propertyId: hq,
      number: '00124713',
      suspendedAt: ctx.now,
    })

    const can = await whoOpens(ctx, { doorId: dock, view: 'open', ...everybody })
    expect(can.totals).toEqual({ open: 1, shut: 1 })
    expect(can.rows).toMatchObject([{ name: 'Maya', card: '4712', device: null }])
    const cannot = await whoOpens(ctx, { doorId: dock, view: 'shut', ...everybody })
    expect(cannot.rows).toMatchObject([{ name: 'Ben', answer: 'card_suspended' }])
    const file = await exportOpeners(ctx, { doorId: dock, q: 'maya' })
    expect(file?.csv).toContain('Maya,,yes,The door may open.,card …4712,')
  })

  it('is found by name or e-mail in any case, and wildcards mean themselves', async () => {
    for (const name of ['Maya 100%', 'Ben']) {
      const employeeId = await newTestEmployee(ctx, {
        displayName: name,
        primaryEmail: `${name.charAt(0)}@contoso.example`,
      })
      await newTestGrant(ctx, { employeeId, propertyId: hq, accessGroupId: groups[0] ?? '' })
    }
    const found = async (q: string) =>
      (await whoOpens(ctx, { doorId: dock, view: 'shut', q, page: 1 })).rows.map((row) => row.name)
    expect(await found('MAYA')).toEqual(['Maya 100%'])
    expect(await found('b@CONTOSO')).toEqual(['Ben'])
    expect(await found('0%')).toEqual(['Maya 100%'])
    expect(await found('_')).toEqual([])
  })

  it('comes in pages, and a page beyond the last is the last', async () => {
    for (let i = 0; i <= OPENER_PAGE_SIZE; i++) {
      const employeeId = await newTestEmployee(ctx, {
        displayName: `P${String(i).padStart(3, '0')}`,
      })
      await newTestGrant(ctx, { employeeId, propertyId: hq, accessGroupId: groups[0] ?? '' })
    }
    const page = await whoOpens(ctx, { doorId: dock, view: 'shut', q: '', page: 9 })
    expect(page).toMatchObject({ page: 2, totals: { shut: OPENER_PAGE_SIZE + 1 } })
    expect(page.rows.map((row) => row.name)).toEqual([`P0${OPENER_PAGE_SIZE}`])
  })

  it('goes into a file that a spreadsheet shows and never runs', async () => {
    const employeeId = await newTestEmployee(ctx, { displayName: '=HYPERLINK("x"), "Maya"' })
    await newTestGrant(ctx, { employeeId, propertyId: hq, accessGroupId: groups[0] ?? '' })

    const file = await exportOpeners(ctx, { doorId: dock, q: '' })
    expect(file?.fileName).toMatch(/^hq-denver-dock-\d{4}-\d\d-\d\d\.csv$/)
    const [head, line] = (file?.csv ?? '').split('\n')
    expect(head).toBe(
      '\uFEFFPerson,E-mail,Opens,Reason,Device or card,Through,Hours,Since (UTC),Until (UTC)',
    )
    expect(line).toContain(`"'=HYPERLINK(""x""), ""Maya""",,no,This key is not known.`)
  })

  it('is told to no other organisation', async () => {
    const employeeId = await newTestEmployee(ctx, { displayName: 'Maya' })
    await newTestGrant(ctx, { employeeId, propertyId: hq, accessGroupId: groups[0] ?? '' })
    const other = (await newTestOrganization(db)).ctx

    expect(await readDoor(other, { doorId: dock })).toBeUndefined()
    expect(await exportOpeners(other, { doorId: dock, q: '' })).toBeUndefined()
    const page = await whoOpens(other, { doorId: dock, view: 'shut', ...everybody })
    expect(page).toMatchObject({ rows: [], totals: { open: 0, shut: 0 } })
  })
})
