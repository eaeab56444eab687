'use server'

import { refresh } from 'next/cache'
import { adminAction } from '@/lib/auth/action'
import type { ActionResult } from '@/lib/kernel/result'
import { createRole, deleteRole, updateRole } from '@/lib/places/roles'
import { deletePlaceSchema, roleSchema, updateRoleSchema } from '@/lib/places/schemas'

export async function createRoleAction(input: unknown): Promise<ActionResult<{ id: string }>> {
  return adminAction(roleSchema, input, { role: 'global_admin' }, async ({ ctx }, value) => {
    const created = await createRole(ctx, value)
    refresh()
    return created
  })
}

export async function updateRoleAction(input: unknown): Promise<ActionResult<void>> {
  return adminAction(updateRoleSchema, input, { role: 'global_admin' }, async ({ ctx }, value) => {
    await updateRole(ctx, value)
    refresh()
  })
}

export async function deleteRoleAction(input: unknown): Promise<ActionResult<void>> {
  return adminAction(
    deletePlaceSchema,
    input,
    { role: 'global_admin', fresh: true },
    async ({ ctx }, value) => {
      await deleteRole(ctx, value)
      refresh()
    },
  )
}
