'use server'

import { after } from 'next/server'
import { fieldErrors, refusalOf } from '@/lib/auth/action'
import { signInSchema } from '@/lib/auth/schemas'
import { kickJobs } from '@/lib/jobs/kick'
import { type ActionResult, refused } from '@/lib/kernel/result'
import { requestLink } from '@/lib/sign-in/request-link'

export async function sendLink(input: unknown): Promise<ActionResult> {
  const parsed = signInSchema.safeParse(input)
  if (!parsed.success) return refused('Please look at this field.', fieldErrors(parsed.error))
  after(kickJobs)
  return requestLink(parsed.data).catch(refusalOf)
}
