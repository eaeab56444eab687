import { and, count, eq, inArray, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { violatesUnique } from '@/db/errors'
import { accessGroups, memberships, properties, roles, ruleAccessGroups, rules } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { actorLabel } from '@/lib/kernel/actors'
import { AppError } from '@/lib/kernel/errors'
import { newId } from '@/lib/kernel/ids'
import { nameKey } from '@/lib/kernel/name-key'
import { RULES_PER_PROPERTY_MAX, type RuleInput } from './schemas'

/**
 * Stores a new rule at the end of its property's list, or a changed one. Runs in the caller's
 * transaction, which also decides everybody anew. Throws AppError with the field it belongs to:
 * a taken name, a group or role that is not there any more, a role above one's own, a save clash,
 * one rule too many.
 */
export async function saveRule(tx: Context, input: RuleInput): Promise<string> {
  const property = await readProperty(tx, input.propertyId)
  await checkGroups(tx, input)
  await checkRole(tx, input.roleId)
  const ruleId = await (input.ruleId
    ? updateRule(tx, { ...input, ruleId: input.ruleId })
    : insertRule(tx, input)
  ).catch((error: unknown) => {
    if (!violatesUnique(error, 'rules_name')) throw error
    throw new AppError('conflict', `${property} already has a rule called ${input.name}.`, 'name')
  })
  await replaceGroups(tx, ruleId, input)
  await recordActivity(tx, [
    {
      kind: input.ruleId ? 'rule.updated' : 'rule.created',
      data: { rule: input.name, property },
      subject: { kind: 'rule', id: ruleId },
      propertyId: input.propertyId,
    },
  ])
  return ruleId
}

async function insertRule(tx: Context, input: RuleInput): Promise<string> {
  await checkCount(tx, input.propertyId)
  const id = newId('rule', tx.now)
  await tx.db.insert(rules).values({
    ...columnsOf(tx, input),
    organizationId: tx.organizationId,
    id,
    propertyId: input.propertyId,
    position: sql`(select coalesce(max(r.position), 0) + 1 from ${rules} as r where r.organization_id = ${tx.organizationId} and r.property_id = ${input.propertyId})`,
    enabled: true,
    createdAt: tx.now,
    version: 1,
  })
  return id
}

async function checkCount(tx: Context, propertyId: string): Promise<void> {
  const [row] = await tx.db
    .select({ rules: count() })
    .from(rules)
    .where(and(eq(rules.organizationId, tx.organizationId), eq(rules.propertyId, propertyId)))
  if ((row?.rules ?? 0) < RULES_PER_PROPERTY_MAX) return
  throw new AppError('conflict', `A property has at most ${RULES_PER_PROPERTY_MAX} rules.`)
}

async function updateRule(tx: Context, input: RuleInput & { ruleId: string }): Promise<string> {
  const [current] = await tx.db
    .select({ version: rules.version, updatedBy: rules.updatedBy })
    .from(rules)
    .where(and(ofRule(tx, input.ruleId), eq(rules.propertyId, input.propertyId)))
    .for('update')
  if (!current) throw new AppError('not_found', 'This rule does not exist any more.')
  if (input.version !== undefined && input.version !== current.version) {
    throw new AppError(
      'conflict',
      `${current.updatedBy} changed this rule meanwhile. Reload the page to see both; nothing was overwritten.`,
    )
  }
  await tx.db
    .update(rules)
    .set({ ...columnsOf(tx, input), version: current.version + 1 })
    .where(ofRule(tx, input.ruleId))
  return input.ruleId
}

function columnsOf(tx: Context, input: RuleInput) {
  return {
    name: input.name,
    nameKey: nameKey(input.name),
    conditions: input.conditions,
    roleId: input.roleId,
    mobileKey: input.mobileKey,
    updatedAt: tx.now,
    updatedBy: actorLabel(tx.actor),
  }
}

async function replaceGroups(tx: Context, ruleId: string, input: RuleInput): Promise<void> {
  await tx.db
    .delete(ruleAccessGroups)
    .where(
      and(
        eq(ruleAccessGroups.organizationId, tx.organizationId),
        eq(ruleAccessGroups.ruleId, ruleId),
      ),
    )
  await tx.db.insert(ruleAccessGroups).values(
    [...new Set(input.accessGroupIds)].map((accessGroupId) => ({
      organizationId: tx.organizationId,
      propertyId: input.propertyId,
      ruleId,
      accessGroupId,
    })),
  )
}

/** Locks the property, so that two administrators who add rules at once take turns. */
async function readProperty(tx: Context, propertyId: string): Promise<string> {
  const [property] = await tx.db
    .select({ name: properties.name })
    .from(properties)
    .where(and(eq(properties.organizationId, tx.organizationId), eq(properties.id, propertyId)))
    .for('update')
  if (!property) throw new AppError('not_found', 'This property does not exist any more.')
  return property.name
}

async function checkGroups(tx: Context, input: RuleInput): Promise<void> {
  const wanted = [...new Set(input.accessGroupIds)]
  const found = await tx.db
    .select({ id: accessGroups.id })
    .from(accessGroups)
    .where(
      and(
        eq(accessGroups.organizationId, tx.organizationId),
        eq(accessGroups.propertyId, input.propertyId),
        inArray(accessGroups.id, wanted),
      ),
    )
  if (found.length === wanted.length) return
  throw new AppError(
    'not_found',
    'An access group of this rule was deleted meanwhile. Choose another.',
    'accessGroupIds',
  )
}

/** Nobody may let a rule give more than they hold themselves (product.md 3.3, 3.9). */
async function checkRole(tx: Context, roleId: string): Promise<void> {
  const [role] = await tx.db
    .select({ name: roles.name, rank: roles.rank })
    .from(roles)
    .where(and(eq(roles.organizationId, tx.organizationId), eq(roles.id, roleId)))
  if (!role) {
    throw new AppError('not_found', 'This role was deleted meanwhile. Choose another.', 'roleId')
  }
  if (tx.actor.kind !== 'admin') return
  const [own] = await tx.db
    .select({ rank: roles.rank })
    .from(memberships)
    .innerJoin(
      roles,
      and(eq(roles.organizationId, memberships.organizationId), eq(roles.id, memberships.roleId)),
    )
    .where(
      and(
        eq(memberships.organizationId, tx.organizationId),
        eq(memberships.userId, tx.actor.userId),
      ),
    )
  if (role.rank > (own?.rank ?? 0)) {
    throw new AppError(
      'not_allowed',
      `Only somebody who holds ${role.name} can let a rule give it.`,
      'roleId',
    )
  }
}

export function ofRule(ctx: Context, ruleId: string) {
  return and(eq(rules.organizationId, ctx.organizationId), eq(rules.id, ruleId))
}
