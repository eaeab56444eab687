import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { type Context, withTransaction } from '@/db/context'
import { employees, grants, mobileKeys, type RoleKey } from '@/db/schema'
import { newTestOrganization } from '@/db/testing/database'
import { newTestAccessGroup, newTestEmployee, newTestProperty } from '@/db/testing/people'
import type { ActivityEntry } from '@/lib/activity/record'
import { type AccessOutcome, reconcile } from './reconcile'
import { applyRule } from './test-save-rules'

/** An organisation with two properties and the verbs that tests of access speak in. */
export interface TestHouse {
  ctx: Context
  roleIds: Record<RoleKey, string>
  hq: string
  austin: string
}

export async function openTestHouse(db: Db, now = new Date()): Promise<TestHouse> {
  const { ctx, roleIds } = await newTestOrganization(db, now)
  const hq = await newTestProperty(ctx, 'HQ Denver')
  const austin = await newTestProperty(ctx, 'Austin')
  return { ctx, roleIds, hq, austin }
}

export interface TestRule {
  propertyId: string
  department: string
  mobileKey?: boolean
  doors?: string[]
}

/** A rule for one department that gives an access group of its own. Returns what it caused. */
export async function newDepartmentRule(
  { ctx, roleIds }: TestHouse,
  { propertyId, department, mobileKey = true, doors = [] }: TestRule,
): Promise<AccessOutcome> {
  const accessGroupId = await newTestAccessGroup(ctx, { propertyId, name: department, doors })
  return applyRule(
    { ...ctx, actor: { kind: 'system', name: 'Test' } },
    {
      propertyId,
      name: department,
      conditions: {
        match: 'all',
        conditions: [
          { kind: 'condition', operand: 'department', operator: 'is', values: [department] },
        ],
      },
      accessGroupIds: [accessGroupId],
      roleId: roleIds.user,
      mobileKey,
    },
  )
}

/** A person as a push from Entra stores them, decided at once. */
export async function newPerson(
  { ctx }: TestHouse,
  person: { name: string; department: string; email?: string | null },
): Promise<string> {
  const email = person.email === undefined ? `${person.name}@contoso.example` : person.email
  const id = await newTestEmployee(ctx, {
    displayName: person.name,
    ...(email && { primaryEmail: email }),
    facts: { department: [person.department.toLowerCase()] },
  })
  await decide(ctx, [id])
  return id
}

export function decide(
  ctx: Context,
  ids: string[],
  {
    newlyReachable = [],
    entries = [],
  }: { newlyReachable?: string[]; entries?: ActivityEntry[] } = {},
): Promise<AccessOutcome> {
  return withTransaction(ctx, (tx) =>
    reconcile(tx, { kind: 'employees', ids, newlyReachable }, entries),
  )
}

/** Changes columns of a person and decides anew, as an update from Entra does. */
export async function changePerson(
  ctx: Context,
  id: string,
  values: Partial<typeof employees.$inferInsert>,
): Promise<AccessOutcome> {
  await ctx.db
    .update(employees)
    .set(values)
    .where(and(eq(employees.organizationId, ctx.organizationId), eq(employees.id, id)))
  return decide(ctx, [id])
}

export async function livingKeys(ctx: Context, employeeId: string) {
  return ctx.db
    .select()
    .from(mobileKeys)
    .where(
      and(
        eq(mobileKeys.organizationId, ctx.organizationId),
        eq(mobileKeys.employeeId, employeeId),
        isNull(mobileKeys.revokedAt),
      ),
    )
}

export async function grantsOf(ctx: Context, employeeId: string) {
  return ctx.db
    .select()
    .from(grants)
    .where(and(eq(grants.organizationId, ctx.organizationId), eq(grants.employeeId, employeeId)))
}
