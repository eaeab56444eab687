'use server'

import { refresh } from 'next/cache'
import { adminAction } from '@/lib/auth/action'
import type { ActionResult } from '@/lib/kernel/result'
import { createDoor, deleteDoor, updateDoor } from '@/lib/places/doors'
import { deletePlaceSchema, doorSchema, updateDoorSchema } from '@/lib/places/schemas'

export async function createDoorAction(input: unknown): Promise<ActionResult<{ id: string }>> {
  return adminAction(doorSchema, input, { role: 'admin' }, async ({ ctx }, value) => {
    const created = await createDoor(ctx, value)
    refresh()
    return created
  })
}

export async function updateDoorAction(input: unknown): Promise<ActionResult<void>> {
  return adminAction(updateDoorSchema, input, { role: 'admin' }, async ({ ctx }, value) => {
    await updateDoor(ctx, value)
    refresh()
  })
}

export async function deleteDoorAction(input: unknown): Promise<ActionResult<void>> {
  return adminAction(
    deletePlaceSchema,
    input,
    { role: 'admin', fresh: true },
    async ({ ctx }, value) => {
      await deleteDoor(ctx, value)
      refresh()
    },
  )
}
