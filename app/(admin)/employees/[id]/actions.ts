'use server'

import { refresh } from 'next/cache'
import { readWhatIf, whatIf } from '@/lib/access/explain/what-if'
import { holdEmployee, releaseEmployee } from '@/lib/access/hold'
import { settleAsSamePerson } from '@/lib/access/same-person'
import {
  samePersonSchema,
  type WhatIfField,
  type WhatIfResult,
  whatIfSchema,
} from '@/lib/access/schemas'
import { adminAction } from '@/lib/auth/action'
import { employeeIdSchema } from '@/lib/directory/schemas'
import type { ActionResult } from '@/lib/kernel/result'

export async function holdEmployeeAction(input: unknown): Promise<ActionResult<void>> {
  return adminAction(
    employeeIdSchema,
    input,
    { role: 'security', fresh: true },
    async ({ ctx }, value) => {
      await holdEmployee(ctx, value)
      refresh()
    },
  )
}

export async function releaseEmployeeAction(input: unknown): Promise<ActionResult<void>> {
  return adminAction(employeeIdSchema, input, { role: 'security' }, async ({ ctx }, value) => {
    await releaseEmployee(ctx, value)
    refresh()
  })
}

export async function samePersonAction(input: unknown): Promise<ActionResult<void>> {
  return adminAction(
    samePersonSchema,
    input,
    { role: 'security', fresh: true },
    async ({ ctx }, value) => {
      await settleAsSamePerson(ctx, value)
      refresh()
    },
  )
}

export async function readWhatIfAction(input: unknown): Promise<ActionResult<WhatIfField[]>> {
  return adminAction(employeeIdSchema, input, {}, async ({ ctx }, value) => readWhatIf(ctx, value))
}

export async function whatIfAction(input: unknown): Promise<ActionResult<WhatIfResult>> {
  return adminAction(whatIfSchema, input, {}, async ({ ctx }, value) => whatIf(ctx, value))
}
