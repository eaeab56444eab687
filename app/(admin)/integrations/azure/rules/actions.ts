'use server'

import { z } from 'zod'
import { adminAction } from '@/lib/auth/action'
import { findPeople } from '@/lib/directory/find-people'
import { findPeopleSchema } from '@/lib/directory/schemas'
import { readSeenValues } from '@/lib/rules/seen-values'

export async function readSeen() {
  return adminAction(z.undefined(), undefined, { role: 'admin' }, ({ ctx }) => readSeenValues(ctx))
}

export async function searchPeople(input: unknown) {
  return adminAction(findPeopleSchema, input, { role: 'admin' }, ({ ctx }, asked) =>
    findPeople(ctx, asked),
  )
}
