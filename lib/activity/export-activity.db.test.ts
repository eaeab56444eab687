import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { exportActivity } from './export-activity'
import { listActivity } from './list'
import { recordActivity } from './record'

let db: Db
let close: () => Promise<void>
let ctx: Context
beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())
beforeEach(async () => {
  ctx = (await newTestOrganization(db)).ctx
})

const everything = { seesPersonal: true }

async function linesOf(...args: Parameters<typeof exportActivity>): Promise<string[]> {
  const text = await new Response(await exportActivity(...args)).text()
  return text.replace('\uFEFF', '').trimEnd().split('\r\n')
}

const created = (name: string) => ({ kind: 'employee.created', data: { name } }) as const

it('holds every entry that the filters mean, however many pages they fill', async () => {
  const names = Array.from({ length: 1_203 }, (_, i) => `P${i}`)
  await recordActivity(ctx, names.map(created))
  await recordActivity(ctx, [{ kind: 'token.created', data: { ending: 'k4Qz' } }])

  const lines = await linesOf(ctx, { lens: 'people' }, everything)

  expect(lines).toHaveLength(1_204)
  expect(lines[0]).toBe('Time (UTC),What,Who,Property,Result,Kind,Request id,Entry id')
  expect(lines[1]).toContain('P1202 was added.')
  expect(lines[1]).toContain('Ana Ruiz')
})

it('cannot run as a formula in a spreadsheet, and keeps quotes and lines of a name inside its cell', async () => {
  await recordActivity(ctx, [created('=HYPERLINK("https://evil.example")'), created('A "B",\nC')])

  const text = (await linesOf(ctx, { lens: 'people' }, everything)).join('\n')

  expect(text).toContain(`"'=HYPERLINK(""https://evil.example"") was added."`)
  expect(text).toContain('"A ""B"",\nC was added."')
})

it('is itself in the log, with its rows and its filters but not with the name that was searched', async () => {
  await recordActivity(ctx, [created('Maya')])

  await linesOf(ctx, { lens: 'people', q: 'Maya', period: '7d' }, everything)

  const { rows } = await listActivity(ctx, { lens: 'changes' })
  expect(rows.map((row) => row.data)).toEqual([
    { what: 'The activity log', rows: 1, filters: 'filtered by lens people, a text, period 7d' },
  ])
})

it('holds nothing of another organisation', async () => {
  await recordActivity(ctx, [created('Maya')])
  const other = (await newTestOrganization(db)).ctx

  expect(await linesOf(other, { lens: 'people' }, everything)).toHaveLength(1)
})
