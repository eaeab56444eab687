'use server'

import { refresh } from 'next/cache'
import { adminAction } from '@/lib/auth/action'
import type { ActionResult } from '@/lib/kernel/result'
import { createAccessGroup, deleteAccessGroup, updateAccessGroup } from '@/lib/places/access-groups'
import { accessGroupSchema, deletePlaceSchema, updateAccessGroupSchema } from '@/lib/places/schemas'

export async function createAccessGroupAction(
  input: unknown,
): Promise<ActionResult<{ id: string }>> {
  return adminAction(accessGroupSchema, input, { role: 'admin' }, async ({ ctx }, value) => {
    const created = await createAccessGroup(ctx, value)
    refresh()
    return created
  })
}

export async function updateAccessGroupAction(input: unknown): Promise<ActionResult<void>> {
  return adminAction(updateAccessGroupSchema, input, { role: 'admin' }, async ({ ctx }, value) => {
    await updateAccessGroup(ctx, value)
    refresh()
  })
}

export async function deleteAccessGroupAction(input: unknown): Promise<ActionResult<void>> {
  return adminAction(
    deletePlaceSchema,
    input,
    { role: 'admin', fresh: true },
    async ({ ctx }, value) => {
      await deleteAccessGroup(ctx, value)
      refresh()
    },
  )
}
