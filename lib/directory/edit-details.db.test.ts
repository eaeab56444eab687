import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { activity, employees } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestEmployee } from '@/db/testing/people'
import { editDetails } from './edit-details'
import { readEmployee } from './read-employee'
import type { DetailsForm } from './schemas'
import { takeEntraValue } from './take-entra-value'

let db: Db
let close: () => Promise<void>
let ctx: Context
let id: string
beforeAll(async () => ({ db, close } = await openTestDatabase()))
afterAll(() => close())
beforeEach(async () => {
  ;({ ctx } = await newTestOrganization(db))
  id = await newTestEmployee(ctx, { displayName: 'Maya Chen', phone: '1', title: 'Cook' })
})

const form: DetailsForm = {
  displayName: 'Maya Chen',
  givenName: '',
  familyName: '',
  phone: '1',
  title: 'Cook',
  department: '',
  employeeNumber: '',
  preferredLanguage: '',
}
const edit = (typed: Partial<DetailsForm>, began: Partial<DetailsForm> = {}) =>
  editDetails(ctx, {
    employeeId: id,
    began: { ...form, ...began },
    typed: { ...form, ...began, ...typed },
  })
const person = async () => {
  const [row] = await db.select().from(employees).where(eq(employees.id, id))
  return row
}
const told = () =>
  db
    .select({ kind: activity.kind, data: activity.data })
    .from(activity)
    .where(and(eq(activity.organizationId, ctx.organizationId), eq(activity.subjectId, id)))
const ana = { by: 'Ana Ruiz', at: expect.any(String) }

describe('an edit of details', () => {
  it('is shown, with Entra’s value and who edited it, and stands in the log before and after', async () => {
    expect(await edit({ phone: '9', department: 'Lab' })).toEqual({ kind: 'saved' })
    expect(await readEmployee(ctx, { employeeId: id })).toMatchObject({
      phone: '9',
      department: 'Lab',
      edits: { phone: { entra: '1', ...ana }, department: { entra: null, ...ana } },
    })
    expect(await told()).toEqual([
      {
        kind: 'employee.details_edited',
        data: {
          name: 'Maya Chen',
          changes: [
            { field: 'phone', before: '1', after: '9' },
            { field: 'department', before: null, after: 'Lab' },
          ],
        },
      },
    ])
  })

  it('is none any more when it comes back to what Entra has', async () => {
    await edit({ phone: '9' })
    await edit({ phone: '1' }, { phone: '9' })
    expect(await person()).toMatchObject({ phone: '1', edits: {} })
  })

  it('that changes nothing is not told', async () => {
    expect(await edit({ phone: ' 1 ' })).toEqual({ kind: 'saved' })
    expect(await told()).toEqual([])
  })

  it('is answered with both values where the field became another meanwhile', async () => {
    await edit({ phone: '2' })
    expect(await edit({ phone: '9', title: 'Waiter' })).toEqual({
      kind: 'clash',
      clashes: [{ field: 'phone', now: '2', typed: '9' }],
    })
    expect(await person()).toMatchObject({ phone: '2', title: 'Cook' })
  })

  it('leaves what rules and SCIM look at as it is', async () => {
    const before = await person()
    await edit({ department: 'Lab' })
    const after = await person()
    expect(after?.facts).toEqual(before?.facts)
    expect(after?.resource).toEqual(before?.resource)
    expect(after?.version).toBe(before?.version)
  })

  it('is refused for who is deleted, who is kept by hand, and people of another organisation', async () => {
    await db.update(employees).set({ source: 'local' }).where(eq(employees.id, id))
    await expect(edit({ phone: '9' })).rejects.toMatchObject({ code: 'conflict' })
    await db
      .update(employees)
      .set({ source: 'entra', deletedAt: ctx.now })
      .where(eq(employees.id, id))
    await expect(edit({ phone: '9' })).rejects.toMatchObject({ code: 'not_found' })
    ;({ ctx } = await newTestOrganization(db))
    await expect(edit({ phone: '9' })).rejects.toMatchObject({ code: 'not_found' })
    expect(await person()).toMatchObject({ phone: '1' })
  })
})

describe('Use Entra’s', () => {
  it('shows what Entra has again, and says so in the log', async () => {
    await edit({ phone: '9', title: 'Waiter' })
    await takeEntraValue(ctx, { employeeId: id, detail: 'phone' })
    expect(await person()).toMatchObject({
      phone: '1',
      title: 'Waiter',
      edits: { title: { entra: 'Cook' } },
    })
    expect(await told()).toContainEqual({
      kind: 'employee.entra_used',
      data: { name: 'Maya Chen', changes: [{ field: 'phone', before: '9', after: '1' }] },
    })
  })

  it('is refused where it is shown already, and for people of another organisation', async () => {
    await edit({ title: 'Waiter' })
    await expect(takeEntraValue(ctx, { employeeId: id, detail: 'phone' })).rejects.toMatchObject({
      code: 'conflict',
    })
    const { ctx: other } = await newTestOrganization(db)
    await expect(takeEntraValue(other, { employeeId: id, detail: 'title' })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(await person()).toMatchObject({ title: 'Waiter' })
  })
})

describe('the primary e-mail', () => {
  const flagOf = async (resource: Record<string, unknown>, primaryEmail: string | null) => {
    id = await newTestEmployee(ctx, { displayName: 'Ben', primaryEmail, resource })
    return (await readEmployee(ctx, { employeeId: id }))?.emailFromUserName
  }

  it('is flagged where it is the user name, because Entra sent none', async () => {
    const emails = [{ type: 'work', value: 'ben@contoso.com' }]
    expect(await flagOf({}, 'ben@contoso.com')).toBe(true)
    expect(await flagOf({ emails: [{ type: 'work', value: ' ' }] }, 'ben2@contoso.com')).toBe(true)
    expect(await flagOf({ emails }, 'ben3@contoso.com')).toBe(false)
    expect(await flagOf({}, null)).toBe(false)
  })
})
