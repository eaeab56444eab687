'use server'

import { after } from 'next/server'
import { refusalOf } from '@/lib/auth/action'
import { kickJobs } from '@/lib/jobs/kick'
import type { ActionResult } from '@/lib/kernel/result'
import { type Freshness, readFreshness, requestFreshLink } from '@/lib/sign-in/sign-in-again'

export async function sendFreshLink(): Promise<ActionResult> {
  after(kickJobs)
  return requestFreshLink().catch(refusalOf)
}

export async function askFreshness(): Promise<Freshness> {
  return readFreshness()
}
