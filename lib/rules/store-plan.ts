import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { violatesReference, violatesUnique } from '@/db/errors'
import { properties, ruleAccessGroups, ruleDrafts, ruleExclusions, rules } from '@/db/schema'
import { actorLabel } from '@/lib/kernel/actors'
import { AppError } from '@/lib/kernel/errors'
import { nameKey } from '@/lib/kernel/name-key'
import { storeNewGroups } from './plan-copy'
import { sameContent } from './rule-content'
import type { RulePlan } from './rule-plan'
import type { StoredRule } from './stored-rules'

/**
 * Locks the rules of a property for as long as the transaction lasts, so that two administrators
 * take turns. A push from Entra, which refers to the property by its key, is not held up by it.
 */
export async function lockProperty(tx: Context, propertyId: string): Promise<void> {
  await tx.db
    .select({ id: properties.id })
    .from(properties)
    .where(and(eq(properties.organizationId, tx.organizationId), eq(properties.id, propertyId)))
    .for('no key update')
}

/** Makes a property's rules what the plan says. The caller holds its lock and has checked the plan. */
export async function storePlan(tx: Context, plan: RulePlan): Promise<void> {
  await storeNewGroups(tx, plan.property.id, plan.newGroups)
  await deleteMissing(tx, plan)
  const changed = changedRules(plan)
  await freeNames(tx, plan, changed)
  await upsertRules(tx, plan)
  await replaceLists(tx, plan.property.id, changed)
  await deleteDrafts(tx, plan.draftIds)
}

/** Rules that say something else than before; a new place in the order alone is no change of the rule. */
export function changedRules({ before, after }: Pick<RulePlan, 'before' | 'after'>): StoredRule[] {
  return after.filter((rule) => {
    const old = before.find((one) => one.id === rule.id)
    return !old || !sameContent(old, rule)
  })
}

async function deleteMissing(tx: Context, { before, after }: RulePlan): Promise<void> {
  const gone = before.filter((rule) => !after.some((one) => one.id === rule.id))
  if (gone.length === 0) return
  await tx.db.delete(rules).where(
    ofRules(
      tx,
      gone.map((rule) => rule.id),
    ),
  )
}

/** Two rules that swap their names would meet in the unique index, which looks at one row at a time. */
async function freeNames(tx: Context, { before }: RulePlan, changed: StoredRule[]): Promise<void> {
  const renamed = changed.filter((rule) =>
    before.some((one) => one.id === rule.id && nameKey(one.name) !== nameKey(rule.name)),
  )
  if (renamed.length === 0) return
  const ids = renamed.map((rule) => rule.id)
  await tx.db
    .update(rules)
    .set({ nameKey: sql`${rules.id}` })
    .where(ofRules(tx, ids))
}

async function upsertRules(tx: Context, plan: RulePlan): Promise<void> {
  if (plan.after.length === 0) return
  const changed = new Set(changedRules(plan).map((rule) => rule.id))
  const rows = plan.after.map((rule) => ({
    organizationId: tx.organizationId,
    id: rule.id,
    propertyId: plan.property.id,
    name: rule.name,
    nameKey: nameKey(rule.name),
    position: rule.position,
    conditions: rule.conditions,
    roleId: rule.outcome.roleId,
    mobileKey: rule.outcome.mobileKey,
    enabled: rule.enabled,
    createdAt: tx.now,
    updatedAt: changed.has(rule.id) ? tx.now : rule.updatedAt,
    updatedBy: changed.has(rule.id) ? actorLabel(tx.actor) : rule.updatedBy,
    version: rule.version + (changed.has(rule.id) ? 1 : 0),
  }))
  try {
    await tx.db
      .insert(rules)
      .values(rows)
      .onConflictDoUpdate({
        target: [rules.organizationId, rules.id],
        set: {
          name: sql`excluded.name`,
          nameKey: sql`excluded.name_key`,
          position: sql`excluded.position`,
          conditions: sql`excluded.conditions`,
          roleId: sql`excluded.role_id`,
          mobileKey: sql`excluded.mobile_key`,
          enabled: sql`excluded.enabled`,
          updatedAt: sql`excluded.updated_at`,
          updatedBy: sql`excluded.updated_by`,
          version: sql`excluded.version`,
        },
      })
  } catch (error) {
    if (!violatesUnique(error, 'rules_name')) throw error
    throw new AppError('conflict', `${plan.property.name} already has a rule of this name.`, 'name')
  }
}

async function replaceLists(tx: Context, propertyId: string, changed: StoredRule[]): Promise<void> {
  if (changed.length === 0) return
  const { organizationId } = tx
  const ids = changed.map((rule) => rule.id)
  await tx.db
    .delete(ruleAccessGroups)
    .where(
      and(
        eq(ruleAccessGroups.organizationId, organizationId),
        inArray(ruleAccessGroups.ruleId, ids),
      ),
    )
  await tx.db
    .delete(ruleExclusions)
    .where(
      and(eq(ruleExclusions.organizationId, organizationId), inArray(ruleExclusions.ruleId, ids)),
    )
  await tx.db.insert(ruleAccessGroups).values(
    changed.flatMap(({ id: ruleId, outcome }) =>
      [...new Set(outcome.accessGroupIds)].map((accessGroupId) => ({
        organizationId,
        propertyId,
        ruleId,
        accessGroupId,
      })),
    ),
  )
  await insertLeftOut(tx, propertyId, changed)
}

async function insertLeftOut(
  tx: Context,
  propertyId: string,
  changed: StoredRule[],
): Promise<void> {
  const rows = changed.flatMap(({ id: ruleId, leftOut }) =>
    leftOut.map(({ employeeId, reason, until }) => ({
      organizationId: tx.organizationId,
      propertyId,
      ruleId,
      employeeId,
      reason,
      until: until === null ? null : new Date(until),
    })),
  )
  if (rows.length === 0) return
  try {
    await tx.db.insert(ruleExclusions).values(rows)
  } catch (error) {
    if (!violatesReference(error)) throw error
    throw new AppError('not_found', 'Somebody who is left out is not in the directory.', 'leftOut')
  }
}

async function deleteDrafts(tx: Context, ruleIds: string[]): Promise<void> {
  if (ruleIds.length === 0) return
  await tx.db
    .delete(ruleDrafts)
    .where(
      and(eq(ruleDrafts.organizationId, tx.organizationId), inArray(ruleDrafts.ruleId, ruleIds)),
    )
}

function ofRules(tx: Context, ids: string[]) {
  return and(eq(rules.organizationId, tx.organizationId), inArray(rules.id, ids))
}
