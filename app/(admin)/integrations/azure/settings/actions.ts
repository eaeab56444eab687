'use server'

import { changeGuard } from '@/lib/access/guard/change-guard'
import { guardSchema } from '@/lib/access/schemas'
import { adminAction } from '@/lib/auth/action'
import { changeDetailOwner } from '@/lib/integrations/change-detail-owner'
import { changeRetention } from '@/lib/integrations/retention'
import { changeOwnerSchema, retentionSchema } from '@/lib/integrations/schemas'
import type { ActionResult } from '@/lib/kernel/result'

export async function saveGuard(input: unknown) {
  return adminAction(guardSchema, input, { role: 'global_admin' }, ({ ctx }, guard) =>
    changeGuard(ctx, guard),
  )
}

/** A shorter time removes data for good. */
export async function saveRetention(input: unknown): Promise<ActionResult<void>> {
  return adminAction(
    retentionSchema,
    input,
    { role: 'global_admin', fresh: true },
    ({ ctx }, value) => changeRetention(ctx, value),
  )
}

export async function changeOwner(input: unknown) {
  return adminAction(changeOwnerSchema, input, { role: 'global_admin' }, ({ ctx }, owner) =>
    changeDetailOwner(ctx, owner),
  )
}
