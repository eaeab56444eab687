'use server'

import { previewRules } from '@/lib/access/preview/preview-rules'
import { tryPerson } from '@/lib/access/preview/try-person'
import { adminAction } from '@/lib/auth/action'
import { previewSchema, tryPersonSchema } from '@/lib/rules/schemas'

export async function previewChange(input: unknown) {
  return adminAction(previewSchema, input, { role: 'admin' }, ({ ctx }, asked) =>
    previewRules(ctx, asked),
  )
}

export async function tryOnePerson(input: unknown) {
  return adminAction(tryPersonSchema, input, { role: 'admin' }, ({ ctx }, asked) =>
    tryPerson(ctx, asked),
  )
}
