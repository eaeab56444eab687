import { and, asc, eq } from 'drizzle-orm'
import { type Context, withTransaction } from '@/db/context'
import { ruleDrafts, rules } from '@/db/schema'
import { recordActivity } from '@/lib/activity/record'
import { actorLabel } from '@/lib/kernel/actors'
import { AppError } from '@/lib/kernel/errors'
import { newId } from '@/lib/kernel/ids'
import { contentOf, readContent } from './rule-content'
import {
  type DraftAnswer,
  type DraftInput,
  RULE_NAME_LENGTH_MAX,
  type RuleContent,
  type RuleDraftView,
} from './schemas'
import { lockProperty } from './store-plan'
import { readRules } from './stored-rules'
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
    const live = (await readRules(tx, { propertyId: input.propertyId })).find(
      (rule) => rule.id === input.ruleId,
    )
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
  const rule = (await readRules(ctx)).find((one) => one.id === ruleId)
  if (!rule) throw new AppError('not_found', 'This rule does not exist any more.')
  const { enabled: _enabled, ...content } = contentOf(rule)
  // Cut from the end of the name, so that the copy still says that it is one.
  const name = `${rule.name.slice(0, RULE_NAME_LENGTH_MAX - COPY.length)}${COPY}`
  return saveDraft(ctx, { ...content, propertyId: rule.propertyId, name })
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
