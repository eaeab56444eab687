'use server'

import { refresh } from 'next/cache'
import { after } from 'next/server'
import { tellContactSchema } from '@/lib/alerts/schemas'
import { tellSiteContact } from '@/lib/alerts/tell-site-contact'
import { adminAction } from '@/lib/auth/action'
import { kickJobs } from '@/lib/jobs/kick'
import type { ActionResult } from '@/lib/kernel/result'

export async function tellContactAction(input: unknown): Promise<ActionResult<void>> {
  return adminAction(tellContactSchema, input, { role: 'security' }, async ({ ctx }, value) => {
    await tellSiteContact(ctx, value)
    refresh()
    after(kickJobs)
  })
}
