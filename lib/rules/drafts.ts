import { and, asc, eq } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { ruleDrafts, rules } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { actorLabel } from '@/lib/kernel/actors'
import { AppError } from '@/lib/kernel/errors'
import { newId } from '@/lib/kernel/ids'
import { nameKey } from '@/lib/kernel/name-key'
import { contentOf, readContent } from './rule-content'
import {
  type DraftAnswer,
  type DraftInput,
  RULE_NAME_LENGTH_MAX,
  type RuleContent,
  type RuleDraftView,
} from './schemas'
import { lockProperty } from './store-plan'
import { readRules, type StoredRule } from './stored-rules'
import { readPropertyName } from './versions'

/** The drafts of a property, or of all, the oldest first. */
export async function listDrafts(
  ctx: Context,
  { propertyId }: { propertyId?: string },
): Promise<RuleDraftView[]> {
  const rows = await ctx.db
    .select({ draft: ruleDrafts, liveVersion: rules.version })
    .from(ruleDrafts)
    .leftJoin(
      rules,
      and(eq(rules.organizationId, ruleDrafts.organizationId), eq(rules.id, ruleDrafts.ruleId)),
    )
    .where(
      and(
        eq(ruleDrafts.organizationId, ctx.organizationId),
        propertyId === undefined ? undefined : eq(ruleDrafts.propertyId, propertyId),
      ),
    )
    .orderBy(asc(ruleDrafts.createdAt), asc(ruleDrafts.ruleId))
  return rows.map(({ draft, liveVersion }) => ({
    ruleId: draft.ruleId,
    propertyId: draft.propertyId,
    baseVersion: draft.baseVersion,
    outdated: draft.baseVersion !== liveVersion,
    revision: draft.revision,
    content: readContent(draft.content),
    madeBy: draft.madeBy,
    updatedAt: draft.updatedAt.toISOString(),
  }))
}

/**
 * Keeps an edit beside the live rule, which goes on working. There is one draft per rule: somebody
 * else's newer one is never written over but comes back in the answer.
 */
export async function saveDraft(ctx: Context, input: DraftInput): Promise<DraftAnswer> {
  return withTransaction(ctx, async (tx) => {
    const property = await readPropertyName(tx, input.propertyId)
    await lockProperty(tx, input.propertyId)
    const here = await readRules(tx, { propertyId: input.propertyId })
    const live = here.find((rule) => rule.id === input.ruleId)
    const ruleId = input.ruleId ?? newId('rule', tx.now)
    const current = await readDraft(tx, ruleId)
    if (!current && !live && input.ruleId !== undefined) throw gone()
    if (current && current.propertyId !== input.propertyId) throw gone()
    if (current && current.revision !== input.revision) {
      const theirs = readContent(current.content)
      return {
        kind: 'clash',
        ruleId,
        theirs: { ...theirs, by: current.madeBy, at: current.updatedAt.toISOString() },
      }
    }
    await refuseTakenName(tx, input, { property, rules: here })
    const content = draftContent(input, {
      enabled: live?.enabled ?? true,
      leftOut: live?.leftOut ?? [],
    })
    const baseVersion = input.version ?? current?.baseVersion ?? live?.version ?? null
    const revision = (current?.revision ?? 0) + 1
    await writeDraft(tx, { ruleId, propertyId: input.propertyId, content, baseVersion, revision })
    if (!current) {
      await recordActivity(tx, [
        {
          kind: 'rule.drafted',
          data: { rule: input.name, property },
          subject: { kind: 'rule', id: ruleId },
          propertyId: input.propertyId,
        },
      ])
    }
    return { kind: 'saved', ruleId, revision }
  })
}

/** Throws not_found when there is none: it was applied or thrown away meanwhile. */
export async function discardDraft(ctx: Context, { ruleId }: { ruleId: string }): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const [draft] = await tx.db.delete(ruleDrafts).where(theDraft(tx, ruleId)).returning()
    if (!draft) throw gone()
    await recordActivity(tx, [
      {
        kind: 'rule.draft_discarded',
        data: {
          rule: readContent(draft.content).name,
          property: await readPropertyName(tx, draft.propertyId),
        },
        subject: { kind: 'rule', id: ruleId },
        propertyId: draft.propertyId,
      },
    ])
  })
}

