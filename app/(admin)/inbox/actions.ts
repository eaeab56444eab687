'use server'

import { refresh } from 'next/cache'
import { adminAction } from '@/lib/auth/action'
import { putOffItem } from '@/lib/inbox/put-off'
import { putOffSchema } from '@/lib/inbox/schemas'
import type { ActionResult } from '@/lib/kernel/result'

export async function putOffAction(input: unknown): Promise<ActionResult<void>> {
  return adminAction(putOffSchema, input, { role: 'security' }, async ({ ctx }, value) => {
    await putOffItem(ctx, value)
    refresh()
  })
}
