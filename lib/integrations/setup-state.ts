import { and, asc, count, eq, sql } from 'drizzle-orm'
import type { Context } from '@/db/context'
import { accessGroups, integrations, properties, rules } from '@/db/schema'
import { readOAuthClient } from './oauth-clients'
import { isLive, listTokens, type TokenSummary } from './tokens'

/** The wizard keeps no state of its own: everything it shows is read from what exists. */
export type SetupStep = 'microsoft' | 'token' | 'rules' | 'done'

export interface SetupState {
  integration: typeof integrations.$inferSelect
  tokens: TokenSummary[]
  properties: PropertyProgress[]
  /** The first step that is not done yet. */
  step: SetupStep
  /** Why Finish is not available, a sentence each; empty when it is. */
  blockers: string[]
}

export interface PropertyProgress {
  id: string
  name: string
  ruleCount: number
  accessGroupCount: number
}

export async function readSetup(ctx: Context): Promise<SetupState | undefined> {
  const [integration] = await ctx.db
    .select()
    .from(integrations)
    .where(and(eq(integrations.organizationId, ctx.organizationId), eq(integrations.kind, 'entra')))
  if (!integration) return undefined
  const tokens = await listTokens(ctx)
  const progress = await readPropertyProgress(ctx)
  const connected = integration.connectedAt !== null
  // An OAuth client is as good as a token: Entra fetches its own with it.
  const secrets = (await readOAuthClient(ctx))?.secrets ?? []
  const hasToken = [...tokens, ...secrets].some((one) => isLive(one, ctx.now))
  const blockers = blockersOf({ connected, hasToken, progress })
  return {
    integration,
    tokens,
    properties: progress,
    step: stepOf({ connected, hasToken, finished: integration.installedAt !== null }),
    blockers,
  }
}

/** Properties in name order with how many rules and access groups each has (D15). */
export async function readPropertyProgress(ctx: Context): Promise<PropertyProgress[]> {
  return ctx.db
    .select({
      id: properties.id,
      name: properties.name,
      ruleCount: sql<number>`(${ctx.db
        .select({ n: count() })
        .from(rules)
        .where(
          and(
            eq(rules.organizationId, properties.organizationId),
            eq(rules.propertyId, properties.id),
            eq(rules.enabled, true),
          ),
        )})`.mapWith(Number),
      accessGroupCount: sql<number>`(${ctx.db
        .select({ n: count() })
        .from(accessGroups)
        .where(
          and(
            eq(accessGroups.organizationId, properties.organizationId),
            eq(accessGroups.propertyId, properties.id),
          ),
        )})`.mapWith(Number),
    })
    .from(properties)
    .where(eq(properties.organizationId, ctx.organizationId))
    .orderBy(asc(properties.nameKey))
}

function stepOf(state: { connected: boolean; hasToken: boolean; finished: boolean }): SetupStep {
  if (state.finished) return 'done'
  if (!state.connected) return 'microsoft'
  return state.hasToken ? 'rules' : 'token'
}

function blockersOf(state: {
  connected: boolean
  hasToken: boolean
  progress: PropertyProgress[]
}): string[] {
  const blockers: string[] = []
  if (!state.connected) blockers.push('Sign in to Microsoft first.')
  if (!state.hasToken) blockers.push('Create a token first.')
  if (state.progress.length === 0) blockers.push('Add a property first.')
  for (const property of state.progress) {
    if (property.ruleCount === 0) blockers.push(`${property.name} has no rule yet.`)
  }
  return blockers
}