const COPY = ' copy'

/** A draft of a new rule that says what another one says. */
export async function duplicateRule(
  ctx: Context,
  { ruleId }: { ruleId: string },
): Promise<DraftAnswer> {
  return withTransaction(ctx, async (tx) => {
    const rule = (await readRules(tx)).find((one) => one.id === ruleId)
    if (!rule) throw new AppError('not_found', 'This rule does not exist any more.')
    const { propertyId } = rule
    await lockProperty(tx, propertyId)
    const { enabled: _enabled, ...content } = contentOf(rule)
    const rules = await readRules(tx, { propertyId })
    const drafts = await listDrafts(tx, { propertyId })
    const taken = [...rules, ...drafts.map((draft) => draft.content)].map((one) => one.name)
    return saveDraft(tx, { ...content, propertyId, name: nameOfCopy(rule.name, taken) })
  })
}

/** "Employees copy", or the first number behind it that is free. */
function nameOfCopy(name: string, taken: string[]): string {
  const keys = new Set(taken.map(nameKey))
  for (let number = 1; ; number++) {
    const ending = number === 1 ? COPY : `${COPY} ${number}`
    // Cut from the end of the name, so that the copy still says that it is one.
    const copy = `${name.slice(0, RULE_NAME_LENGTH_MAX - ending.length)}${ending}`
    if (!keys.has(nameKey(copy))) return copy
  }
}

/** A draft with another one's name could not be applied; that is told while it is typed. */
async function refuseTakenName(
  tx: Context,
  { propertyId, ruleId, name }: DraftInput,
  { property, rules: here }: { property: string; rules: StoredRule[] },
): Promise<void> {
  const has = (one: { name: string }) => nameKey(one.name) === nameKey(name)
  const rule = here.find((one) => one.id !== ruleId && has(one))
  if (rule) {
    throw new AppError('conflict', `${property} already has a rule called ${rule.name}.`, 'name')
  }
  const drafts = await listDrafts(tx, { propertyId })
  const draft = drafts.find((one) => one.ruleId !== ruleId && has(one.content))
  if (!draft) return
  throw new AppError(
    'conflict',
    `${property} already has a draft of a rule called ${draft.content.name}.`,
    'name',
  )
}

function draftContent(
  input: DraftInput,
  live: Pick<RuleContent, 'enabled' | 'leftOut'>,
): RuleContent {
  return {
    name: input.name,
    conditions: input.conditions,
    accessGroupIds: input.accessGroupIds,
    roleId: input.roleId,
    mobileKey: input.mobileKey,
    enabled: live.enabled,
    leftOut: input.leftOut ?? live.leftOut,
  }
}

async function readDraft(tx: Context, ruleId: string) {
  const [row] = await tx.db.select().from(ruleDrafts).where(theDraft(tx, ruleId))
  return row
}

async function writeDraft(
  tx: Context,
  draft: Pick<
    typeof ruleDrafts.$inferInsert,
    'ruleId' | 'propertyId' | 'content' | 'baseVersion' | 'revision'
  >,
): Promise<void> {
  const { content, baseVersion, revision } = draft
  const saved = {
    content,
    baseVersion,
    revision,
    updatedAt: tx.now,
    madeBy: actorLabel(tx.actor),
  }
  await tx.db
    .insert(ruleDrafts)
    .values({ ...draft, ...saved, organizationId: tx.organizationId, createdAt: tx.now })
    .onConflictDoUpdate({ target: [ruleDrafts.organizationId, ruleDrafts.ruleId], set: saved })
}

function theDraft(ctx: Context, ruleId: string) {
  return and(eq(ruleDrafts.organizationId, ctx.organizationId), eq(ruleDrafts.ruleId, ruleId))
}

function gone(): AppError {
  return new AppError('not_found', 'This draft does not exist any more.')
}
