import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { accessGroups, properties, roles, ruleDrafts, ruleVersions } from '@/db/schema'
import { actorLabel } from '@/lib/kernel/actors'
import { AppError } from '@/lib/kernel/errors'
import { newId } from '@/lib/kernel/ids'
import { planCopy } from './plan-copy'
import { readContent, readVersion, type VersionedRule } from './rule-content'
import type { Edit, Place, PlannedClash, PlannedProperty, RulePlan } from './rule-plan'
import type { RuleChange, RuleContent, RuleInput } from './schemas'
import { readRules, type StoredRule } from './stored-rules'

type Planned = Partial<Pick<RulePlan, 'clashes' | 'newGroups' | 'draftIds'>> & {
  after: StoredRule[]
}

/**
 * Reads a property's rules and what a change asks for, and says what they would be: the one place
 * that preview and apply share, so that what was shown is what happens. Throws not_found for a
 * property, rule or version that is not there.
 */
export async function planChange(
  ctx: Context,
  { propertyId, change }: { propertyId: string; change: RuleChange },
): Promise<RulePlan> {
  const property = await readProperty(ctx, propertyId)
  const before = await readRules(ctx, { propertyId })
  const planned = await planFor(ctx, { property, before }, change)
  return {
    property,
    before,
    clashes: [],
    newGroups: [],
    draftIds: [],
    ...planned,
    after: planned.after.map((rule, index) => ({ ...rule, position: index + 1 })),
  }
}

async function planFor(ctx: Context, place: Place, change: RuleChange): Promise<Planned> {
  const { before } = place
  switch (change.kind) {
    case 'rule':
      return withEdits(ctx, place, [editOf(ctx, before, change.rule)])
    case 'drafts': {
      const drafts = await readDraftEdits(ctx, place.property.id, change.ruleIds)
      return { ...withEdits(ctx, place, drafts), draftIds: drafts.map((one) => one.ruleId) }
    }
    case 'delete': {
      const rule = ruleOf(before, change.ruleId)
      return {
        after: before.filter((one) => one !== rule),
        clashes: clashesOf(rule, change.version),
        draftIds: [rule.id],
      }
    }
    case 'switch': {
      const rule = ruleOf(before, change.ruleId)
      return {
        after: before.map((one) => (one === rule ? { ...one, enabled: change.enabled } : one)),
        clashes: clashesOf(rule, change.version),
      }
    }
    case 'order':
      return { after: inOrder(before, change.ruleIds) }
    case 'restore':
      return { after: await restored(ctx, place, change.version) }
    case 'copy': {
      const { edits, newGroups } = await planCopy(ctx, place, change)
      const property = {
        ...place.property,
        accessGroups: [...place.property.accessGroups, ...newGroups],
      }
      return { ...withEdits(ctx, { property, before }, edits), newGroups }
    }
  }
}

function editOf(ctx: Context, before: StoredRule[], rule: RuleInput): Edit {
  const current = before.find((one) => one.id === rule.ruleId)
  return {
    ruleId: rule.ruleId ?? newId('rule', ctx.now),
    baseVersion: rule.ruleId === undefined ? null : rule.version,
    content: {
      name: rule.name,
      conditions: rule.conditions,
      accessGroupIds: [...new Set(rule.accessGroupIds)],
      roleId: rule.roleId,
      mobileKey: rule.mobileKey,
      enabled: current?.enabled ?? true,
      leftOut: rule.leftOut ?? current?.leftOut ?? [],
    },
  }
}

async function readDraftEdits(
  ctx: Context,
  propertyId: string,
  ruleIds: string[] | undefined,
): Promise<Edit[]> {
  const rows = await ctx.db
    .select()
    .from(ruleDrafts)
    .where(
      and(
        eq(ruleDrafts.organizationId, ctx.organizationId),
        eq(ruleDrafts.propertyId, propertyId),
        ruleIds && inArray(ruleDrafts.ruleId, ruleIds),
      ),
    )
    .orderBy(asc(ruleDrafts.createdAt), asc(ruleDrafts.ruleId))
  if (rows.length === 0) throw new AppError('not_found', 'This draft does not exist any more.')
  return rows.map(({ ruleId, baseVersion, content }) => ({
    ruleId,
    baseVersion,
    content: readContent(content),
  }))
}

/** Edits replace their rule in its place; new rules come last. */
function withEdits(ctx: Context, { property, before }: Place, edits: Edit[]): Planned {
  const after = [...before]
  const clashes: PlannedClash[] = []
  for (const { ruleId, baseVersion, content } of edits) {
    const index = after.findIndex((rule) => rule.id === ruleId)
    const current = after[index]
    const expected = baseVersion === undefined ? current?.version : (baseVersion ?? undefined)
    if (expected !== current?.version || (baseVersion === undefined && !current)) {
      clashes.push({ ruleId, theirs: current, yours: content })
    }
    const rule = plannedRule(ctx, property, { ruleId, content, current })
    if (current) after[index] = rule
    else after.push(rule)
  }
  return { after, clashes }
}

