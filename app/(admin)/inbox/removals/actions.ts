'use server'

import { keepHeld, releaseHeld } from '@/lib/access/guard/held-removals'
import { keepHeldSchema, releaseHeldSchema } from '@/lib/access/schemas'
import { adminAction } from '@/lib/auth/action'

export async function letItHappen(input: unknown) {
  return adminAction(releaseHeldSchema, input, { role: 'admin', fresh: true }, ({ ctx }, chosen) =>
    releaseHeld(ctx, chosen),
  )
}

export async function keepForNow(input: unknown) {
  return adminAction(keepHeldSchema, input, { role: 'admin' }, ({ ctx }, chosen) =>
    keepHeld(ctx, chosen),
  )
}
