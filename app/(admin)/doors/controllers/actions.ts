'use server'

import { refresh } from 'next/cache'
import { adminAction } from '@/lib/auth/action'
import { createController, revokeController } from '@/lib/doors/controllers'
import { controllerIdSchema, controllerSchema, type NewController } from '@/lib/doors/schemas'
import type { ActionResult } from '@/lib/kernel/result'

export async function createControllerAction(input: unknown): Promise<ActionResult<NewController>> {
  return adminAction(
    controllerSchema,
    input,
    { role: 'admin', fresh: true },
    async ({ ctx }, value) => {
      const made = await createController(ctx, value)
      refresh()
      return made
    },
  )
}

export async function revokeControllerAction(input: unknown): Promise<ActionResult<void>> {
  return adminAction(
    controllerIdSchema,
    input,
    { role: 'admin', fresh: true },
    async ({ ctx }, value) => {
      await revokeController(ctx, value)
      refresh()
    },
  )
}
