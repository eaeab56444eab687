'use server'

import { refusalOf } from '@/lib/auth/action'
import { type ActionResult, done } from '@/lib/kernel/result'
import { acceptLink } from '@/lib/set-up/current-guest'

export async function openInvitation(token: string): Promise<ActionResult> {
  try {
    await acceptLink(token)
    return done()
  } catch (error) {
    return refusalOf(error)
  }
}
