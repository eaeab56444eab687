'use server'

import { applyChange } from '@/lib/access/apply-change'
import type { ApplyProgress } from '@/lib/access/schemas'
import { adminAction, adminActionWithProgress } from '@/lib/auth/action'
import { isFreshSignIn } from '@/lib/auth/fresh-sign-in'
import { readVersionConfirmations } from '@/lib/doors/read-version-confirmations'
import { compareProperties, compareVersions } from '@/lib/rules/compare-rules'
import { planCopies } from '@/lib/rules/copy-plan'
import { listRuleVersions } from '@/lib/rules/rule-history'
import {
  applySchema,
  comparePropertiesSchema,
  compareVersionsSchema,
  copyPlanSchema,
  versionsSchema,
} from '@/lib/rules/schemas'
import { listVersions } from '@/lib/rules/versions'

const role = { role: 'admin' } as const

export async function applyRuleChange(input: unknown) {
  return adminActionWithProgress(
    applySchema,
    input,
    role,
    (session, change, onProgress: (progress: ApplyProgress) => void) =>
      applyChange(session.ctx, change, { mayTake: isFreshSignIn(session), onProgress }),
  )
}

export async function readRuleVersions(input: unknown) {
  return adminAction(versionsSchema, input, role, async ({ ctx }, { propertyId, ruleId }) => {
    const versions =
      ruleId === undefined
        ? await listVersions(ctx, { propertyId })
        : await listRuleVersions(ctx, { propertyId, ruleId })
    const known = await readVersionConfirmations(ctx, { propertyId })
    return versions.map((one) => ({ ...one, known: known.get(one.number) ?? null }))
  })
}

export async function compareRuleVersions(input: unknown) {
  return adminAction(compareVersionsSchema, input, role, ({ ctx }, asked) =>
    compareVersions(ctx, asked),
  )
}

export async function compareTwoProperties(input: unknown) {
  return adminAction(comparePropertiesSchema, input, role, ({ ctx }, asked) =>
    compareProperties(ctx, asked),
  )
}

export async function planRuleCopies(input: unknown) {
  return adminAction(copyPlanSchema, input, role, ({ ctx }, asked) => planCopies(ctx, asked))
}
