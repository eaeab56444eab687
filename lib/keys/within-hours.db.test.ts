import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { accessGroups, properties } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestProperty } from '@/db/testing/people'
import { newId } from '@/lib/kernel/ids'
import type { HoursLine, OpeningHours } from '@/lib/kernel/opening-hours'
import { withinHoursSql } from './within-hours-sql'

let db: Db
let close: () => Promise<void>
let ctx: Context

/** Zones that change their clocks on different days, by half an hour too, or never. */
const zones = ['America/Denver', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC']

beforeAll(async () => {
  ;({ db, close } = await openTestDatabase())
  ;({ ctx } = await newTestOrganization(db))
})
afterAll(() => close())

async function newGroups(timeZone: string, schedules: OpeningHours[]): Promise<string> {
  const propertyId = await newTestProperty(ctx, newId('property'))
  await db.update(properties).set({ timeZone }).where(eq(properties.id, propertyId))
  await db.insert(accessGroups).values(
    schedules.map((hours, n) => ({
      organizationId: ctx.organizationId,
      id: `${propertyId}_${n}`,
      propertyId,
      name: `${n}`,
      nameKey: `${n}`.padStart(4, '0'),
      hours,
      createdAt: ctx.now,
    })),
  )
  return propertyId
}

/** Whether each group of the property opens at the moment, in the order in which they were made. */
async function opensAt(propertyId: string, at: Date): Promise<boolean[]> {
  const now = sql`${at.toISOString()}::timestamptz`
  const { rows } = await db.execute<{ opens: boolean }>(sql`
    select ${withinHoursSql(now)} as opens from ${accessGroups} as a
    where a.organization_id = ${ctx.organizationId} and a.property_id = ${propertyId}
    order by a.name_key`)
  return rows.map((row) => row.opens)
}

/** The same question, answered minute by minute on a wall clock that Intl reads. */
function expected(hours: OpeningHours, at: Date, timeZone: string): boolean {
  if (hours === null) return true
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  const week = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
  const minute =
    week.indexOf(part('weekday')) * 1440 + Number(part('hour')) * 60 + Number(part('minute'))
  return hours.some((line) =>
    line.days.some((day) => {
      const [begin, end] = [minuteOf(line.from), minuteOf(line.to)]
      const length = end > begin ? end - begin : end + 1440 - begin
      const since = (minute - ((day - 1) * 1440 + begin) + 10_080) % 10_080
      return since < length
    }),
  )
}

const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

const clock = fc
  .integer({ min: 0, max: 1439 })
  .map(
    (minute) =>
      `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`,
  )
const line: fc.Arbitrary<HoursLine> = fc.record({
  days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
  from: clock,
  to: clock,
})
const schedule = fc.option(fc.array(line, { minLength: 1, maxLength: 4 }), { freq: 20 })

/** Any moment of two years, half of them in the hours around a change of clocks. */
const changes = ['2026-03-08T09:00Z', '2026-11-01T08:00Z', '2026-03-29T01:00Z', '2026-10-25T01:00Z']
const moment = fc.oneof(
  fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
  fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -300, max: 300 }))
    .map(([change, minutes]) => new Date(Date.parse(change) + minutes * 60_000)),
)

describe('the hours of an access group', () => {
  it('mean in the database what they mean on the wall clock, at any moment and in any zone', async () => {
    const schedules = fc.sample(schedule, { numRuns: 60, seed: 5 })
    const moments = fc.sample(moment, { numRuns: 24, seed: 6 })
    let open = 0
    for (const timeZone of zones) {
      const property = await newGroups(timeZone, schedules)
      for (const at of moments) {
        const answers = await opensAt(property, at)
        expect(answers, `${at.toISOString()} ${timeZone}`).toEqual(
          schedules.map((hours) => expected(hours, at, timeZone)),
        )
        open += answers.filter(Boolean).length
      }
    }
    // Neither answer is rare, so neither went untested.
    const asked = zones.length * moments.length * schedules.length
    expect(open).toBeGreaterThan(asked * 0.2)
    expect(open).toBeLessThan(asked * 0.9)
  })

  it('hold on the night when clocks repeat an hour and on the one when they skip it', async () => {
    const early = [{ days: [7], from: '01:30', to: '02:30' }]
    const property = await newGroups('America/Denver', [early])
    const at = async (moment: string) => (await opensAt(property, new Date(moment)))[0]

    // 1 November 2026: 01:30 comes twice, before and after 08:00Z.
    expect(await at('2026-11-01T07:29Z')).toBe(false)
    expect(await at('2026-11-01T07:30Z')).toBe(true)
    expect(await at('2026-11-01T08:15Z')).toBe(false)
    expect(await at('2026-11-01T08:30Z')).toBe(true)
    expect(await at('2026-11-01T09:30Z')).toBe(false)
    // 8 March 2026: 02:00 is 03:00, so the second half never comes.
    expect(await at('2026-03-08T08:59Z')).toBe(true)
    expect(await at('2026-03-08T09:00Z')).toBe(false)
  })

  it('that cannot be read open nothing', async () => {
    const broken = [{ days: [1, 2, 3, 4, 5, 6, 7] }] as HoursLine[]
    const property = await newGroups('UTC', [broken, []])
    expect(await opensAt(property, ctx.now)).toEqual([false, false])
  })
})