function plannedRule(
  ctx: Context,
  property: PlannedProperty,
  {
    ruleId,
    content,
    current,
  }: { ruleId: string; content: RuleContent; current: StoredRule | undefined },
): StoredRule {
  const { accessGroupIds, roleId, mobileKey, ...rest } = content
  const names = new Map(property.accessGroups.map((group) => [group.id, group.name]))
  return {
    ...rest,
    id: ruleId,
    propertyId: property.id,
    propertyName: property.name,
    timeZone: property.timeZone,
    position: 0,
    outcome: { accessGroupIds, roleId, mobileKey },
    // In the order of the ids; a group that is gone has no name.
    accessGroupNames: accessGroupIds.map((id) => names.get(id) ?? ''),
    roleName: property.roles.find((role) => role.id === roleId)?.name ?? '',
    // What the rule names is gone whether or not it is edited: the last result holds until it names others.
    ...(current?.goneGroups ? { goneGroups: current.goneGroups } : {}),
    version: current?.version ?? 0,
    updatedAt: ctx.now,
    updatedBy: actorLabel(ctx.actor),
  }
}

function ruleOf(rules: StoredRule[], ruleId: string): StoredRule {
  const rule = rules.find((one) => one.id === ruleId)
  if (!rule) throw new AppError('not_found', 'This rule does not exist any more.')
  return rule
}

/** Of a command on a rule that the screen showed in another version; undefined where it showed none. */
function clashesOf(rule: StoredRule, version: number | undefined): PlannedClash[] {
  if (version === undefined || version === rule.version) return []
  return [{ ruleId: rule.id, theirs: rule, yours: null }]
}

function inOrder(before: StoredRule[], ruleIds: string[]): StoredRule[] {
  const after = [...new Set(ruleIds)].map((id) => before.find((rule) => rule.id === id))
  const found = after.filter((rule) => rule !== undefined)
  if (found.length !== before.length || found.length !== ruleIds.length) {
    throw new AppError('conflict', 'The list of rules changed meanwhile. Look at it again first.')
  }
  return found
}

/** A version's rules as they would be today; what it gave may be gone since, which is told. */
async function restored(ctx: Context, place: Place, number: number): Promise<StoredRule[]> {
  const { property, before } = place
  const [row] = await ctx.db
    .select({ content: ruleVersions.content })
    .from(ruleVersions)
    .where(
      and(
        eq(ruleVersions.organizationId, ctx.organizationId),
        eq(ruleVersions.propertyId, property.id),
        eq(ruleVersions.number, number),
      ),
    )
  if (!row) throw new AppError('not_found', `${property.name} has no version ${number}.`)
  const wanted = readVersion(row.content)
  refuseMissing(property, wanted)
  return wanted.map((one) => {
    const { ruleId, accessGroupNames: _groups, roleName: _role, ...content } = one
    const current = before.find((rule) => rule.id === ruleId)
    return plannedRule(ctx, property, { ruleId, content, current })
  })
}

function refuseMissing(property: PlannedProperty, wanted: VersionedRule[]): void {
  const groups = new Set(property.accessGroups.map((group) => group.id))
  const known = new Set(property.roles.map((role) => role.id))
  const missing = wanted.flatMap((rule) => [
    ...rule.accessGroupIds.flatMap((id, index) =>
      groups.has(id) ? [] : [`the access group ${rule.accessGroupNames[index] ?? id}`],
    ),
    ...(known.has(rule.roleId) ? [] : [`the role ${rule.roleName}`]),
  ])
  if (missing.length === 0) return
  throw new AppError(
    'not_found',
    `This version gives what was deleted since: ${[...new Set(missing)].join(', ')}. Make it anew, or edit the rules instead.`,
  )
}

async function readProperty(ctx: Context, propertyId: string): Promise<PlannedProperty> {
  const [property] = await ctx.db
    .select({
      id: properties.id,
      name: properties.name,
      timeZone: properties.timeZone,
      quiet: properties.quiet,
    })
    .from(properties)
    .where(and(eq(properties.organizationId, ctx.organizationId), eq(properties.id, propertyId)))
  if (!property) throw new AppError('not_found', 'This property does not exist any more.')
  const groups = await ctx.db
    .select({ id: accessGroups.id, name: accessGroups.name, nameKey: accessGroups.nameKey })
    .from(accessGroups)
    .where(
      and(
        eq(accessGroups.organizationId, ctx.organizationId),
        eq(accessGroups.propertyId, propertyId),
      ),
    )
    .orderBy(asc(accessGroups.nameKey))
  const given = await ctx.db
    .select({ id: roles.id, name: roles.name, rank: roles.rank })
    .from(roles)
    .where(eq(roles.organizationId, ctx.organizationId))
  return { ...property, accessGroups: groups, roles: given }
}
