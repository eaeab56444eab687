import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import {
  newTestAccessGroup,
  newTestEmployee,
  newTestGrant,
  newTestProperty,
} from '@/db/testing/people'
import { type ActivityEntry, recordActivity } from '@/lib/activity/record'
import { propertyChangesOf } from './property-changes'

let db: Db
let close: () => Promise<void>
let ctx: Context
let hq: string
let employeeId: string
beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())
beforeEach(async () => {
  ctx = (await newTestOrganization(db)).ctx
  hq = await newTestProperty(ctx, 'HQ')
  employeeId = await newTestEmployee(ctx, { displayName: 'Maya' })
})

const who = { name: 'Maya', property: 'HQ' }
/** Logs hold both: an entry for each access group, and since then one for all that a decision changed. */
const shapes = {
  'an entry for each access group': (groups: { gives?: string[]; takes?: string[] }) => [
    ...(groups.gives ?? []).map(
      (accessGroup): ActivityEntry => ({
        kind: 'access.given',
        data: { ...who, accessGroup, rules: [] },
      }),
    ),
    ...(groups.takes ?? []).map(
      (accessGroup): ActivityEntry => ({ kind: 'access.taken', data: { ...who, accessGroup } }),
    ),
  ],
  'one entry for a decision': ({
    gives,
    takes,
  }: {
    gives?: string[]
    takes?: string[]
  }): ActivityEntry[] => [
    {
      kind: 'access.changed',
      data: {
        ...who,
        ...(gives && { given: gives.map((accessGroup) => ({ accessGroup, rules: [] })) }),
        ...(takes && { taken: takes }),
        role: { before: 'User', after: null },
      },
    },
  ],
}

describe.each(Object.entries(shapes))('told by %s', (_shape, entriesOf) => {
  const tell = (minute: number, groups: Parameters<typeof entriesOf>[0], subject = employeeId) =>
    recordActivity(
      { ...ctx, now: new Date(ctx.now.getTime() + minute * 60_000) },
      entriesOf(groups).map(
        (entry): ActivityEntry => ({
          ...entry,
          subject: { kind: 'employee', id: subject },
          propertyId: hq,
        }),
      ),
    )
  const changes = (by = ctx) => propertyChangesOf(by, { employeeId, since: ctx.now })

  it('a property is lost when the last of what was had there was taken', async () => {
    await tell(1, { takes: ['Employees', 'Lab'] })
    expect(await changes()).toEqual({ gained: [], lost: [hq], any: false })
  })

  it('a property whose access was only taken after it had been given is neither gained nor lost', async () => {
    await tell(1, { gives: ['Lab'] })
    await tell(2, { takes: ['Lab'] })
    expect(await changes()).toEqual({ gained: [], lost: [], any: false })
  })

  it('what was taken and given again leaves the property as it was', async () => {
    await tell(1, { takes: ['Lab'] })
    await tell(2, { gives: ['Lab'] })
    const accessGroupId = await newTestAccessGroup(ctx, { propertyId: hq, name: 'Lab' })
    await newTestGrant(ctx, { employeeId, propertyId: hq, accessGroupId })
    expect(await changes()).toEqual({ gained: [], lost: [], any: true })
  })

  it('moving between access groups of one property is no loss of it', async () => {
    await tell(1, { gives: ['Lab'], takes: ['Employees'] })
    const accessGroupId = await newTestAccessGroup(ctx, { propertyId: hq, name: 'Lab' })
    await newTestGrant(ctx, { employeeId, propertyId: hq, accessGroupId })
    expect(await changes()).toEqual({ gained: [], lost: [], any: true })
  })

  it('what happened before the moment, to others or elsewhere counts for nothing', async () => {
    await tell(-1, { takes: ['Lab'] })
    await tell(1, { takes: ['Lab'] }, 'emp_other')
    expect(await changes()).toEqual({ gained: [], lost: [], any: false })
    await tell(1, { takes: ['Lab'] })
    const { ctx: stranger } = await newTestOrganization(db)
    expect(await changes(stranger)).toEqual({ gained: [], lost: [], any: false })
  })
})
