'use server'

import { adminAction } from '@/lib/auth/action'
import { discardDraft, duplicateRule, saveDraft } from '@/lib/rules/drafts'
import { draftSchema, ruleIdSchema, startersSchema } from '@/lib/rules/schemas'
import { startFrom } from '@/lib/rules/starters'

const role = { role: 'admin' } as const

export async function saveRuleDraft(input: unknown) {
  return adminAction(draftSchema, input, role, ({ ctx }, draft) => saveDraft(ctx, draft))
}

export async function discardRuleDraft(input: unknown) {
  return adminAction(ruleIdSchema, input, role, ({ ctx }, rule) => discardDraft(ctx, rule))
}

export async function duplicateRuleAsDraft(input: unknown) {
  return adminAction(ruleIdSchema, input, role, ({ ctx }, rule) => duplicateRule(ctx, rule))
}

export async function startFromStarters(input: unknown) {
  return adminAction(startersSchema, input, role, ({ ctx }, chosen) => startFrom(ctx, chosen))
}
