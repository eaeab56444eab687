'use server'

import { cookies, headers } from 'next/headers'
import { refusalOf } from '@/lib/auth/action'
import { activateKey } from '@/lib/invitations/activate-key'
import { visitOf } from '@/lib/invitations/find-invitation'
import { type ActionResult, done } from '@/lib/kernel/result'
import { describeDevice } from '@/lib/keys/describe-device'
import { env } from '@/lib/platform/env'
import { deviceCookie } from './device-cookie'

const YEAR_SECONDS = 365 * 24 * 60 * 60

export async function continueWithKey(token: string): Promise<ActionResult> {
  try {
    const device = describeDevice((await headers()).get('user-agent') ?? '')
    const secret = await activateKey(await visitOf(token), device)
    const secure = env().appUrl.startsWith('https://')
    const options = {
      httpOnly: true,
      sameSite: 'lax',
      secure,
      path: '/key',
      maxAge: YEAR_SECONDS,
    } as const
    ;(await cookies()).set(deviceCookie(token), secret, options)
    return done()
  } catch (error) {
    return refusalOf(error)
  }
}
