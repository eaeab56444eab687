'use server'

import { cookies, headers } from 'next/headers'
import { after } from 'next/server'
import { z } from 'zod'
import { namePhone } from '@/lib/access/key-deeds/name-phone'
import { reportLost } from '@/lib/access/key-deeds/report-lost'
import { activateKey } from '@/lib/invitations/activate-key'
import { askForCard } from '@/lib/invitations/card-requests'
import { type Visit, visitOf } from '@/lib/invitations/find-invitation'
import { renewLink } from '@/lib/invitations/renew-link'
import { kickJobs } from '@/lib/jobs/kick'
import { type ActionResult, done } from '@/lib/kernel/result'
import { describeDevice } from '@/lib/keys/describe-device'
import { deviceCookie, deviceCookieOptions, deviceSecrets } from './device-cookie'
import { type KeyRefusals, keyRefusal } from './key-refusal'

export async function continueWithKey(token: string): Promise<ActionResult> {
  return visiting(token, async (visit) => {
    const sent = await headers()
    const { others } = await deviceSecrets(token)
    const device = describeDevice(sent.get('user-agent') ?? '', sent.get('sec-ch-ua-model'))
    const secret = await activateKey(visit, device, others)
    ;(await cookies()).set(deviceCookie(token), secret, deviceCookieOptions())
  })
}

export async function renewKeyLink(token: string): Promise<ActionResult> {
  return visiting(token, async (visit) => {
    await renewLink(visit)
    after(kickJobs)
  })
}

export async function askForCardInstead(token: string): Promise<ActionResult> {
  return visiting(token, askForCard)
}

export async function nameThisPhone(token: string, typed: string): Promise<ActionResult> {
  const { own: secret, others: otherSecrets } = await deviceSecrets(token)
  const name = z.string().catch('').parse(typed)
  return visiting(token, (visit) => namePhone(visit, { name, secret, otherSecrets }), 'phone')
}

export async function reportKeyLost(token: string): Promise<ActionResult> {
  const { others } = await deviceSecrets(token)
  return visiting(token, (visit) => reportLost(visit, others))
}

/** Nobody is signed in: the link says who it is, and every verb checks it anew. */
async function visiting(
  token: string,
  work: (visit: Visit) => Promise<void>,
  about?: KeyRefusals,
): Promise<ActionResult> {
  try {
    await work(await visitOf(token))
    return done()
  } catch (error) {
    return keyRefusal(token, error, about)
  }
}
