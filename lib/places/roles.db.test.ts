import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Db } from '@/db/client'
import type { Context } from '@/db/context'
import { memberships, type RoleKey, users } from '@/db/schema'
import { newTestOrganization, openTestDatabase } from '@/db/testing/database'
import { newTestProperty, newTestRule } from '@/db/testing/people'
import { newId } from '@/lib/kernel/ids'
import { listRoles } from './list-roles'
import { createRole, deleteRole, updateRole } from './roles'

let db: Db
let close: () => Promise<void>
let ctx: Context
let roleIds: Record<RoleKey, string>

beforeAll(async () => {
  const opened = await openTestDatabase()
  db = opened.db
  close = opened.close
})
afterAll(() => close())

async function newAdministrator(role: RoleKey) {
  const made = await newTestOrganization(db)
  const userId = newId('user')
  const { organizationId, now: createdAt } = made.ctx
  await db.insert(users).values({ id: userId, email: `${userId}@contoso.example` })
  await db
    .insert(memberships)
    .values({ organizationId, userId, roleId: made.roleIds[role], createdAt })
  return { ...made, ctx: { ...made.ctx, actor: { kind: 'admin', userId, name: 'Ben' } as const } }
}

beforeEach(async () => {
  const made = await newAdministrator('admin')
  ctx = made.ctx
  roleIds = made.roleIds
})

const guard = {
  name: 'Night guard',
  description: 'Security at night.',
  basedOn: 'security',
} as const

test('a custom role copies a built-in one and stands below it in the list', async () => {
  await createRole(ctx, guard)
  const roles = await listRoles(ctx)
  expect(roles.map((role) => role.name)).toEqual([
    'Global Admin',
    'Admin',
    'Security',
    'Night guard',
    'User Manager',
    'Front Desk',
    'User',
  ])
  expect(roles[3]).toMatchObject({ builtIn: false, rank: roles[2]?.rank, administrators: 0 })
  expect(roles[1]).toMatchObject({ builtIn: true, administrators: 1 })
})

test('nobody makes a role above their own, nor lifts one above it', async () => {
  const refused = { code: 'not_allowed', field: 'basedOn' }
  await expect(createRole(ctx, { ...guard, basedOn: 'global_admin' })).rejects.toMatchObject(
    refused,
  )
  const { id } = await createRole(ctx, { ...guard, basedOn: 'admin' })
  await expect(updateRole(ctx, { id, ...guard, basedOn: 'global_admin' })).rejects.toMatchObject(
    refused,
  )
  const stranger = { ...ctx, actor: { kind: 'admin', userId: newId('user'), name: 'X' } as const }
  await expect(deleteRole(stranger, { id })).rejects.toMatchObject({ code: 'not_allowed' })
})

test('a built-in role is neither changed nor deleted', async () => {
  const id = roleIds.user
  await expect(updateRole(ctx, { id, ...guard })).rejects.toMatchObject({
    code: 'in_use',
    message: "User is built in and can't be changed. Copy it instead.",
  })
  await expect(deleteRole(ctx, { id })).rejects.toMatchObject({
    code: 'in_use',
    message: "User is built in and can't be deleted. Copy it instead.",
  })
})

test('a role is not deleted while a rule gives it', async () => {
  const { id } = await createRole(ctx, guard)
  const propertyId = await newTestProperty(ctx, 'HQ Denver')
  await newTestRule(ctx, { propertyId, name: 'Guards', roleId: id })
  await expect(deleteRole(ctx, { id })).rejects.toMatchObject({
    code: 'in_use',
    message: 'Night guard is used by 1 rule. Choose another role first.',
  })
  expect((await listRoles(ctx)).find((role) => role.id === id)).toMatchObject({ rules: 1 })
})

test('an unused custom role is renamed and deleted', async () => {
  const { id } = await createRole(ctx, guard)
  await updateRole(ctx, { id, ...guard, name: 'Day guard', basedOn: 'front_desk' })
  const role = (await listRoles(ctx)).find((candidate) => candidate.id === id)
  expect(role).toMatchObject({ name: 'Day guard', basedOn: 'front_desk', rank: 20 })
  await deleteRole(ctx, { id })
  expect(await listRoles(ctx)).toHaveLength(6)
})

test('a role name is unique ignoring case and spaces', async () => {
  await expect(createRole(ctx, { ...guard, name: ' user  manager ' })).rejects.toMatchObject({
    code: 'conflict',
    field: 'name',
  })
})

test('another organisation neither sees, changes nor deletes a role of this one', async () => {
  const { id } = await createRole(ctx, guard)
  const other = (await newAdministrator('global_admin')).ctx
  expect((await listRoles(other)).some((role) => role.id === id)).toBe(false)
  await expect(updateRole(other, { id, ...guard })).rejects.toMatchObject({ code: 'not_found' })
  await expect(deleteRole(other, { id })).rejects.toMatchObject({ code: 'not_found' })
})
