'use server'

import { refresh } from 'next/cache'
import { followTimeZone } from '@/lib/access/over-time/follow-time-zone'
import { adminAction } from '@/lib/auth/action'
import { updatePropertyEmailSchema } from '@/lib/email/schemas'
import { updatePropertyEmails } from '@/lib/invitations/property-emails'
import type { ActionResult } from '@/lib/kernel/result'
import { createProperty, deleteProperty, updateProperty } from '@/lib/places/properties'
import { deletePlaceSchema, propertySchema, updatePropertySchema } from '@/lib/places/schemas'

export async function createPropertyAction(input: unknown): Promise<ActionResult<{ id: string }>> {
  return adminAction(propertySchema, input, { role: 'admin' }, async ({ ctx }, value) => {
    const created = await createProperty(ctx, value)
    refresh()
    return created
  })
}

export async function updatePropertyAction(input: unknown): Promise<ActionResult<void>> {
  return adminAction(updatePropertySchema, input, { role: 'admin' }, async ({ ctx }, value) => {
    await updateProperty(ctx, value, followTimeZone)
    refresh()
  })
}

export async function updatePropertyEmailsAction(input: unknown): Promise<ActionResult<void>> {
  return adminAction(
    updatePropertyEmailSchema,
    input,
    { role: 'admin' },
    async ({ ctx }, value) => {
      await updatePropertyEmails(ctx, value)
      refresh()
    },
  )
}

export async function deletePropertyAction(input: unknown): Promise<ActionResult<void>> {
  return adminAction(
    deletePlaceSchema,
    input,
    { role: 'admin', fresh: true },
    async ({ ctx }, value) => {
      await deleteProperty(ctx, value)
      refresh()
    },
  )
}
