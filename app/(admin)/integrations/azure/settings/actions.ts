'use server'

import { changeGuard } from '@/lib/access/guard/change-guard'
import { guardSchema } from '@/lib/access/schemas'
import { adminAction } from '@/lib/auth/action'

export async function saveGuard(input: unknown) {
  return adminAction(guardSchema, input, { role: 'global_admin' }, ({ ctx }, guard) =>
    changeGuard(ctx, guard),
  )
}
