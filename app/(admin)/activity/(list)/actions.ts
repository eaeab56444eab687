'use server'

import { refresh } from 'next/cache'
import { countNewer } from '@/lib/activity/list'
import { deleteView, saveView } from '@/lib/activity/saved-views'
import { newerEntriesSchema, savedViewIdSchema, savedViewSchema } from '@/lib/activity/schemas'
import { adminAction } from '@/lib/auth/action'
import { seesPersonalValues } from '@/lib/auth/personal-values'
import { readHomeTimeZone } from '@/lib/directory/home-time-zone'
import type { ActionResult } from '@/lib/kernel/result'

const reader = { role: 'front_desk' } as const

export async function countNewerAction(input: unknown): Promise<ActionResult<number>> {
  return adminAction(newerEntriesSchema, input, reader, async (session, { query, newest }) => {
    const filter = { ...query, timeZone: await readHomeTimeZone(session.ctx) }
    const seesPersonal = seesPersonalValues(session)
    return countNewer(session.ctx, { filter, newest }, { seesPersonal })
  })
}

export async function saveViewAction(input: unknown): Promise<ActionResult<void>> {
  return adminAction(savedViewSchema, input, reader, async ({ ctx }, value) => {
    await saveView(ctx, value)
    refresh()
  })
}

export async function deleteViewAction(input: unknown): Promise<ActionResult<void>> {
  return adminAction(savedViewIdSchema, input, reader, async ({ ctx }, value) => {
    await deleteView(ctx, value)
    refresh()
  })
}
