import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import { employees } from '@/db/schema'
import { openTestDatabase } from '@/db/testing/database'
import { eraseDeleted } from '@/lib/access/over-time/erase-deleted'
import { openScimTestClient, userBody } from './scim-test-client'

let db: Db
let close: () => Promise<void>
beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())

const DAY_MS = 86_400_000
const EMAIL = 'eve@contoso.example'

it('who was deleted comes back as the same person until personal data is removed, and as somebody new after that', async () => {
  const { ctx, send, service } = await openScimTestClient(db)
  const push = async () => (await send('POST', '/Users', userBody(EMAIL))).body.id
  const personOf = async (scimId: string) => {
    const is = and(eq(employees.organizationId, ctx.organizationId), eq(employees.scimId, scimId))
    return (await db.select().from(employees).where(is))[0]
  }
  const first = await push()
  const person = await personOf(first)
  await send('DELETE', `/Users/${first}`)
  const back = await push()
  expect((await personOf(back))?.id).toBe(person?.id)

  await send('DELETE', `/Users/${back}`)
  await eraseDeleted(db, new Date(Date.now() + 91 * DAY_MS))
  const stranger = await personOf(await push())
  expect(stranger).toMatchObject({ displayName: EMAIL, erasedAt: null })
  expect(stranger?.id).not.toBe(person?.id)
  expect(await personOf(back)).toMatchObject({ id: person?.id, displayName: 'Deleted person' })
  await service.flush()
})
