import { and, eq, inArray } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { accessGroupDoors, accessGroups, doors } from '@/db/schema'
import { AppError } from '@/lib/kernel/errors'
import { newId } from '@/lib/kernel/ids'
import { nameKey } from '@/lib/kernel/name-key'
import { contentOf } from './rule-content'
import type { Edit, NewGroup, Place } from './rule-plan'
import type { GroupChoice, RuleChange } from './schemas'
import { readRules, type StoredRule } from './stored-rules'

/**
 * What rules of another property become at this one. Their access groups are matched by name; the
 * others must have been chosen, or are made. A rule of the same name is replaced, and left-out
 * people stay left out. Throws invalid at `groups` while a group has no counterpart.
 */
export async function planCopy(
  ctx: Context,
  place: Place,
  change: Extract<RuleChange, { kind: 'copy' }>,
): Promise<{ edits: Edit[]; newGroups: NewGroup[] }> {
  const { property, before } = place
  const rules = (await readRules(ctx)).filter((rule) => change.ruleIds.includes(rule.id))
  if (rules.length < new Set(change.ruleIds).size) {
    throw new AppError('not_found', 'A rule that is to be copied does not exist any more.')
  }
  if (rules.some((rule) => rule.propertyId === property.id)) {
    throw new AppError('invalid', `These rules are at ${property.name} already.`)
  }
  const { target, newGroups } = await matchGroups(ctx, place, { rules, choices: change.groups })
  const edits = rules.map((rule) => {
    const same = before.find((one) => nameKey(one.name) === nameKey(rule.name))
    return {
      ruleId: same?.id ?? newId('rule', ctx.now),
      baseVersion: same ? undefined : null,
      content: {
        ...contentOf(rule),
        accessGroupIds: [...new Set(rule.outcome.accessGroupIds.map(target))],
      },
    }
  })
  return { edits, newGroups }
}

interface Wanted {
  rules: StoredRule[]
  choices: GroupChoice[]
}

async function matchGroups(ctx: Context, { property }: Place, { rules, choices }: Wanted) {
  const names = new Map(
    rules.flatMap((rule) =>
      rule.outcome.accessGroupIds.map((id, index) => [id, rule.accessGroupNames[index] ?? '']),
    ),
  )
  const found = new Map<string, string>()
  const newGroups: NewGroup[] = []
  for (const [fromId, name] of names) {
    const chosen = choices.find((choice) => choice.fromId === fromId)?.to
    const sameName = property.accessGroups.find((group) => group.nameKey === nameKey(name))
    const existing =
      chosen?.kind === 'existing'
        ? property.accessGroups.find((group) => group.id === chosen.accessGroupId)
        : sameName
    if (existing) {
      found.set(fromId, existing.id)
    } else if (chosen?.kind === 'new') {
      const made = await newGroup(ctx, property.id, { fromId, name })
      newGroups.push(made)
      found.set(fromId, made.id)
    } else {
      throw new AppError(
        'invalid',
        `${property.name} has no access group called ${name}. Choose another, or have it made.`,
        'groups',
      )
    }
  }
  return { target: (id: string) => found.get(id) ?? id, newGroups }
}

async function newGroup(
  ctx: Context,
  propertyId: string,
  from: { fromId: string; name: string },
): Promise<NewGroup> {
  const theirs = await ctx.db
    .select({ nameKey: doors.nameKey })
    .from(accessGroupDoors)
    .innerJoin(
      doors,
      and(
        eq(doors.organizationId, accessGroupDoors.organizationId),
        eq(doors.id, accessGroupDoors.doorId),
      ),
    )
    .where(
      and(
        eq(accessGroupDoors.organizationId, ctx.organizationId),
        eq(accessGroupDoors.accessGroupId, from.fromId),
      ),
    )
  const ours = await ctx.db
    .select({ id: doors.id })
    .from(doors)
    .where(
      and(
        eq(doors.organizationId, ctx.organizationId),
        eq(doors.propertyId, propertyId),
        inArray(
          doors.nameKey,
          theirs.map((door) => door.nameKey),
        ),
      ),
    )
  return {
    id: newId('accessGroup', ctx.now),
    name: from.name,
    nameKey: nameKey(from.name),
    doorIds: ours.map((door) => door.id),
  }
}

/** Stores the access groups that copied rules bring, in the caller's transaction. */
export async function storeNewGroups(
  tx: Context,
  propertyId: string,
  newGroups: NewGroup[],
): Promise<void> {
  if (newGroups.length === 0) return
  const { organizationId, now } = tx
  await tx.db.insert(accessGroups).values(
    newGroups.map(({ id, name, nameKey: key }) => ({
      organizationId,
      id,
      propertyId,
      name,
      nameKey: key,
      createdAt: now,
    })),
  )
  const links = newGroups.flatMap(({ id, doorIds }) =>
    doorIds.map((doorId) => ({ organizationId, propertyId, accessGroupId: id, doorId })),
  )
  if (links.length > 0) await tx.db.insert(accessGroupDoors).values(links)
}
