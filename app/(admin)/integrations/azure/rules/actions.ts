'use server'

import { z } from 'zod'
import { applyRule, removeRule, reorderRule } from '@/lib/access/change-rules'
import { adminAction } from '@/lib/auth/action'
import { moveRuleSchema, ruleIdSchema, ruleSchema } from '@/lib/rules/schemas'
import { readSeenValues } from '@/lib/rules/seen-values'

export async function saveRule(input: unknown) {
  return adminAction(ruleSchema, input, { role: 'admin' }, async ({ ctx }, rule) => {
    const { given, taken } = await applyRule(ctx, rule)
    return { given, taken }
  })
}

export async function deleteRule(input: unknown) {
  return adminAction(ruleIdSchema, input, { role: 'admin' }, ({ ctx }, rule) =>
    removeRule(ctx, rule),
  )
}

export async function moveRule(input: unknown) {
  return adminAction(moveRuleSchema, input, { role: 'admin' }, ({ ctx }, rule) =>
    reorderRule(ctx, rule),
  )
}

export async function readSeen() {
  return adminAction(z.undefined(), undefined, { role: 'admin' }, ({ ctx }) => readSeenValues(ctx))
}
