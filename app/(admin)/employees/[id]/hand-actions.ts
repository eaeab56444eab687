'use server'

import { refresh } from 'next/cache'
import { endByHand } from '@/lib/access/by-hand/end-by-hand'
import { giveByHand } from '@/lib/access/by-hand/give-by-hand'
import { giveRoleBack } from '@/lib/access/coming-back/give-role-back'
import { endHandGrantSchema, handGrantSchema } from '@/lib/access/schemas'
import { adminAction } from '@/lib/auth/action'
import { employeeIdSchema } from '@/lib/directory/schemas'
import type { ActionResult } from '@/lib/kernel/result'

export async function giveByHandAction(input: unknown): Promise<ActionResult<void>> {
  return adminAction(handGrantSchema, input, { role: 'security' }, async ({ ctx }, value) => {
    await giveByHand(ctx, value)
    refresh()
  })
}

export async function endByHandAction(input: unknown): Promise<ActionResult<void>> {
  return adminAction(endHandGrantSchema, input, { role: 'security' }, async ({ ctx }, value) => {
    await endByHand(ctx, value)
    refresh()
  })
}

export async function giveRoleBackAction(input: unknown): Promise<ActionResult<void>> {
  return adminAction(employeeIdSchema, input, { role: 'global_admin' }, async ({ ctx }, value) => {
    await giveRoleBack(ctx, value)
    refresh()
  })
}
