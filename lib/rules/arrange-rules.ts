import { and, asc, eq } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { properties, rules } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { AppError } from '@/lib/kernel/errors'
import { ofRule } from './save-rule'
import type { MoveRuleInput } from './schemas'

/** Deletes a rule; what it gave is decided anew by the caller. Returns its property. Throws not_found. */
export async function deleteRule(tx: Context, input: { ruleId: string }): Promise<string> {
  const rule = await readRule(tx, input.ruleId)
  await tx.db.delete(rules).where(ofRule(tx, input.ruleId))
  await recordActivity(tx, [
    {
      kind: 'rule.deleted',
      data: { rule: rule.name, property: rule.property },
      subject: { kind: 'rule', id: input.ruleId },
      propertyId: rule.propertyId,
    },
  ])
  return rule.propertyId
}

/** Moves a rule by one place; the first matching rule gives the role, so order is a change. */
export async function moveRule(tx: Context, input: MoveRuleInput): Promise<string> {
  const rule = await readRule(tx, input.ruleId)
  const inOrder = await tx.db
    .select({ id: rules.id })
    .from(rules)
    .where(and(eq(rules.organizationId, tx.organizationId), eq(rules.propertyId, rule.propertyId)))
    .orderBy(asc(rules.position), asc(rules.id))
    .for('update')
  const ids = inOrder.map((one) => one.id)
  const from = ids.indexOf(input.ruleId)
  const to = from + (input.direction === 'up' ? -1 : 1)
  if (to < 0 || to >= ids.length) return rule.propertyId
  ids.splice(to, 0, ...ids.splice(from, 1))
  for (const [index, id] of ids.entries()) {
    await tx.db
      .update(rules)
      .set({ position: index + 1 })
      .where(ofRule(tx, id))
  }
  await recordActivity(tx, [
    {
      kind: 'rule.moved',
      data: { rule: rule.name, property: rule.property, position: to + 1 },
      subject: { kind: 'rule', id: input.ruleId },
      propertyId: rule.propertyId,
    },
  ])
  return rule.propertyId
}

async function readRule(tx: Context, ruleId: string) {
  const [rule] = await tx.db
    .select({ name: rules.name, propertyId: rules.propertyId, property: properties.name })
    .from(rules)
    .innerJoin(
      properties,
      and(eq(properties.organizationId, rules.organizationId), eq(properties.id, rules.propertyId)),
    )
    .where(ofRule(tx, ruleId))
  if (!rule) throw new AppError('not_found', 'This rule does not exist any more.')
  return rule
}
