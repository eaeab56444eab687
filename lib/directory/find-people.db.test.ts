import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestEmployee } from '@/db/testing/people'
import { findPeople } from './find-people'

let db: Db
let close: () => Promise<void>
beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())

describe('people found for a field', () => {
  it('are those who are there, by a part of their name or e-mail, without case', async () => {
    const { ctx } = await newTestOrganization(db)
    const ada = await newTestEmployee(ctx, { displayName: 'Ada Boss', department: 'Board' })
    const bo = await newTestEmployee(ctx, { displayName: 'Bo', primaryEmail: 'bo@boss.example' })
    await newTestEmployee(ctx, { displayName: 'Former Boss', active: false })
    await newTestEmployee(ctx, { displayName: 'Cy' })
    expect(await findPeople(ctx, { search: 'BOSS' })).toEqual([
      { id: ada, name: 'Ada Boss', department: 'Board' },
      { id: bo, name: 'Bo', department: null },
    ])
  })

  it('are at most eight, and none of another organisation', async () => {
    const { ctx } = await newTestOrganization(db)
    const other = await newTestOrganization(db)
    for (let place = 0; place < 9; place++) {
      await newTestEmployee(ctx, { displayName: `Person ${place}` })
    }
    expect(await findPeople(ctx, { search: 'person' })).toHaveLength(8)
    expect(await findPeople(other.ctx, { search: 'person' })).toEqual([])
  })
})
